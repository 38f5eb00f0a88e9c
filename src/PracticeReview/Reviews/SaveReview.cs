using Microsoft.EntityFrameworkCore;
using Npgsql;
using PracticeReview.Data;

namespace PracticeReview.Reviews;

/// <summary>What became of saving a review in hand.</summary>
public enum SaveReviewOutcome
{
    /// <summary>It is saved.</summary>
    Saved,

    /// <summary>Another device saved something else meanwhile; nothing was overwritten.</summary>
    Conflict,

    /// <summary>It holds what can't be kept, see <see cref="ReviewRules.Refuse"/>.</summary>
    Refused,

    /// <summary>The round is over, or the reviewer is not asked any more.</summary>
    Closed,
}

/// <summary>What became of a save, and the review as it is stored now.</summary>
public sealed record SaveReviewResult(SaveReviewOutcome Outcome, Review? Review = null, IReadOnlyList<ReviewProblem>? Problems = null);

/// <summary>Saves the text in hand. It counts for nothing until it is submitted, so the workflow isn't told.</summary>
public sealed class SaveReview(AppDbContext db, TimeProvider time)
{
    /// <summary>Saves, unless another device saved something else since <paramref name="version"/>.</summary>
    /// <param name="visit">The link and its assignment.</param>
    /// <param name="content">All of the review.</param>
    /// <param name="version">Number of saves that the writer knew of.</param>
    /// <param name="cancellation">Stops the work; nothing is kept.</param>
    public async Task<SaveReviewResult> ExecuteAsync(ReviewVisit visit, ReviewContent content, int version, CancellationToken cancellation)
    {
        if (!visit.CanReview)
        {
            return new(SaveReviewOutcome.Closed);
        }

        if (ReviewRules.Refuse(content, visit.Rubric) is { Count: > 0 } problems)
        {
            return new(SaveReviewOutcome.Refused, Problems: problems);
        }

        while (true)
        {
            var review = await db.Reviews.SingleOrDefaultAsync(r => r.AssignmentId == visit.Assignment.Id, cancellation)
                ?? db.Reviews.Add(new Review(visit.Assignment.Id, time.GetUtcNow())).Entity;
            if (review.DraftVersion > 0 && review.Draft == content)
            {
                return new(SaveReviewOutcome.Saved, review);
            }

            if (review.DraftVersion != version)
            {
                return new(SaveReviewOutcome.Conflict, review);
            }

            review.Save(content, time.GetUtcNow());
            try
            {
                await db.SaveChangesAsync(cancellation);
                return new(SaveReviewOutcome.Saved, review);
            }
            catch (DbUpdateException e) when (e is DbUpdateConcurrencyException || e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
            {
                // Another device was faster: look again at what it left.
                db.ChangeTracker.Clear();
            }
        }
    }
}
