using Microsoft.EntityFrameworkCore;
using PracticeReview.Audit;
using PracticeReview.Data;

namespace PracticeReview.Practices;

/// <summary>What became of handing in.</summary>
public enum SubmitOutcome
{
    /// <summary>It is submitted.</summary>
    Submitted,

    /// <summary>It was submitted before, such as by the first of two clicks.</summary>
    AlreadySubmitted,

    /// <summary>Something is missing or wrong.</summary>
    Incomplete,

    /// <summary>The text was changed after the submitter read it.</summary>
    Changed,

    /// <summary>There is no such practice of this account.</summary>
    NotFound,
}

/// <summary>Hands a draft in, for the first time or as a revision.</summary>
public sealed class SubmitPractice(AppDbContext db, AuditTrail audit, IdSource ids, TimeProvider time)
{
    /// <summary>Submits the text of which the submitter has read version <paramref name="version"/>.</summary>
    public async Task<SubmitOutcome> ExecuteAsync(
        Guid practiceId, Guid submitterId, string submitterName, int version, DateOnly today, CancellationToken cancellation)
    {
        var practice = await db.Practices.SingleOrDefaultAsync(p => p.Id == practiceId && p.SubmitterId == submitterId, cancellation);
        if (practice is null)
        {
            return SubmitOutcome.NotFound;
        }

        if (!practice.CanEdit)
        {
            return SubmitOutcome.AlreadySubmitted;
        }

        if (practice.DraftVersion != version)
        {
            return SubmitOutcome.Changed;
        }

        if (PracticeRules.Check(practice.Draft, today).Count > 0)
        {
            return SubmitOutcome.Incomplete;
        }

        practice.Submit(ids.Next(), time.GetUtcNow());
        audit.Record("submission.submitted", $"Submitted round {practice.Round}.", submitterName, submitterId, practiceId);
        await db.SaveChangesAsync(cancellation);
        return SubmitOutcome.Submitted;
    }
}
