using PracticeReview.Workflows.Execution;

namespace PracticeReview.Workflows.Activities;

/// <summary>Ends the loop around it.</summary>
[Activity("Elsa.Break", Category = "Looping", Description = "Break out of a loop.", IsTerminal = true)]
public sealed class Break : Activity
{
    /// <inheritdoc/>
    public override ValueTask ExecuteAsync(ActivityContext context)
    {
        context.Break();
        return ValueTask.CompletedTask;
    }
}
