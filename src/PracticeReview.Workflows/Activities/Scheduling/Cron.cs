using PracticeReview.Workflows.Activities.Scheduling;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Workflows.Activities;

/// <summary>Waits for the next time of a cron expression, or starts the workflow at each.</summary>
[Activity("Elsa.Cron", Category = "Scheduling", Description = "Trigger workflow execution based on a CRON expression.", IsTrigger = true)]
public sealed class Cron : Activity
{
    /// <summary>Five fields, or six with seconds first; in UTC.</summary>
    [Input(DisplayName = "Cron expression", Description = "When to go on: minute, hour, day, month, weekday, as 0 9 * * 1 for Mondays at nine, UTC.", IsRequired = true)]
    public CronSchedule? CronExpression { get; set; }

    /// <inheritdoc/>
    public override ValueTask ExecuteAsync(ActivityContext context)
    {
        if (!context.IsTrigger)
        {
            context.WaitUntil(CronExpression?.Next(context.Now) ?? throw new ActivityFaultException(nameof(CronExpression), "The cron expression has no next time."), "Elsa.Cron");
        }

        return ValueTask.CompletedTask;
    }
}
