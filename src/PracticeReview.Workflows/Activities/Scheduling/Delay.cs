using PracticeReview.Workflows.Execution;

namespace PracticeReview.Workflows.Activities;

/// <summary>Waits for a time span.</summary>
[Activity("Elsa.Delay", Category = "Scheduling", Description = "Delay execution for the specified amount of time.")]
public sealed class Delay : Activity
{
    /// <summary>How long; a minute when not given.</summary>
    [Input(DisplayName = "Time span", Description = "How long to wait: hours:minutes:seconds, with days before a point, as 3.00:00:00.", DefaultValue = "00:01:00")]
    public TimeSpan TimeSpan { get; set; }

    /// <inheritdoc/>
    public override ValueTask ExecuteAsync(ActivityContext context)
    {
        context.WaitUntil(context.Now + TimeSpan, "Elsa.Delay");
        return ValueTask.CompletedTask;
    }
}
