using Hangfire;
using PracticeReview.Data;
using PracticeReview.Data.Flow;
using PracticeReview.Mail;
using PracticeReview.Web.Hosting.SampleData;

namespace PracticeReview.Web.Hosting.Jobs;

/// <summary>
/// Work that comes back by the clock. Each job is idempotent and takes its work with row locks, so it does no harm when
/// two nodes, or two schedulers, start it at once. While sample practices are being loaded no timer is resumed: theirs
/// belong to the past.
/// </summary>
public sealed class RecurringJobs(IRecurringJobManager jobs, IServiceScopeFactory scopes) : IHostedService
{
    /// <inheritdoc />
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        jobs.AddOrUpdate<OutboxDispatcher>("outbox", job => job.RunAsync(CancellationToken.None), Cron.Minutely());
        jobs.AddOrUpdate<Housekeeping>("housekeeping", job => job.RunAsync(CancellationToken.None), Cron.Daily(3));
        await using var scope = scopes.CreateAsyncScope();
        if (!await SampleDataLoader.IsPendingAsync(scope.ServiceProvider.GetRequiredService<AppDbContext>(), cancellationToken))
        {
            jobs.AddDueTimers();
        }
    }

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>The job that resumes what sleeps, which <see cref="SampleDataJob"/> may have to begin later.</summary>
internal static class DueTimersJob
{
    /// <summary>Has it run four times a minute from now on.</summary>
    public static void AddDueTimers(this IRecurringJobManager jobs) =>
        jobs.AddOrUpdate<DueTimers>("due-timers", job => job.RunAsync(CancellationToken.None), "*/15 * * * * *");
}
