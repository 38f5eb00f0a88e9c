using Npgsql;
using NpgsqlTypes;
using PracticeReview.Practices;

namespace PracticeReview.Publishing;

/// <summary>The statements that answer a query. Everything a reader wrote is a parameter.</summary>
internal sealed class RepositorySql(RepositoryQuery query, SearchTerms terms)
{
    private readonly IReadOnlyList<VocabularyKind> _filtered = [.. Facet.Kinds.Where(kind => query.Values(kind).Any())];

    private const string Query = "repository_query(@included, @excluded, @prefix, @reader)";

    /// <summary>Ids of one page of results, in order.</summary>
    public NpgsqlCommand Page(int limit, int offset)
    {
        var ranked = query.EffectiveSort == RepositorySort.Relevance && !terms.IsEmpty;
        var order = query.EffectiveSort switch
        {
            RepositorySort.Relevance when ranked => "rank desc, published_at desc",
            RepositorySort.Oldest => "published_at",
            _ => "published_at desc",
        };
        var command = WithParameters(
            $"""
            select practice_id
            from {Source(ranked)}
            where {string.Join(" and ", _filtered.Select(Matches).DefaultIfEmpty("true"))}
            order by {order}, practice_id
            limit @limit offset @offset
            """);
        command.Parameters.AddWithValue("limit", limit);
        command.Parameters.AddWithValue("offset", offset);
        return command;
    }

    /// <summary>
    /// How many there are with each value; null stands for all. A value counts where the filters of all other lists
    /// hold, so that it says how many results choosing it would give.
    /// </summary>
    public NpgsqlCommand Counts()
    {
        var failed = _filtered.Select(kind => $"case when {Matches(kind)} then null else '{Facet.Name(kind)}' end");
        return WithParameters(
            $"""
            with found as (
              select facets, array_remove(array[{string.Join(", ", failed)}]::text[], null) as failed
              from {Source(ranked: false)}
            )
            select null, count(*)::int from found where cardinality(failed) = 0
            union all
            select value, count(*)::int
            from found cross join unnest(facets) as value
            where cardinality(failed) = 0 or cardinality(failed) = 1 and split_part(value, ':', 1) = failed[1]
            group by value
            """);
    }

    private static string Matches(VocabularyKind kind) => $"facets && @{Facet.Name(kind)}";

    private string Source(bool ranked) => terms.IsEmpty
        ? "publications"
        : $"repository_matches({Query}, {(ranked ? "true" : "false")})";

    private NpgsqlCommand WithParameters(string sql)
    {
        var command = new NpgsqlCommand(sql);
        if (!terms.IsEmpty)
        {
            Add("included", NpgsqlDbType.Array | NpgsqlDbType.Text, terms.Included.ToArray());
            Add("excluded", NpgsqlDbType.Array | NpgsqlDbType.Text, terms.Excluded.ToArray());
            Add("prefix", NpgsqlDbType.Boolean, terms.EndsInWord);
            Add("reader", NpgsqlDbType.Text, query.Language);
        }

        foreach (var kind in _filtered)
        {
            var facets = query.Values(kind).Select(value => new Facet(kind, value).ToString()).ToArray();
            Add(Facet.Name(kind), NpgsqlDbType.Array | NpgsqlDbType.Text, facets);
        }

        return command;

        void Add(string name, NpgsqlDbType type, object value) => command.Parameters.Add(new NpgsqlParameter(name, type) { Value = value });
    }
}
