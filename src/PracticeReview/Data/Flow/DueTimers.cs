using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace PracticeReview.Data.Flow;

/// <summary>
/// Hangfire's job that takes up what is due: timers, instances to start, bookmarks that a stimulus woke. Each burst is a
/// transaction of its own that passes over what another node has in hand, so any number of nodes may run it at once.
/// </summary>
public sealed partial class DueTimers(AppDbContext db, KeptStimuli stimuli, FlowSignal signal, IServiceScopeFactory scopes, TimeProvider time, ILogger<DueTimers> log)
{
    /// <summary>Failures after which a bookmark is parked, so that it does not fail for ever.</summary>
    public const int MaximumAttempts = 6;

    /// <summary>Bursts that one run of the job keeps going at the same time.</summary>
    public const int Workers = 4;

    /// <summary>Resumes everything that is due now, and plans jobs for what will be before the next sweep.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await stimuli.SweepAsync(cancellation);

        // Workers that reach for bookmarks of one instance at the same moment may all let go of them; another round takes them up.
        for (var isMoving = true; isMoving && await IsAnythingDueAsync(cancellation);)
        {
            var moved = await Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => Task.Run(() => DrainAsync(cancellation), cancellation)));
            isMoving = moved.Contains(true);
        }

        await PlanAsync(cancellation);
    }

    /// <summary>How long a bookmark rests after a failure.</summary>
    internal static TimeSpan Pause(int attempts) => TimeSpan.FromMinutes(Math.Pow(4, Math.Min(attempts, 5) - 1));

    private async Task<bool> IsAnythingDueAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        return await db.WorkflowBookmarks.AnyAsync(b => b.DueAt <= now && !b.Parked, cancellation);
    }

    /// <summary>Takes up one after the other until it finds none; says whether it moved any.</summary>
    private async Task<bool> DrainAsync(CancellationToken cancellation)
    {
        var (sweep, hasMoved) = (new DueSweep(), false);
        while (!cancellation.IsCancellationRequested)
        {
            await using var scope = scopes.CreateAsyncScope();
            var passed = sweep.Passed.Count;
            try
            {
                if (!await scope.ServiceProvider.GetRequiredService<InstanceFlow>().ResumeNextDueAsync(sweep, cancellation))
                {
                    return hasMoved;
                }

                // What somebody else has in hand was only passed over: a round of nothing else is the last.
                hasMoved |= sweep.Passed.Count == passed;
            }
            catch (BurstFailedException failed)
            {
                sweep.Passed.Add(failed.InstanceId);
                await PostponeAsync(scope.ServiceProvider, failed, cancellation);
            }
        }

        return hasMoved;
    }

    /// <summary>One that fails must not hold up the rest: it rests for a while, and after some failures until somebody looks at it.</summary>
    private async Task PostponeAsync(IServiceProvider scope, BurstFailedException failed, CancellationToken cancellation)
    {
        var context = scope.GetRequiredService<AppDbContext>();
        context.ChangeTracker.Clear();
        var attempts = failed.Attempts + 1;
        var again = time.GetUtcNow() + Pause(attempts);
        await context.WorkflowBookmarks.Where(b => b.Id == failed.BookmarkId && b.Attempts == failed.Attempts).ExecuteUpdateAsync(
            set => set.SetProperty(b => b.DueAt, again).SetProperty(b => b.Attempts, attempts)
                .SetProperty(b => b.Parked, attempts >= MaximumAttempts).SetProperty(b => b.Problem, failed.InnerException!.Message),
            cancellation);
        if (failed.InnerException is FlowFaultedException fault)
        {
            await scope.GetRequiredService<PracticeFlow>().TellAsync(fault, cancellation);
        }

        LogPostponed(failed.InnerException, failed.InstanceId, attempts);
    }

    private async Task PlanAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var soon = now + FlowSignal.Ahead;
        var times = await db.WorkflowBookmarks.Where(b => b.DueAt > now && b.DueAt <= soon && !b.Parked)
            .OrderBy(b => b.DueAt).Select(b => b.DueAt!.Value).Take(1000).ToListAsync(cancellation);
        foreach (var second in times.DistinctBy(due => due.ToUnixTimeMilliseconds() / 500))
        {
            signal.DueAt(second);
        }
    }

    [LoggerMessage(EventId = 2002, Level = LogLevel.Error, Message = "Workflow instance {InstanceId} could not be resumed, attempt {Attempt}.")]
    private partial void LogPostponed(Exception? e, string instanceId, int attempt);
}
