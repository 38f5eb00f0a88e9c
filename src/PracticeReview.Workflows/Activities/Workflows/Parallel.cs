using PracticeReview.Workflows.Execution;

namespace PracticeReview.Workflows.Activities;

/// <summary>Executes activities side by side; completes when all have.</summary>
[Activity("Elsa.Parallel", Category = "Workflows", Description = "Execute a set of activities in parallel.", IsHidden = true)]
[Port("Activities", IsList = true)]
public sealed class Parallel : Activity
{
    /// <inheritdoc/>
    public override ValueTask ExecuteAsync(ActivityContext context)
    {
        context.DeclareVariables();
        foreach (var child in context.Node.ChildrenOf("activities"))
        {
            context.Schedule(child);
        }

        return ValueTask.CompletedTask;
    }
}
