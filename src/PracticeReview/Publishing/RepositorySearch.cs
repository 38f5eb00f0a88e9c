using Microsoft.EntityFrameworkCore;
using Npgsql;
using PracticeReview.Data;
using PracticeReview.Practices;

namespace PracticeReview.Publishing;

/// <summary>
/// Finds publications. The functions it calls, and their indexes, are in Data/Migrations/20261125030100_Search.sql.
/// </summary>
public sealed class RepositorySearch(AppDbContext db)
{
    private const int Related = 3;

    /// <summary>A page of what matches, and the counts beside the filters.</summary>
    public async Task<RepositoryResult> FindAsync(RepositoryQuery query, CancellationToken cancellation)
    {
        var terms = SearchTerms.Parse(query.Text);
        var sql = new RepositorySql(query, terms);
        var (total, counts) = await CountAsync(sql, cancellation);
        var size = Math.Clamp(query.PageSize, 1, RepositoryQuery.MaximumPageSize);
        var pages = Math.Max(1, (total + size - 1) / size);
        var page = Math.Clamp(query.Page, 1, pages);
        var ids = new List<Guid>();
        if (total > 0)
        {
            await ReadAsync(sql.Page(size, (page - 1) * size), row => ids.Add(row.GetGuid(0)), cancellation);
        }

        var suggestion = total == 0 && terms.Included.Count > 0 ? await SuggestAsync(terms, cancellation) : null;
        return new RepositoryResult(await LoadAsync(ids, cancellation), total, page, pages, counts, suggestion);
    }

    /// <summary>A publication by the words in its address; null when there is none.</summary>
    public Task<Publication?> BySlugAsync(string slug, CancellationToken cancellation) =>
        db.Publications.AsNoTracking().SingleOrDefaultAsync(p => p.Slug == slug, cancellation);

    /// <summary>Up to three others that share most of the objectives, then of the regions.</summary>
    public async Task<IReadOnlyList<Publication>> RelatedAsync(Publication publication, CancellationToken cancellation)
    {
        var ids = new List<Guid>();
        var command = new NpgsqlCommand(
            """
            select p.practice_id
            from publications p
            where p.facets && @objectives and p.practice_id <> @self
            order by (select count(*) from unnest(p.facets) f where f = any(@objectives)) desc,
                     (select count(*) from unnest(p.facets) f where f = any(@places)) desc, p.published_at desc, p.practice_id
            limit @limit
            """);
        command.Parameters.AddWithValue("self", publication.PracticeId);
        command.Parameters.AddWithValue("objectives", Of(VocabularyKind.Objective));
        command.Parameters.AddWithValue("places", Of(VocabularyKind.Region).Concat(Of(VocabularyKind.Country)).ToArray());
        command.Parameters.AddWithValue("limit", Related);
        await ReadAsync(command, row => ids.Add(row.GetGuid(0)), cancellation);
        return await LoadAsync(ids, cancellation);

        string[] Of(VocabularyKind kind) => [.. publication.Of(kind).Select(facet => facet.ToString())];
    }

    /// <summary>The whole repository in numbers.</summary>
    public async Task<RepositoryNumbers> NumbersAsync(CancellationToken cancellation)
    {
        var (total, counts) = await CountAsync(new RepositorySql(new RepositoryQuery(), SearchTerms.Parse("")), cancellation);
        return new RepositoryNumbers(total, counts);
    }

    private async Task<(int Total, Dictionary<Facet, int> Counts)> CountAsync(RepositorySql sql, CancellationToken cancellation)
    {
        var total = 0;
        var counts = new Dictionary<Facet, int>();
        await ReadAsync(sql.Counts(), row =>
        {
            if (row.IsDBNull(0))
            {
                total = row.GetInt32(1);
            }
            else if (Facet.Parse(row.GetString(0)) is { } facet)
            {
                counts[facet] = row.GetInt32(1);
            }
        }, cancellation);
        return (total, counts);
    }

    private async Task<string?> SuggestAsync(SearchTerms terms, CancellationToken cancellation)
    {
        var words = new List<string>();
        var changed = false;
        foreach (var term in terms.Included)
        {
            string? similar = null;
            if (term.Length > 3 && !term.Contains(' ', StringComparison.Ordinal))
            {
                var command = new NpgsqlCommand(
                    "select repository_suggestion(@term) where not exists (select 1 from publications where search @@ repository_term(@term, false))");
                command.Parameters.AddWithValue("term", term);
                await ReadAsync(command, row => similar = row.IsDBNull(0) ? null : row.GetString(0), cancellation);
            }

            changed |= similar is not null;
            words.Add(similar ?? term);
        }

        return changed ? string.Join(' ', words) : null;
    }

    private async Task<IReadOnlyList<Publication>> LoadAsync(List<Guid> ids, CancellationToken cancellation)
    {
        var found = await db.Publications.AsNoTracking().Where(p => ids.Contains(p.PracticeId)).ToListAsync(cancellation);
        return [.. found.OrderBy(p => ids.IndexOf(p.PracticeId))];
    }

    private async Task ReadAsync(NpgsqlCommand command, Action<NpgsqlDataReader> read, CancellationToken cancellation)
    {
        await db.Database.OpenConnectionAsync(cancellation);
        try
        {
            await using (command)
            {
                command.Connection = (NpgsqlConnection)db.Database.GetDbConnection();
                await using var rows = await command.ExecuteReaderAsync(cancellation);
                while (await rows.ReadAsync(cancellation))
                {
                    read(rows);
                }
            }
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }
}
