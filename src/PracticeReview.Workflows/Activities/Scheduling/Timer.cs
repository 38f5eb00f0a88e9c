using PracticeReview.Workflows.Execution;

namespace PracticeReview.Workflows.Activities;

/// <summary>Waits for an interval, or starts the workflow at each.</summary>
[Activity("Elsa.Timer", Category = "Scheduling", Description = "Trigger workflow execution at a specific interval.", IsTrigger = true)]
public sealed class Timer : Activity
{
    /// <summary>How long; a minute when not given.</summary>
    [Input(Description = "How long from one time to the next: hours:minutes:seconds, with days before a point, as 1.00:00:00.", DefaultValue = "00:01:00")]
    public TimeSpan Interval { get; set; }

    /// <inheritdoc/>
    public override ValueTask ExecuteAsync(ActivityContext context)
    {
        if (!context.IsTrigger)
        {
            context.WaitUntil(context.Now + Interval, "Elsa.Timer");
        }

        return ValueTask.CompletedTask;
    }
}
