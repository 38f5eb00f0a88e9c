using Microsoft.EntityFrameworkCore;
using PracticeReview.Audit;
using PracticeReview.Data;
using PracticeReview.Data.Flow;
using PracticeReview.Matching;
using PracticeReview.Practices;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Reviews;

/// <summary>What became of handing a review in.</summary>
public enum SubmitReviewOutcome
{
    /// <summary>It counts.</summary>
    Submitted,

    /// <summary>The same text was handed in before, such as by the first of two clicks.</summary>
    AlreadySubmitted,

    /// <summary>Something is missing.</summary>
    Incomplete,

    /// <summary>Another device changed the text after the reviewer read it.</summary>
    Changed,

    /// <summary>The link ended, the round is over, or the reviewer is not asked any more.</summary>
    Closed,
}

/// <summary>Hands a review in, for the first time or changed, and lets the workflow go on with it.</summary>
public sealed class SubmitReview(AppDbContext db, PracticeFlow flow, ReviewerMail mail, AuditTrail audit, TimeProvider time)
{
    /// <summary>Submits the text of which the reviewer has read version <paramref name="version"/>.</summary>
    /// <exception cref="FlowFaultedException">The workflow failed; the text in hand stays saved, and nothing else was kept.</exception>
    public async Task<SubmitReviewOutcome> ExecuteAsync(ReviewVisit visit, int version, CancellationToken cancellation)
    {
        var outcome = SubmitReviewOutcome.Closed;
        await flow.AdvanceAsync(visit.Assignment.PracticeId, async stop =>
        {
            // Read under the lock on the practice: a decision a moment ago closes the review.
            var link = await db.ReviewLinks.SingleAsync(l => l.Id == visit.Link.Id, stop);
            var assignment = await db.Assignments.SingleAsync(a => a.Id == link.AssignmentId, stop);
            var practice = await db.Practices.SingleAsync(p => p.Id == assignment.PracticeId, stop);
            var review = await db.Reviews.SingleOrDefaultAsync(r => r.AssignmentId == assignment.Id, stop);
            var now = time.GetUtcNow();
            outcome = Judge(visit with { Link = link, Assignment = assignment, Practice = practice }, review, version, now);
            if (outcome != SubmitReviewOutcome.Submitted)
            {
                return (Stimulus?)null;
            }

            var isFirst = review!.Submitted is null;
            review.Submit(now);
            assignment.Complete(now);
            audit.Record(isFirst ? "review.submitted" : "review.changed",
                isFirst ? $"{visit.Reviewer.Name} submitted a review." : $"{visit.Reviewer.Name} changed the review.",
                "Reviewer", practiceId: practice.Id, assignmentId: assignment.Id);
            if (isFirst)
            {
                await mail.QueueAsync("review-received", assignment, $"review-received:{assignment.Id}", stop);
            }

            return CollectReviews.Changed(assignment.Id);
        }, cancellation);
        return outcome;
    }

    private static SubmitReviewOutcome Judge(ReviewVisit visit, Review? review, int version, DateTimeOffset now)
    {
        if (review is { Submitted: not null } && review.Submitted == review.Draft)
        {
            return SubmitReviewOutcome.AlreadySubmitted;
        }

        if (!visit.CanReview || !visit.Link.OpensAt(now))
        {
            return SubmitReviewOutcome.Closed;
        }

        return review is null || ReviewRules.Check(review.Draft, visit.Rubric).Count > 0 ? SubmitReviewOutcome.Incomplete
            : review.DraftVersion != version ? SubmitReviewOutcome.Changed
            : SubmitReviewOutcome.Submitted;
    }
}
