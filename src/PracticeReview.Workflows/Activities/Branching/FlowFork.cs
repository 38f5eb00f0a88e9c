using PracticeReview.Workflows.Execution;

namespace PracticeReview.Workflows.Activities;

/// <summary>Goes several ways at once.</summary>
[Activity("Elsa.FlowFork", Category = "Branching", DisplayName = "Fork (flow)", Description = "Branch execution into multiple branches that will be executed in parallel.")]
public sealed class FlowFork : Activity
{
    /// <summary>Names of the ways; without any the only one is Done.</summary>
    [Input(Description = "A name for each branch.", UIHint = "dynamic-outcomes")]
    public IReadOnlyList<string>? Branches { get; set; }

    /// <inheritdoc/>
    public override ValueTask ExecuteAsync(ActivityContext context)
    {
        if (Branches is null)
        {
            context.Complete();
        }
        else
        {
            context.Execution.PendingOutcomes = [.. Branches];
        }

        return ValueTask.CompletedTask;
    }
}
