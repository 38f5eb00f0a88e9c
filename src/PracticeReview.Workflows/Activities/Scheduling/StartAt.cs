using PracticeReview.Workflows.Execution;

namespace PracticeReview.Workflows.Activities;

/// <summary>Waits for a point in time; one in the past has come already.</summary>
[Activity("Elsa.StartAt", Category = "Scheduling", DisplayName = "Start at", Description = "Trigger execution at a specific time in the future.", IsTrigger = true)]
public sealed class StartAt : Activity
{
    /// <summary>When (UTC unless it says otherwise).</summary>
    [Input(DisplayName = "Date and time", Description = "When to go on, in UTC unless it says otherwise, as 2027-03-01T09:00:00Z.", IsRequired = true)]
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
