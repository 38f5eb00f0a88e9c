using Hangfire;

namespace PracticeReview.Mail;

/// <summary>Has the outbox looked at soon after a commit. Without it the minutely sweep does it all the same.</summary>
/// <param name="jobs">The queue; null where no jobs run, as on the command line.</param>
public sealed class OutboxSignal(IBackgroundJobClient? jobs = null)
{
    /// <summary>A transaction that may have queued mails was committed.</summary>
    public void Committed() => jobs?.Enqueue<OutboxDispatcher>(dispatcher => dispatcher.RunAsync(CancellationToken.None));
}
