using Hangfire;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using PracticeReview.Audit;
using PracticeReview.Data;
using PracticeReview.Web.Hosting.Jobs;
using PracticeReview.Workflows.Hosting;

namespace PracticeReview.Web.Hosting.SampleData;

/// <summary>
/// Hangfire's job that plays the stories of the sample practices, once, while the product already serves. Nothing is
/// woken by the clock of today until it is done (<see cref="RecurringJobs"/>): half-told stories have timers in the past.
/// </summary>
public sealed partial class SampleDataJob(
    IServiceProvider product, AppDbContext db, AuditTrail audit, SampleDataProgress progress, IRecurringJobManager jobs,
    TimeProvider time, ILogger<SampleDataJob> log)
{
    // Any constant number of our own: two nodes never play at once.
    private const long PlayLock = 7_042_018_338;

    /// <summary>Plays all stories up to now. What an interrupted run left of them is cleared away first; other practices are left alone.</summary>
    [AutomaticRetry(Attempts = 2)]
    public async Task RunAsync(CancellationToken cancellation)
    {
        var address = db.Database.GetConnectionString()!;
        await using var held = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(address) { Pooling = false }.ConnectionString);
        await held.OpenAsync(cancellation);
        await using var alone = new NpgsqlCommand("select pg_try_advisory_lock($1)", held) { Parameters = { new() { Value = PlayLock } } };
        if (await alone.ExecuteScalarAsync(cancellation) is not true || !await SampleDataLoader.IsPendingAsync(db, cancellation))
        {
            return;
        }

        var stories = SampleFiles.Practices();
        await ClearAsync([.. stories.Select(SampleHistory.IdOf)], cancellation);
        var accounts = await db.Users.ToDictionaryAsync(user => user.Email!, user => user.Id, cancellation);
        var today = time.GetUtcNow();
        var clock = new VirtualClock(today.AddYears(-2));
        progress.Begin(stories.Count);
        await using (var past = SamplePast.Build(product, address, clock, today))
        {
            await new SampleHistory(past, clock, today, progress).PlayAsync(stories, accounts, cancellation);
        }

        audit.Record(SampleDataLoader.Loaded, "The sample data was loaded.", "Sample data");
        await db.SaveChangesAsync(cancellation);
        progress.End();
        jobs.AddDueTimers();
        LogLoaded(stories.Count);
    }

    private async Task ClearAsync(Guid[] practices, CancellationToken cancellation)
    {
        var correlations = practices.Select(id => id.ToString()).ToArray();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.WorkflowInstances.Where(i => correlations.Contains(i.CorrelationId)).ExecuteDeleteAsync(cancellation);
        await db.Outbox.Where(mail => practices.Contains(mail.PracticeId!.Value)).ExecuteDeleteAsync(cancellation);
        await db.AuditEntries.Where(entry => practices.Contains(entry.PracticeId!.Value)).ExecuteDeleteAsync(cancellation);
        await db.Practices.Where(practice => practices.Contains(practice.Id)).ExecuteDeleteAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    [LoggerMessage(EventId = 3001, Level = LogLevel.Information, Message = "The sample data is complete: {Count} practices.")]
    private partial void LogLoaded(int count);
}
