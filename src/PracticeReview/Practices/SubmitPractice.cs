using Microsoft.EntityFrameworkCore;
using PracticeReview.Audit;
using PracticeReview.Data;
using PracticeReview.Data.Flow;
using PracticeReview.Workflows.Execution;
using PracticeReview.Workflows.Hosting;

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
public sealed class SubmitPractice(AppDbContext db, PracticeFlow flow, AuditTrail audit, IdSource ids, TimeProvider time)
{
    /// <summary>
    /// Submits the text of which the submitter has read version <paramref name="version"/>, after
    /// <paramref name="round"/> rounds. The practice is looked at under the lock of the flow, so that of two clicks the
    /// second finds it submitted, even when the screening has given it back meanwhile.
    /// </summary>
    public async Task<SubmitOutcome> ExecuteAsync(
        Guid practiceId, Guid submitterId, string submitterName, int version, int round, DateOnly today, CancellationToken cancellation)
    {
        var before = await db.Practices.AsNoTracking().SingleOrDefaultAsync(p => p.Id == practiceId && p.SubmitterId == submitterId, cancellation);
        if (before is null)
        {
            return SubmitOutcome.NotFound;
        }

        var outcome = Judge(before, version, round, today);
        if (outcome != SubmitOutcome.Submitted)
        {
            return outcome;
        }

        try
        {
            if (round == 0)
            {
                await flow.StartAsync(practiceId, ChangeAsync, cancellation);
            }
            else
            {
                await flow.AdvanceAsync(practiceId, async token =>
                {
                    await ChangeAsync(token);
                    return Resubmitted(practiceId);
                }, cancellation);
            }
        }
        catch (NotNowException)
        {
            // Nothing was changed: the transaction was given up.
        }

        return outcome;

        async Task ChangeAsync(CancellationToken token)
        {
            var practice = await db.Practices.Include(p => p.Revisions).SingleAsync(p => p.Id == practiceId, token);
            outcome = Judge(practice, version, round, today);
            if (outcome != SubmitOutcome.Submitted)
            {
                throw new NotNowException();
            }

            practice.Submit(ids.Next(), time.GetUtcNow());
            audit.Record("submission.submitted", $"The submitter handed in round {practice.Round}.", submitterName, submitterId, practiceId);
        }
    }

    /// <summary>What wakes a workflow that asked for a revision: the submitter handed in a new round.</summary>
    public static Stimulus Resubmitted(Guid practiceId) => new("PracticeReview.Resubmitted", practiceId.ToString());

    private static SubmitOutcome Judge(Practice practice, int version, int round, DateOnly today) =>
        !practice.CanEdit || practice.Round != round ? SubmitOutcome.AlreadySubmitted
        : practice.DraftVersion != version ? SubmitOutcome.Changed
        : PracticeRules.Check(practice.Draft, today).Count > 0 ? SubmitOutcome.Incomplete
        : SubmitOutcome.Submitted;

    private sealed class NotNowException : Exception;
}
