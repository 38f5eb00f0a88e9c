using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using PracticeReview.Audit;
using PracticeReview.Workflows.Execution;
using PracticeReview.Workflows.Hosting;

namespace PracticeReview.Data.Flow;

/// <summary>What came of a change.</summary>
/// <param name="Woken">Whether the workflow waited for the stimulus and went on.</param>
public sealed record FlowResult(bool Woken);

/// <summary>
/// Moves submissions, and nothing else does. A change of the domain and the burst that it wakes are one transaction:
/// the practice is locked first, so that two changes of one practice never interleave, and mails leave only after
/// the commit.
/// </summary>
public sealed partial class PracticeFlow(
    AppDbContext db, InstanceStore store, Bursts bursts, DefinitionStore definitions, AuditTrail audit,
    TimeProvider time, IdSource ids, ILogger<PracticeFlow> log)
{
    /// <summary>The workflow that a new submission takes.</summary>
    public const string DefinitionId = "practice-review";

    /// <summary>Action of the entry of the audit trail that tells of a failed burst.</summary>
    public const string WorkflowFailed = "workflow.failed";

    private static readonly TimeSpan SameFailure = TimeSpan.FromDays(1);

    /// <summary>Hands a practice in for the first time and starts its workflow on the newest published version.</summary>
    /// <param name="practiceId">The practice.</param>
    /// <param name="change">Changes the domain; it loads what it changes from the context itself.</param>
    /// <param name="cancellation">Stops the work; nothing is kept.</param>
    /// <exception cref="InvalidOperationException">The change is not allowed, or no workflow is published.</exception>
    /// <exception cref="FlowFaultedException">The workflow failed; nothing was kept.</exception>
    public Task<FlowResult> StartAsync(Guid practiceId, Func<CancellationToken, Task> change, CancellationToken cancellation) =>
        TellingOfFaultsAsync(() => BeginAsync(practiceId, change, cancellation), cancellation);

    /// <summary>Changes a practice under way; when the workflow waits for the stimulus that the change returns, it goes on.</summary>
    /// <inheritdoc cref="StartAsync" path="/param|/exception"/>
    public Task<FlowResult> AdvanceAsync(Guid practiceId, Func<CancellationToken, Task<Stimulus?>> change, CancellationToken cancellation) =>
        TellingOfFaultsAsync(() => GoOnAsync(practiceId, change, cancellation), cancellation);

    private Task<FlowResult> BeginAsync(Guid practiceId, Func<CancellationToken, Task> change, CancellationToken cancellation) => bursts.InTransactionAsync(
        async () =>
        {
            await LockAsync(practiceId, cancellation);
            await change(cancellation);
            await db.SaveChangesAsync(cancellation);

            var published = await definitions.PublishedAsync(DefinitionId, cancellation)
                ?? throw new InvalidOperationException($"No workflow \"{DefinitionId}\" is published, so nothing can be submitted. Publish one and try again.");
            var instance = WorkflowInstance.Of(published, ids.Next().ToString(), time.GetUtcNow());
            instance.CorrelationId = practiceId.ToString();
            await bursts.StartAsync(published, instance, isKept: false, cancellation);
            ThrowIfFaulted(practiceId, instance);
            return new FlowResult(true);
        },
        cancellation);

    private Task<FlowResult> GoOnAsync(Guid practiceId, Func<CancellationToken, Task<Stimulus?>> change, CancellationToken cancellation) => bursts.InTransactionAsync(
        async () =>
        {
            await LockAsync(practiceId, cancellation);
            var stimulus = await change(cancellation);
            await db.SaveChangesAsync(cancellation);

            if (stimulus is null || await store.LockRunningAsync(practiceId.ToString(), cancellation) is not { } instance
                || instance.Bookmarks.Find(b => b.Hash == stimulus.Hash) is not { } bookmark)
            {
                return new FlowResult(false);
            }

            await bursts.ResumeAsync(instance, bookmark, stimulus.Payload, cancellation);
            ThrowIfFaulted(practiceId, instance);
            return new FlowResult(true);
        },
        cancellation);

    /// <summary>Whether the practice's workflow waits for a stimulus, so that pages offer only what can happen.</summary>
    public Task<bool> IsWaitingForAsync(Guid practiceId, Stimulus stimulus, CancellationToken cancellation)
    {
        var correlation = practiceId.ToString();
        return db.WorkflowBookmarks.AnyAsync(
            b => b.Hash == stimulus.Hash && db.WorkflowInstances.Any(i => i.Id == b.InstanceId && i.CorrelationId == correlation),
            cancellation);
    }

    /// <summary>
    /// Runs a burst of an instance that is already locked. If it moves a practice, the practice is locked as well; one that
    /// somebody else has in hand is passed over.
    /// </summary>
    /// <exception cref="FlowFaultedException">The workflow failed; the caller rolls back.</exception>
    internal async Task GuardAsync(WorkflowInstance instance, Func<Task> burst, Action passOver, CancellationToken cancellation)
    {
        if (!Guid.TryParse(instance.CorrelationId, out var practiceId) || !await db.Practices.AnyAsync(p => p.Id == practiceId, cancellation))
        {
            await burst();
        }
        else if (await TryLockAsync(practiceId, cancellation))
        {
            await burst();
            ThrowIfFaulted(practiceId, instance);
        }
        else
        {
            passOver();
        }
    }

    /// <summary>Leaves an entry that editors see, once a day for the same fault; everything else of the burst was undone.</summary>
    internal async Task TellAsync(FlowFaultedException fault, CancellationToken cancellation)
    {
        db.ChangeTracker.Clear();
        var since = time.GetUtcNow() - SameFailure;
        if (!await db.AuditEntries.AnyAsync(e => e.PracticeId == fault.PracticeId && e.Action == WorkflowFailed && e.Summary == fault.Message && e.At > since, cancellation))
        {
            audit.Record(WorkflowFailed, fault.Message, practiceId: fault.PracticeId);
            await db.SaveChangesAsync(cancellation);
        }
    }

    private async Task<T> TellingOfFaultsAsync<T>(Func<Task<T>> move, CancellationToken cancellation)
    {
        try
        {
            return await move();
        }
        catch (FlowFaultedException fault)
        {
            await TellAsync(fault, cancellation);
            throw;
        }
    }

    private void ThrowIfFaulted(Guid practiceId, WorkflowInstance instance)
    {
        if (instance.SubStatus == WorkflowSubStatus.Faulted)
        {
            var incident = instance.Incidents.LastOrDefault();
            LogFault(practiceId, incident?.ActivityId, incident?.Message);
            throw new FlowFaultedException(practiceId, incident?.ActivityId, incident?.Message ?? "The workflow ended in a fault.");
        }
    }

    private Task LockAsync(Guid practiceId, CancellationToken cancellation) =>
        db.Database.ExecuteSqlAsync($"select 1 from practices where id = {practiceId} for update", cancellation);

    private async Task<bool> TryLockAsync(Guid practiceId, CancellationToken cancellation) =>
        await db.Database.SqlQuery<Guid>($"select id as \"Value\" from practices where id = {practiceId} for update skip locked").CountAsync(cancellation) == 1;

    [LoggerMessage(EventId = 2001, Level = LogLevel.Error, Message = "The workflow of practice {PracticeId} failed at {ActivityId}: {Problem}. Nothing of the burst was kept.")]
    private partial void LogFault(Guid practiceId, string? activityId, string? problem);
}

/// <summary>A burst of a workflow failed, and everything it did was undone.</summary>
public sealed class FlowFaultedException(Guid practiceId, string? activityId, string problem)
    : Exception($"The workflow stopped at \"{activityId}\": {problem}")
{
    /// <summary>The practice that did not move.</summary>
    public Guid PracticeId { get; } = practiceId;

    /// <summary>The activity that failed, if one did.</summary>
    public string? ActivityId { get; } = activityId;
}
