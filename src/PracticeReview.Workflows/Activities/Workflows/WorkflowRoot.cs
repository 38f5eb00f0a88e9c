using PracticeReview.Workflows.Definitions;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Workflows.Activities;

/// <summary>A workflow itself: declares its variables and executes its root activity.</summary>
[Activity(WorkflowGraph.WorkflowType, Category = "Workflows", IsHidden = true)]
public sealed class WorkflowRoot : Activity
{
    internal const string OutcomesKey = "Outcomes";

    /// <inheritdoc/>
    public override ValueTask ExecuteAsync(ActivityContext context)
    {
        context.DeclareVariables();
        context.Schedule(context.Node.Child("root")!);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public override ValueTask ChildCompletedAsync(ActivityContext context, ChildCompletion completion)
    {
        context.Complete(context.Get<string[]>(OutcomesKey) ?? []);
        return ValueTask.CompletedTask;
    }
}
