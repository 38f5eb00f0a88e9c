using Microsoft.EntityFrameworkCore;
using PracticeReview.Criteria;
using PracticeReview.Data;
using PracticeReview.Matching;
using PracticeReview.Practices;
using PracticeReview.Reviews;

namespace PracticeReview.Decisions;

/// <summary>The reviews of a round as decisions and feedback need them.</summary>
public sealed class RoundReviews(AppDbContext db, Rubrics rubrics)
{
    /// <summary>The scores of the practice's present round, brought together.</summary>
    public async Task<ScoreSummary> SummaryAsync(Practice practice, CancellationToken cancellation)
    {
        var submitted = await SubmittedAsync(practice, cancellation);
        var rubric = await rubrics.OfVersionAsync(submitted.Select(r => r.Assignment.RubricVersionId).FirstOrDefault(), cancellation);
        return ScoreSummary.From([.. submitted.Select(r => r.Review)], Weights(rubric));
    }

    /// <summary>
    /// What the reviewers wrote to the submitter, as "who" and "comment". Names never leave; the order is that of a
    /// hash, so that it tells nothing of the order in which people were chosen or answered.
    /// </summary>
    public async Task<IReadOnlyList<IReadOnlyDictionary<string, object?>>> FeedbackAsync(Practice practice, CancellationToken cancellation) =>
    [
        .. (await SubmittedAsync(practice, cancellation))
            .Where(r => r.Review.CommentToSubmitter.Length > 0)
            .Select((r, index) => new Dictionary<string, object?> { ["who"] = index + 1, ["comment"] = r.Review.CommentToSubmitter }),
    ];

    /// <summary>The submitted reviews of the practice's present round with their assignments, in an order that tells nothing.</summary>
    public async Task<IReadOnlyList<(Assignment Assignment, ReviewContent Review)>> SubmittedAsync(Practice practice, CancellationToken cancellation)
    {
        var rows = await db.Assignments
            .Where(a => a.PracticeId == practice.Id && a.Round == practice.Round && a.State == AssignmentState.Reviewed)
            .Join(db.Reviews, a => a.Id, r => r.AssignmentId, (assignment, review) => new { assignment, review })
            .ToListAsync(cancellation);
        return
        [
            .. rows.Where(row => row.review.Submitted is not null)
                .OrderBy(row => ReviewLink.Hash(row.assignment.Id.ToString()), StringComparer.Ordinal)
                .Select(row => (row.assignment, row.review.Submitted!)),
        ];
    }

    /// <summary>How much each criterion of a rubric counts.</summary>
    public static IReadOnlyList<CriterionWeight> Weights(Rubric rubric) =>
        [.. rubric.Criteria.Select(c => new CriterionWeight(c.Key, c.Weight, c.MustReach, c.Title.English))];
}
