using Hangfire;

namespace PracticeReview.Data.Flow;

/// <summary>Has Hangfire take up soon what a commit left due. Without it the regular sweep does it all the same.</summary>
/// <param name="time">The clock of due times.</param>
/// <param name="jobs">The queue; null where no jobs run.</param>
public sealed class FlowSignal(TimeProvider time, IBackgroundJobClient? jobs = null)
{
    /// <summary>What is due later than this is left to the sweep, which looks as far ahead.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromSeconds(20);

    /// <summary>Something is due at once.</summary>
    public void Due() => jobs?.Enqueue<DueTimers>(timers => timers.RunAsync(CancellationToken.None));

    /// <summary>Something will be due; a job is planned for it if that is soon.</summary>
    public void DueAt(DateTimeOffset due)
    {
        var delay = due - time.GetUtcNow();
        if (delay <= TimeSpan.Zero)
        {
            Due();
        }
        else if (delay <= Ahead)
        {
            jobs?.Schedule<DueTimers>(timers => timers.RunAsync(CancellationToken.None), delay);
        }
    }
}
