using Hangfire;
using PracticeReview.Data.Flow;
using PracticeReview.Mail;

namespace PracticeReview.Web.Hosting.Jobs;

/// <summary>
/// Work that comes back by the clock. Each job is idempotent and takes its work with row locks, so it does no harm when
/// two nodes, or two schedulers, start it at once.
/// </summary>
public sealed class RecurringJobs(IRecurringJobManager jobs) : IHostedService
{
    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken)
    {
        jobs.AddOrUpdate<OutboxDispatcher>("outbox", job => job.RunAsync(CancellationToken.None), Cron.Minutely());
        jobs.AddOrUpdate<DueTimers>("due-timers", job => job.RunAsync(CancellationToken.None), "*/15 * * * * *");
        jobs.AddOrUpdate<Housekeeping>("housekeeping", job => job.RunAsync(CancellationToken.None), Cron.Daily(3));
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
