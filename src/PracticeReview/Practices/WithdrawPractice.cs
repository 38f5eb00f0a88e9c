using Microsoft.EntityFrameworkCore;
using PracticeReview.Audit;
using PracticeReview.Data;
using PracticeReview.Data.Flow;

namespace PracticeReview.Practices;

/// <summary>What became of taking back.</summary>
public enum WithdrawOutcome
{
    /// <summary>It is withdrawn.</summary>
    Withdrawn,

    /// <summary>It is decided, or its workflow offers no withdrawal.</summary>
    NotPossible,

    /// <summary>There is no such practice of this account.</summary>
    NotFound,
}

/// <summary>Takes a submission back.</summary>
public sealed class WithdrawPractice(AppDbContext db, PracticeFlow flow, AuditTrail audit)
{
    /// <summary>Characters of the reason at most.</summary>
    public const int ReasonLength = 1000;

    /// <summary>Takes it back, when its workflow waits for that.</summary>
    public async Task<WithdrawOutcome> ExecuteAsync(Guid practiceId, Guid submitterId, string submitterName, string? reason, CancellationToken cancellation)
    {
        if (!await db.Practices.AnyAsync(p => p.Id == practiceId && p.SubmitterId == submitterId, cancellation))
        {
            return WithdrawOutcome.NotFound;
        }

        if (!await flow.IsWaitingForAsync(practiceId, AwaitWithdrawal.Withdrawn(practiceId), cancellation))
        {
            return WithdrawOutcome.NotPossible;
        }

        var isPossible = false;
        var result = await flow.AdvanceAsync(practiceId, async token =>
        {
            // Looked at again under the lock of the flow.
            isPossible = (await db.Practices.SingleAsync(p => p.Id == practiceId, token)).CanWithdraw
                && await flow.IsWaitingForAsync(practiceId, AwaitWithdrawal.Withdrawn(practiceId), token);
            if (!isPossible)
            {
                return null;
            }

            audit.Record("submission.withdrawn", "The submitter took the practice back.", submitterName, submitterId, practiceId,
                reason: string.IsNullOrWhiteSpace(reason) ? null : reason.Trim());
            return AwaitWithdrawal.Withdrawn(practiceId);
        }, cancellation);
        return isPossible && result.Woken ? WithdrawOutcome.Withdrawn : WithdrawOutcome.NotPossible;
    }
}
