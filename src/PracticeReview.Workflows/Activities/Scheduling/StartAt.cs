using PracticeReview.Workflows.Execution;

namespace PracticeReview.Workflows.Activities;

/// <summary>Waits for a point in time; one in the past has come already.</summary>
[Activity("Elsa.StartAt", Category = "Scheduling", DisplayName = "Start at", Description = "Trigger execution at a specific time in the future.", IsTrigger = true)]
public sealed class StartAt : Activity
{
    /// <summary>When (UTC unless it says otherwise).</summary>
    [Input(DisplayName = "Date and time", Description = "The time at which the workflow should continue.", IsRequired = true)]
    public DateTimeOffset DateTime { get; set; }

    /// <inheritdoc/>
    public override ValueTask ExecuteAsync(ActivityContext context)
    {
        if (!context.IsTrigger && DateTime > context.Now)
        {
            context.WaitUntil(DateTime, "Elsa.StartAt");
        }

        return ValueTask.CompletedTask;
    }
}
