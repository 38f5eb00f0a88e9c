using Microsoft.EntityFrameworkCore;
using PracticeReview.Audit;

namespace PracticeReview.Data.Flow;

/// <summary>
/// Starts the workflow of a submission again whose instance was cancelled or failed for good: from the beginning, on the
/// published version. Reviewers and reviews of the round count as before; what is missing is made up.
/// </summary>
public sealed class StartOver(AppDbContext db, PracticeFlow flow, EditorActs acts, AuditTrail audit)
{
    /// <summary>Starts it.</summary>
    /// <exception cref="InvalidOperationException">It is under way, or the submission has come to its end.</exception>
    /// <exception cref="ChangedMeanwhileException">Something happened after the editor opened the page.</exception>
    /// <exception cref="FlowFaultedException">The workflow failed; nothing was kept but an entry in the audit trail.</exception>
    public Task ExecuteAsync(Guid practiceId, string reason, int? seen, Actor actor, CancellationToken cancellation) => flow.StartAsync(
        practiceId,
        async token =>
        {
            await acts.RefuseChangedAsync(practiceId, null, seen, token);
            var correlation = practiceId.ToString();
            if (await db.WorkflowInstances.AnyAsync(i => i.CorrelationId == correlation && i.Status == "Running", token))
            {
                throw new InvalidOperationException("The workflow is under way.");
            }

            if (await db.Practices.SingleOrDefaultAsync(p => p.Id == practiceId, token) is not { CanWithdraw: true })
            {
                throw new InvalidOperationException("The submission has come to its end.");
            }

            audit.Record("workflow.started-over", "The workflow begins again, on the published version.", actor.Name, actor.UserId, practiceId, reason: reason);
        },
        cancellation);
}
