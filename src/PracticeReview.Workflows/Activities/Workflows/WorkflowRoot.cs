using PracticeReview.Workflows.Definitions;
using PracticeReview.Workflows.Execution;
using PracticeReview.Workflows.Expressions;

namespace PracticeReview.Workflows.Activities;

/// <summary>A workflow itself: declares its variables and executes its root activity.</summary>
[Activity(WorkflowGraph.WorkflowType, Category = "Workflows", IsHidden = true)]
public sealed class WorkflowRoot : Activity
{
    internal const string OutcomesKey = "Outcomes";

    /// <inheritdoc/>
    public override ValueTask ExecuteAsync(ActivityContext context)
    {
        if (context.Node.Parent is null)
        {
            FitInput(context);
        }

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

    // What comes from outside, often as text, gets the type that the workflow declares.
    private static void FitInput(ActivityContext context)
    {
        var given = context.Instance.Input;
        foreach (var declared in context.Definition.Inputs.Where(i => given.ContainsKey(i.Name)))
        {
            try
            {
                given[declared.Name] = Values.ToDeclared(given[declared.Name], declared.TypeName, declared.IsArray);
            }
            catch (ActivityFaultException e)
            {
                throw new ActivityFaultException(declared.Name, e.Message, e);
            }
        }
    }
}
