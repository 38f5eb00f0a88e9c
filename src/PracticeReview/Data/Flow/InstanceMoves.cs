using Microsoft.EntityFrameworkCore;
using PracticeReview.Workflows.Activities;
using PracticeReview.Workflows.Definitions;
using PracticeReview.Workflows.Execution;
using PracticeReview.Workflows.Hosting;

namespace PracticeReview.Data.Flow;

/// <summary>What moving an instance to another version means for it: what changes, or why it can't be moved.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="CorrelationId">What it is about.</param>
/// <param name="From">Number of the version that it ran on.</param>
/// <param name="To">Number of the other version.</param>
/// <param name="Changes">What changes for it, a sentence each.</param>
/// <param name="Refusals">Why it can't be moved, a sentence each; empty when it can, or was.</param>
public sealed record InstanceMove(string InstanceId, string? CorrelationId, int From, int To, IReadOnlyList<string> Changes, IReadOnlyList<string> Refusals)
{
    /// <summary>The instance can be moved, or was.</summary>
    public bool IsPossible => Refusals.Count == 0;
}

/// <summary>
/// Moves instances to another version of their workflow, each in a transaction of its own. A plan is a dry run: nothing is
/// locked or written. A move plans again with the instance locked, since it may have gone on; it runs nothing, so what was
/// done stays done and what waits goes on waiting.
/// </summary>
public sealed class InstanceMoves(
    AppDbContext db, InstanceStore store, Bursts bursts, DefinitionStore definitions, ActivityRegistry activities, TimeProvider time, IdSource ids)
{
    /// <summary>The event that the journal tells of a move.</summary>
    public const string Migrated = "Migrated";

    /// <summary>Says what moving an instance would change.</summary>
    /// <exception cref="InvalidOperationException">There is no such instance or version.</exception>
    public async Task<InstanceMove> PlanAsync(string instanceId, string versionId, CancellationToken cancellation)
    {
        var state = await db.WorkflowInstances.Where(i => i.Id == instanceId).Select(i => i.State).SingleOrDefaultAsync(cancellation)
            ?? throw Missing(instanceId);
        return (await PlanAsync(WorkflowInstance.FromJson(state), versionId, cancellation)).Move;
    }

    /// <summary>Says for each instance of the workflow that runs on another version what moving it would change.</summary>
    /// <exception cref="InvalidOperationException">There is no such version.</exception>
    public Task<IReadOnlyList<InstanceMove>> PlanAllAsync(string versionId, CancellationToken cancellation) => EachAsync(versionId, PlanAsync, cancellation);

    /// <summary>Moves an instance, or says why it can't be; then nothing was changed.</summary>
    /// <exception cref="InvalidOperationException">There is no such instance or version.</exception>
    public Task<InstanceMove> MoveAsync(string instanceId, string versionId, CancellationToken cancellation) => bursts.InTransactionAsync(
        async () =>
        {
            var instance = await store.LockAsync(instanceId, cancellation) ?? throw Missing(instanceId);
            var (move, migration, to) = await PlanAsync(instance, versionId, cancellation);
            if (move.IsPossible)
            {
                migration.Apply();
                var bookmarks = instance.Bookmarks.Select(b => b.Id).ToHashSet();
                await store.KeepAsync(instance, bookmarks, new Burst([Entry(instance, move, to)], []), cancellation);
            }

            return move;
        },
        cancellation);

    /// <summary>Moves each instance of the workflow that runs on another version, if it can be. Those moved before a failure stay moved.</summary>
    /// <exception cref="InvalidOperationException">There is no such version.</exception>
    public Task<IReadOnlyList<InstanceMove>> MoveAllAsync(string versionId, CancellationToken cancellation) => EachAsync(versionId, MoveAsync, cancellation);

    private async Task<(InstanceMove Move, InstanceMigration Migration, WorkflowDefinition To)> PlanAsync(WorkflowInstance instance, string versionId, CancellationToken cancellation)
    {
        var from = await definitions.VersionAsync(instance.DefinitionVersionId, cancellation);
        var to = await definitions.VersionAsync(versionId, cancellation);
        var migration = InstanceMigration.Plan(instance, from, to, activities);
        var isDraft = !await db.WorkflowDefinitions.AnyAsync(d => d.Id == versionId && d.IsFrozen, cancellation);
        var refusals = from.Id == to.Id ? [$"It runs on version {to.Version} already."]
            : isDraft ? [$"Version {to.Version} is a draft: publish it first."]
            : migration.Refusals;
        return (new InstanceMove(instance.Id, instance.CorrelationId, from.Version, to.Version, migration.Changes, refusals), migration, to);
    }

    private async Task<IReadOnlyList<InstanceMove>> EachAsync(
        string versionId, Func<string, string, CancellationToken, Task<InstanceMove>> act, CancellationToken cancellation)
    {
        var to = await definitions.VersionAsync(versionId, cancellation);
        var elsewhere = await db.WorkflowInstances
            .Where(i => i.DefinitionId == to.DefinitionId && i.DefinitionVersionId != versionId && (i.Status == "Running" || i.SubStatus == "Faulted"))
            .OrderBy(i => i.CreatedAt).ThenBy(i => i.Id).Select(i => i.Id).ToListAsync(cancellation);
        var moves = new List<InstanceMove>(elsewhere.Count);
        foreach (var id in elsewhere)
        {
            moves.Add(await act(id, versionId, cancellation));
        }

        return moves;
    }

    private JournalEntry Entry(WorkflowInstance instance, InstanceMove move, WorkflowDefinition to)
    {
        var root = activities.GraphOf(to).Root;
        var execution = instance.ActivityExecutions.Find(e => e.ParentId is null)?.Id ?? instance.Id;
        var told = string.Join(' ', move.Changes.Prepend($"From version {move.From} to version {move.To}."));
        return new JournalEntry(
            ids.Next().ToString("N"), instance.Id, execution, null, root.Id, root.NodeId, root.Type, root.Name, Migrated, time.GetUtcNow(), ++instance.JournalSequence, [], told);
    }

    private static InvalidOperationException Missing(string instanceId) => new($"There is no workflow instance \"{instanceId}\".");
}
