using PracticeReview.Workflows.Execution;

namespace PracticeReview.Workflows.Activities;

/// <summary>Executes activities one after another.</summary>
[Activity("Elsa.Sequence", Category = "Workflows", Description = "Execute a set of activities in sequence.", IsHidden = true)]
[Port("Activities", IsList = true)]
public sealed class Sequence : Activity
{
    internal override BreakReaction OnBreak => BreakReaction.Note;

    /// <inheritdoc/>
    public override ValueTask ExecuteAsync(ActivityContext context)
    {
        context.DeclareVariables();
        Next(context);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public override ValueTask ChildCompletedAsync(ActivityContext context, ChildCompletion completion)
    {
        if (context.IsBreaking || completion.Node.Descriptor!.IsTerminal)
        {
            context.Complete();
        }
        else
        {
            Next(context);
        }

        return ValueTask.CompletedTask;
    }

    private static void Next(ActivityContext context)
    {
        var index = context.Get<int>("Index");
        if (context.Node.ChildrenOf("activities").ElementAtOrDefault(index) is { } child)
        {
            context.Set("Index", index + 1);
            context.Schedule(child);
        }
        else
        {
            context.Complete();
        }
    }
}
