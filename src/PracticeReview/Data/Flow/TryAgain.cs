using Microsoft.EntityFrameworkCore;
using PracticeReview.Audit;

namespace PracticeReview.Data.Flow;

/// <summary>Has a step of a submission's workflow that failed tried again at once, also when it was given up.</summary>
public sealed class TryAgain(AppDbContext db, EditorActs acts, FlowSignal signal, TimeProvider time)
{
    /// <summary>Makes what failed due.</summary>
    /// <exception cref="InvalidOperationException">Nothing failed.</exception>
    /// <exception cref="ChangedMeanwhileException">Something happened after the editor opened the page.</exception>
    public async Task ExecuteAsync(Guid practiceId, string? reason, int? seen, Actor actor, CancellationToken cancellation)
    {
        await acts.RunAsync(
            practiceId, null, seen, actor,
            async token =>
            {
                var (correlation, now) = (practiceId.ToString(), time.GetUtcNow());
                var failed = await db.WorkflowBookmarks
                    .Where(b => b.Attempts > 0 && db.WorkflowInstances.Any(i => i.Id == b.InstanceId && i.CorrelationId == correlation && i.Status == "Running"))
                    .ExecuteUpdateAsync(set => set.SetProperty(b => b.DueAt, now).SetProperty(b => b.Attempts, 0).SetProperty(b => b.Parked, false), token);
                return failed > 0
                    ? new EditorAct("workflow.tried-again", "The step of the workflow that failed is tried again.", reason)
                    : throw new InvalidOperationException("No step of the workflow has failed.");
            },
            cancellation);
        signal.Due();
    }
}
