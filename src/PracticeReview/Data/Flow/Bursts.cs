using System.Data.Common;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PracticeReview.Mail;
using PracticeReview.Workflows.Definitions;
using PracticeReview.Workflows.Execution;
using PracticeReview.Workflows.Hosting;

namespace PracticeReview.Data.Flow;

/// <summary>
/// Runs bursts within a transaction, and writes what they made.
/// </summary>
public sealed class Bursts(
    AppDbContext db, InstanceStore store, WorkflowRunner runner, DefinitionStore definitions, KeptStimuli stimuli,
    FlowSignal signal, OutboxSignal outbox, BurstSettings settings, IServiceProvider scope, TimeProvider time)
{
    private readonly HashSet<string> _hashes = [];
    private readonly NestedBursts _nested = new();
    private BurstOptions? _options;
    private DateTimeOffset? _nextDue;
    private bool _sent;

    private BurstOptions Options => _options ??= new BurstOptions
    {
        WritesJournal = settings.WritesJournal,
        MaximumActivities = settings.MaximumActivities,
        MaximumKin = settings.MaximumKin,
        // A lost database is no fault of an activity: the burst ends with the exception, and the transaction with it.
        Aborts = e => e is DbException or DbUpdateException or IOException or TimeoutException,
        Knows = async (id, cancellation) => await definitions.PublishedAsync(id, cancellation) is not null,
        RunsChild = RunChildAsync,
    };

    /// <summary>Starts an instance that has no row yet, or one that was kept to be started.</summary>
    public async Task StartAsync(WorkflowDefinition definition, WorkflowInstance instance, bool isKept, CancellationToken cancellation)
    {
        var burst = await runner.StartAsync(definition, instance, scope, Options, cancellation);
        await KeepAsync(instance, isKept ? new HashSet<string> { instance.Id } : null, burst, cancellation);
    }

    /// <summary>Resumes a locked instance at one of its bookmarks.</summary>
    public Task ResumeAsync(WorkflowInstance instance, Bookmark bookmark, JsonNode? payload, CancellationToken cancellation) =>
        RunAsync(instance, definition => runner.ResumeAsync(definition, instance, bookmark, payload, scope, Options, cancellation), cancellation);

    /// <summary>Runs a faulted activity of a locked instance again.</summary>
    /// <exception cref="InvalidOperationException">The activity is not faulted.</exception>
    public Task RetryAsync(WorkflowInstance instance, string activityInstanceId, CancellationToken cancellation) =>
        RunAsync(instance, definition => runner.RetryAsync(definition, instance, activityInstanceId, scope, Options, cancellation), cancellation);

    /// <summary>Cancels a locked instance.</summary>
    public Task CancelAsync(WorkflowInstance instance, CancellationToken cancellation) =>
        RunAsync(instance, definition => runner.CancelAsync(definition, instance, scope, Options, cancellation), cancellation);

    /// <summary>A stimulus of this hash was written in the transaction.</summary>
    public void Expect(string hash)
    {
        _sent = true;
        _hashes.Add(hash);
    }

    /// <summary>
    /// Runs bursts, and what goes with them, in one transaction. After the commit stimuli meet bookmarks, on the same
    /// connection, and jobs take up what is due.
    /// </summary>
    public async Task<T> InTransactionAsync<T>(Func<Task<T>> work, CancellationToken cancellation)
    {
        db.ChangeTracker.Clear();
        _hashes.Clear();
        (_nextDue, _sent) = (null, false);
        // A burst is kept whole or not at all, so its saves need no savepoints: each would cost two round trips.
        db.Database.AutoSavepointsEnabled = false;
        await db.Database.OpenConnectionAsync(cancellation);
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            var result = await work();
            await transaction.CommitAsync(cancellation);
            await CommittedAsync(cancellation);
            return result;
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private async Task CommittedAsync(CancellationToken cancellation)
    {
        outbox.Committed();
        var hashes = _hashes.ToList();
        if (hashes.Count > 0 && (_sent || await stimuli.AnyAsync(hashes, cancellation)) && await stimuli.MatchAsync(hashes, cancellation) > 0)
        {
            _nextDue = time.GetUtcNow();
        }

        if (_nextDue is { } at)
        {
            signal.DueAt(at);
        }
    }

    private async Task RunAsync(WorkflowInstance instance, Func<WorkflowDefinition, Task<Burst>> run, CancellationToken cancellation)
    {
        var before = instance.Bookmarks.Select(b => b.Id).ToHashSet();
        var definition = await definitions.VersionAsync(instance.DefinitionVersionId, cancellation);
        await KeepAsync(instance, before, await run(definition), cancellation);
    }

    private async Task KeepAsync(WorkflowInstance instance, HashSet<string>? before, Burst burst, CancellationToken cancellation)
    {
        if (db.ChangeTracker.HasChanges())
        {
            await db.SaveChangesAsync(cancellation);
        }

        await store.KeepAsync(instance, before, burst, cancellation);
        foreach (var request in burst.Starts)
        {
            await KeepStartAsync(request, cancellation);
        }

        foreach (var published in InstanceStore.EndFor(instance) is { } end ? burst.Published.Append(end) : burst.Published)
        {
            Expect(published.Stimulus.Hash);
        }

        foreach (var bookmark in instance.Bookmarks.Where(b => before?.Contains(b.Id) != true))
        {
            if (bookmark.DueAt is { } due)
            {
                Due(due);
            }
            else
            {
                _hashes.Add(bookmark.Hash);
            }
        }
    }

    /// <summary>A child that runs within the burst of its parent: both are kept, or neither.</summary>
    private async Task<WorkflowInstance?> RunChildAsync(StartRequest request, CancellationToken cancellation)
    {
        if (await ChildAsync(request, cancellation) is not var (definition, child))
        {
            return null;
        }

        return await _nested.RunAsync(async () =>
        {
            await StartAsync(definition, child, isKept: false, cancellation);
            return child;
        });
    }

    /// <summary>A child that is started by whoever is next to take up what is due.</summary>
    private async Task KeepStartAsync(StartRequest request, CancellationToken cancellation)
    {
        if (await ChildAsync(request, cancellation) is not var (_, child))
        {
            var missing = ChildEnd.Missing(request);
            await store.KeepAsync(new PublishedStimulus(missing, null, request.ParentInstanceId), cancellation);
            Expect(missing.Hash);
            return;
        }

        await store.KeepPendingAsync(child, cancellation);
        Due(time.GetUtcNow());
    }

    private async Task<(WorkflowDefinition Definition, WorkflowInstance Child)?> ChildAsync(StartRequest request, CancellationToken cancellation)
    {
        if (await definitions.PublishedAsync(request.DefinitionId, cancellation) is not { } definition)
        {
            return null;
        }

        var child = WorkflowInstance.Of(definition, request.InstanceId, time.GetUtcNow());
        child.CorrelationId = request.CorrelationId;
        child.ParentInstanceId = request.ParentInstanceId;
        (child.Generation, child.Spread) = (request.Generation, request.Spread);
        foreach (var (name, value) in request.Input)
        {
            child.Input[name] = value?.DeepClone();
        }

        return (definition, child);
    }

    private void Due(DateTimeOffset due) => _nextDue = _nextDue is null || due < _nextDue ? due : _nextDue;
}
