using System.Data.Common;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging;
using PracticeReview.Audit;
using PracticeReview.Mail;
using PracticeReview.Workflows.Execution;

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
    AppDbContext db, WorkflowRunner runner, DefinitionStore definitions, IServiceProvider scope,
    OutboxSignal outbox, AuditTrail audit, TimeProvider time, IdSource ids, ILogger<PracticeFlow> log)
{
    /// <summary>The workflow that a new submission takes.</summary>
    public const string DefinitionId = "practice-review";

    /// <summary>Action of the entry of the audit trail that tells of a failed burst.</summary>
    public const string WorkflowFailed = "workflow.failed";

    private static readonly TimeSpan SameFailure = TimeSpan.FromDays(1);

    /// <summary>A lost database is no fault of an activity: the burst ends with the exception, and the transaction with it.</summary>
    private static readonly BurstOptions Options = new() { Aborts = e => e is DbException or DbUpdateException or IOException or TimeoutException };

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

    private async Task<FlowResult> BeginAsync(Guid practiceId, Func<CancellationToken, Task> change, CancellationToken cancellation)
    {
        db.ChangeTracker.Clear();
        await using var transaction = await BeginTransactionAsync(cancellation);
        await LockAsync(practiceId, cancellation);
        await change(cancellation);
        await db.SaveChangesAsync(cancellation);

        var published = await definitions.PublishedAsync(DefinitionId, cancellation)
            ?? throw new InvalidOperationException($"No workflow \"{DefinitionId}\" is published, so nothing can be submitted. Publish one and try again.");
        var instance = WorkflowInstance.Of(published, ids.Next().ToString(), time.GetUtcNow());
        instance.CorrelationId = practiceId.ToString();
        var burst = await runner.StartAsync(published, instance, scope, Options, cancellation);
        await KeepAsync(practiceId, instance, null, burst, cancellation);
        await transaction.CommitAsync(cancellation);
        outbox.Committed();
        return new FlowResult(true);
    }

    private async Task<FlowResult> GoOnAsync(Guid practiceId, Func<CancellationToken, Task<Stimulus?>> change, CancellationToken cancellation)
    {
        db.ChangeTracker.Clear();
        await using var transaction = await BeginTransactionAsync(cancellation);
        await LockAsync(practiceId, cancellation);
        var stimulus = await change(cancellation);
        await db.SaveChangesAsync(cancellation);

        var woken = false;
        if (stimulus is not null && await RunningAsync(practiceId, cancellation) is { } stored)
        {
            woken = await ResumeAsync(practiceId, stored, instance => instance.Bookmarks.FirstOrDefault(b => b.Hash == stimulus.Hash), stimulus.Payload, cancellation);
        }

        await transaction.CommitAsync(cancellation);
        outbox.Committed();
        return new FlowResult(woken);
    }

    /// <summary>Whether the practice's workflow waits for a stimulus, so that pages offer only what can happen.</summary>
    public Task<bool> IsWaitingForAsync(Guid practiceId, Stimulus stimulus, CancellationToken cancellation)
    {
        var correlation = practiceId.ToString();
        return db.WorkflowBookmarks.AnyAsync(
            b => b.Hash == stimulus.Hash && db.WorkflowInstances.Any(i => i.Id == b.InstanceId && i.CorrelationId == correlation),
            cancellation);
    }

    /// <summary>Resumes what is due at an instance. Another node that has it in hand is left to it.</summary>
    /// <returns>Whether anything was resumed.</returns>
    internal Task<bool> ResumeDueAsync(string instanceId, CancellationToken cancellation) =>
        TellingOfFaultsAsync(() => WakeAsync(instanceId, cancellation), cancellation);

    /// <summary>A fault undid all of its burst; what stays is an entry that editors see, once a day for the same one.</summary>
    private async Task<T> TellingOfFaultsAsync<T>(Func<Task<T>> move, CancellationToken cancellation)
    {
        try
        {
            return await move();
        }
        catch (FlowFaultedException fault)
        {
            db.ChangeTracker.Clear();
            var since = time.GetUtcNow() - SameFailure;
            if (!await db.AuditEntries.AnyAsync(e => e.PracticeId == fault.PracticeId && e.Action == WorkflowFailed && e.Summary == fault.Message && e.At > since, cancellation))
            {
                audit.Record(WorkflowFailed, fault.Message, practiceId: fault.PracticeId);
                await db.SaveChangesAsync(cancellation);
            }

            throw;
        }
    }

    private async Task<bool> WakeAsync(string instanceId, CancellationToken cancellation)
    {
        db.ChangeTracker.Clear();
        await using var transaction = await BeginTransactionAsync(cancellation);
        var correlation = await db.WorkflowInstances.Where(i => i.Id == instanceId).Select(i => i.CorrelationId).FirstOrDefaultAsync(cancellation);
        if (!Guid.TryParse(correlation, out var practiceId) || !await TryLockAsync(practiceId, cancellation))
        {
            return false;
        }

        var now = time.GetUtcNow();
        var resumed = false;
        while (await RunningAsync(practiceId, cancellation) is { } stored
            && await ResumeAsync(practiceId, stored, instance => instance.Bookmarks.Where(b => b.DueAt <= now).MinBy(b => b.DueAt), null, cancellation))
        {
            resumed = true;
        }

        await transaction.CommitAsync(cancellation);
        outbox.Committed();
        return resumed;
    }

    private async Task<bool> ResumeAsync(
        Guid practiceId, StoredInstance stored, Func<WorkflowInstance, Bookmark?> choose, JsonNode? payload, CancellationToken cancellation)
    {
        var instance = WorkflowInstance.FromJson(stored.State);
        if (choose(instance) is not { } bookmark)
        {
            return false;
        }

        var definition = await definitions.VersionAsync(stored.DefinitionVersionId, cancellation);
        var burst = await runner.ResumeAsync(definition, instance, bookmark, payload, scope, Options, cancellation);
        await KeepAsync(practiceId, instance, stored, burst, cancellation);
        return true;
    }

    /// <summary>Writes what a burst made: state, bookmarks, journal, and all that its activities left in the context.</summary>
    private async Task KeepAsync(Guid practiceId, WorkflowInstance instance, StoredInstance? stored, Burst burst, CancellationToken cancellation)
    {
        if (instance.SubStatus == WorkflowSubStatus.Faulted)
        {
            var incident = instance.Incidents.LastOrDefault();
            LogFault(practiceId, incident?.ActivityId, incident?.Message);
            throw new FlowFaultedException(practiceId, incident?.ActivityId, incident?.Message ?? "The workflow ended in a fault.");
        }

        instance.UpdatedAt = time.GetUtcNow();
        var state = instance.ToJson();
        if (stored is null)
        {
            db.WorkflowInstances.Add(new StoredInstance
            {
                Id = instance.Id,
                DefinitionVersionId = instance.DefinitionVersionId,
                CorrelationId = practiceId.ToString(),
                Status = instance.Status.ToString(),
                SubStatus = instance.SubStatus.ToString(),
                State = state,
                CreatedAt = instance.CreatedAt,
                UpdatedAt = instance.UpdatedAt,
            });
        }
        else
        {
            stored.Status = instance.Status.ToString();
            stored.SubStatus = instance.SubStatus.ToString();
            stored.State = state;
            stored.UpdatedAt = instance.UpdatedAt;
        }

        var before = await db.WorkflowBookmarks.Where(b => b.InstanceId == instance.Id).ToListAsync(cancellation);
        var after = instance.Bookmarks.ToDictionary(b => b.Id);
        db.WorkflowBookmarks.RemoveRange(before.Where(b => !after.ContainsKey(b.Id)));
        db.WorkflowBookmarks.AddRange(after.Values.Where(b => before.All(old => old.Id != b.Id)).Select(b => new StoredBookmark
        {
            Id = b.Id,
            InstanceId = instance.Id,
            Hash = b.Hash,
            DueAt = b.DueAt,
        }));
        db.WorkflowJournal.AddRange(burst.Journal.Select(entry => new StoredJournalEntry
        {
            Id = entry.Id,
            InstanceId = instance.Id,
            Sequence = entry.Sequence,
            EventName = entry.EventName,
            ActivityId = entry.ActivityId,
            ActivityType = entry.ActivityType,
            ActivityName = entry.ActivityName,
            Outcomes = entry.Outcomes,
            Message = entry.Message,
            Timestamp = entry.Timestamp,
        }));
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>A burst is kept whole or not at all, so its saves need no savepoints: each would cost two round trips.</summary>
    private Task<IDbContextTransaction> BeginTransactionAsync(CancellationToken cancellation)
    {
        db.Database.AutoSavepointsEnabled = false;
        return db.Database.BeginTransactionAsync(cancellation);
    }

    private Task LockAsync(Guid practiceId, CancellationToken cancellation) =>
        db.Database.ExecuteSqlAsync($"select 1 from practices where id = {practiceId} for update", cancellation);

    private async Task<bool> TryLockAsync(Guid practiceId, CancellationToken cancellation) =>
        await db.Database.SqlQuery<Guid>($"select id as \"Value\" from practices where id = {practiceId} for update skip locked").CountAsync(cancellation) == 1;

    private Task<StoredInstance?> RunningAsync(Guid practiceId, CancellationToken cancellation)
    {
        var correlation = practiceId.ToString();
        return db.WorkflowInstances
            .FromSql($"select * from workflow_instances where correlation_id = {correlation} and status = 'Running' for update")
            .SingleOrDefaultAsync(cancellation);
    }

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
