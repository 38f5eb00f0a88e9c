using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PracticeReview.Audit;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Data.Flow;

/// <summary>What administrators do with single instances, each with an entry in the audit trail.</summary>
public sealed class InstanceControl(AppDbContext db, InstanceFlow flow, FlowSignal signal, AuditTrail audit, TimeProvider time)
{
    /// <summary>Starts a version of a workflow, which never changes from then on.</summary>
    /// <returns>The instance, once it waits or has ended.</returns>
    public async Task<WorkflowInstance> StartAsync(
        StoredDefinition version, IReadOnlyDictionary<string, JsonNode?> input, string? correlationId, Actor actor, CancellationToken cancellation)
    {
        await db.WorkflowDefinitions.Where(d => d.Id == version.Id).ExecuteUpdateAsync(set => set.SetProperty(d => d.IsFrozen, true), cancellation);
        var instance = await flow.StartVersionAsync(version.Id, input, correlationId, cancellation);
        await RecordAsync("workflow.started", $"Version {version.Version} of the workflow \"{version.Name}\" was started by hand.", actor, null, cancellation);
        return instance;
    }

    /// <summary>Cancels an instance.</summary>
    /// <exception cref="DefinitionRefusedException">There is none.</exception>
    public async Task CancelAsync(string id, Actor actor, CancellationToken cancellation)
    {
        var about = await AboutAsync(id, cancellation);
        await flow.CancelAsync(id, cancellation);
        await RecordAsync("workflow.cancelled", "The workflow was cancelled by an administrator: nothing more happens by itself.", actor, about.PracticeId, cancellation);
    }

    /// <summary>Runs what failed in an instance again.</summary>
    /// <param name="id">The instance.</param>
    /// <param name="activities">Only these activities, by id; all that failed when empty.</param>
    /// <param name="actor">Who asks for it.</param>
    /// <param name="cancellation">Stops the work; nothing is kept.</param>
    /// <exception cref="DefinitionRefusedException">There is no such instance, or nothing in it failed.</exception>
    /// <exception cref="InvalidOperationException">It failed again, and nothing was kept.</exception>
    public async Task RetryAsync(string id, IReadOnlyCollection<string> activities, Actor actor, CancellationToken cancellation)
    {
        var about = await AboutAsync(id, cancellation);
        var faulted = WorkflowInstance.FromJson(about.State).ActivityExecutions.Where(e => e.Status == ActivityStatus.Faulted)
            .Where(e => activities.Count == 0 || activities.Contains(e.NodeId[(e.NodeId.LastIndexOf(':') + 1)..])).Select(e => e.Id).ToList();
        foreach (var execution in faulted)
        {
            await flow.RetryAsync(id, execution, cancellation);
        }

        var now = time.GetUtcNow();
        var due = await db.WorkflowBookmarks.Where(b => b.InstanceId == id && b.Attempts > 0)
            .ExecuteUpdateAsync(set => set.SetProperty(b => b.DueAt, now).SetProperty(b => b.Attempts, 0).SetProperty(b => b.Parked, false), cancellation);
        if (faulted.Count + due == 0)
        {
            throw new DefinitionRefusedException("Nothing in this instance has failed.");
        }

        if (due > 0)
        {
            signal.Due();
        }

        await RecordAsync("workflow.tried-again", "The step of the workflow that failed is tried again.", actor, about.PracticeId, cancellation);
    }

    /// <summary>Removes an instance that has ended, with its journal.</summary>
    /// <exception cref="DefinitionRefusedException">There is none, it runs, or it tells the history of a submission.</exception>
    public async Task DeleteAsync(string id, Actor actor, CancellationToken cancellation)
    {
        var about = await AboutAsync(id, cancellation);
        if (about.PracticeId is not null)
        {
            throw new DefinitionRefusedException("This instance tells the history of a submission, which is kept.");
        }

        if (await db.WorkflowInstances.Where(i => i.Id == id && i.Status == "Finished").ExecuteDeleteAsync(cancellation) == 0)
        {
            throw new DefinitionRefusedException("This instance runs: cancel it first.");
        }

        await RecordAsync("workflow.instance-deleted", "An ended instance of a workflow was deleted.", actor, null, cancellation);
    }

    private async Task<(string State, Guid? PracticeId)> AboutAsync(string id, CancellationToken cancellation)
    {
        var found = await db.WorkflowInstances.Where(i => i.Id == id).Select(i => new { i.State, i.CorrelationId }).SingleOrDefaultAsync(cancellation)
            ?? throw new DefinitionRefusedException("There is no such instance.") { IsMissing = true };
        var practice = Guid.TryParse(found.CorrelationId, out var guid) && await db.Practices.AnyAsync(p => p.Id == guid, cancellation) ? guid : (Guid?)null;
        return (found.State, practice);
    }

    private Task RecordAsync(string action, string summary, Actor actor, Guid? practiceId, CancellationToken cancellation)
    {
        audit.Record(action, summary, actor.Name, actor.UserId, practiceId);
        return db.SaveChangesAsync(cancellation);
    }
}
