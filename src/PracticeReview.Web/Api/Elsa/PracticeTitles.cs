using Microsoft.EntityFrameworkCore;
using PracticeReview.Data;
using PracticeReview.Web.Pages.Admin;

namespace PracticeReview.Web.Api.Elsa;

/// <summary>Titles of practices, read and found without reading the practices.</summary>
public sealed class PracticeTitles(AppDbContext db)
{
    private sealed record Titled(Guid Id, string? Title);

    /// <summary>The titles of these practices; those without a title yet are left out.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> OfAsync(Guid[] practices, CancellationToken cancellation) => practices.Length == 0
        ? new Dictionary<Guid, string>()
        : await db.Database.SqlQuery<Titled>($"select id, queue_title as title from practices where id = any({practices}) and queue_title is not null")
            .ToDictionaryAsync(titled => titled.Id, titled => titled.Title!, cancellation);

    /// <summary>Practices whose title or organisations contain these words, as the editors' queue finds them; the newest first.</summary>
    /// <param name="words">What somebody typed, accents and capitals aside.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellation">Stops the work.</param>
    public Task<List<string>> FindAsync(string words, int most, CancellationToken cancellation)
    {
        var pattern = LikePattern.Containing(words);
        return db.Database.SqlQuery<string>(
            $"""select id::text as "Value" from practices where queue_text like repository_plain({pattern}) order by practices.id desc limit {most}""").ToListAsync(cancellation);
    }
}
