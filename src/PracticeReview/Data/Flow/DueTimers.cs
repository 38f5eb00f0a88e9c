using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace PracticeReview.Data.Flow;

/// <summary>
/// Hangfire's job that wakes what sleeps. Each instance is resumed in a transaction of its own that passes over
/// those another node has in hand, so any number of nodes may run it at once.
/// </summary>
public sealed partial class DueTimers(AppDbContext db, IServiceScopeFactory scopes, TimeProvider time, ILogger<DueTimers> log)
{
    private const int Batch = 100;
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    /// <summary>Resumes every instance with a bookmark that is due now.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var seen = new HashSet<string>();
        while (true)
        {
            var now = time.GetUtcNow();
            var due = await db.WorkflowBookmarks
                .Where(b => b.DueAt <= now)
                .OrderBy(b => b.DueAt).Select(b => b.InstanceId).Take(Batch).ToListAsync(cancellation);
            var fresh = due.Where(seen.Add).ToList();
            if (fresh.Count == 0)
            {
                return;
            }

            foreach (var instance in fresh)
            {
                await ResumeAsync(instance, cancellation);
            }
        }
    }

    /// <summary>One that fails must not hold up the rest: it rests for a while and is tried again.</summary>
    private async Task ResumeAsync(string instanceId, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        try
        {
            await scope.ServiceProvider.GetRequiredService<PracticeFlow>().ResumeDueAsync(instanceId, cancellation);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogPostponed(e, instanceId, Pause.TotalMinutes);
            var now = time.GetUtcNow();
            var again = now + Pause;
            await db.WorkflowBookmarks.Where(b => b.InstanceId == instanceId && b.DueAt <= now)
                .ExecuteUpdateAsync(set => set.SetProperty(b => b.DueAt, again), cancellation);
        }
    }

    [LoggerMessage(EventId = 2002, Level = LogLevel.Error, Message = "Workflow instance {InstanceId} could not be resumed; tried again in {Minutes} minutes.")]
    private partial void LogPostponed(Exception e, string instanceId, double minutes);
}
