using Microsoft.EntityFrameworkCore;
using PracticeReview.Data;
using PracticeReview.Practices;

namespace PracticeReview.Matching;

/// <summary>Reads from a practice what it asks of its reviewers.</summary>
public sealed class MatchRequests(AppDbContext db)
{
    /// <summary>The request of the practice's current round.</summary>
    /// <exception cref="InvalidOperationException">No such practice, or it was never handed in.</exception>
    public async Task<MatchRequest> ForAsync(Guid practiceId, CancellationToken cancellation)
    {
        var practice = await db.Practices.FindAsync([practiceId], cancellation)
            ?? throw new InvalidOperationException($"There is no practice {practiceId}.");
        // The revision may have been handed in a moment ago, in this very transaction, and not be saved yet.
        var revision = db.Held<Revision>().FirstOrDefault(r => r.PracticeId == practiceId && r.Round == practice.Round)
            ?? await db.Revisions.AsNoTracking().FirstOrDefaultAsync(r => r.PracticeId == practiceId && r.Round == practice.Round, cancellation)
            ?? throw new InvalidOperationException("A practice that was never handed in needs no reviewers.");
        var submitter = await db.Users.AsNoTracking().Where(user => user.Id == practice.SubmitterId).Select(user => user.Email).FirstOrDefaultAsync(cancellation);
        return From(revision.Content, submitter);
    }

    /// <summary>
    /// The request of a text. Regions are those named and those of the countries named, with the regions they lie
    /// in; whoever wrote it, is its focal point, or works for its organisations is kept from reviewing it.
    /// </summary>
    public static MatchRequest From(PracticeContent content, string? submitterEmail) => new(
        content.PrimaryObjective,
        content.Objectives(),
        [.. Vocabulary.WithParents(content.Regions).Union(Vocabulary.RegionsOf(content.Countries)).Order(StringComparer.Ordinal)],
        content.Language,
        Present([.. content.Organisations.Select(organisation => organisation.Name), content.FocalPoint.Organisation]),
        Present([submitterEmail ?? "", content.FocalPoint.Email]));

    private static List<string> Present(IEnumerable<string> values) =>
        [.. values.Select(value => value.Trim()).Where(value => value.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];
}
