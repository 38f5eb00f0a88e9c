using Microsoft.EntityFrameworkCore;
using PracticeReview.Data;
using PracticeReview.Matching;

namespace PracticeReview.Web.Pages.Admin.Submissions;

/// <summary>Who else could review, best first, and why others can't.</summary>
/// <param name="Ranked">Those who could, each with reasons.</param>
/// <param name="Excluded">Those who can't, each with the reason.</param>
public sealed record SuccessionView(IReadOnlyList<Match> Ranked, IReadOnlyList<(string Name, string Organisation, string Why)> Excluded);

/// <summary>Looks through the roster for editors.</summary>
public sealed class Succession(AppDbContext db, CandidateQuery candidates, MatchRequests requests)
{
    /// <summary>The roster as a practice sees it in a round.</summary>
    public async Task<SuccessionView> ForAsync(Guid practiceId, int round, CancellationToken cancellation)
    {
        var request = await requests.ForAsync(practiceId, cancellation);
        var roster = await candidates.ForAsync(practiceId, round, cancellation);
        var declined = await db.Assignments.AsNoTracking()
            .Where(a => a.PracticeId == practiceId && a.State == AssignmentState.Declined && a.Round != round)
            .Join(db.Reviewers, a => a.ReviewerId, r => r.Id, (a, r) => new { r.Id, r.Name, r.Organisation, a.Round }).ToListAsync(cancellation);
        return new SuccessionView(
            ReviewerMatcher.Rank(request, roster),
            [
                .. roster.Select(c => (c.Name, c.Organisation, Why: ReviewerMatcher.Exclusion(request, c)))
                    .Where(c => c.Why is not null).Select(c => (c.Name, c.Organisation, c.Why!))
                    .Concat(declined.DistinctBy(d => d.Id).Select(d => (d.Name, d.Organisation, $"Declined in round {d.Round}.")))
                    .OrderBy(c => c.Name, StringComparer.Ordinal),
            ]);
    }
}
