using PracticeReview.Workflows.Execution;

namespace PracticeReview.Workflows.Activities;

/// <summary>When a fork completes.</summary>
public enum ForkJoinMode
{
    /// <summary>With the first branch; the others are cancelled.</summary>
    WaitAny,

    /// <summary>With the last branch.</summary>
    WaitAll,
}

/// <summary>Executes branches side by side.</summary>
[Activity("Elsa.Fork", Category = "Branching", Description = "Branch execution into multiple branches.", IsHidden = true)]
[Port("Branches", IsList = true)]
public sealed class Fork : Activity
{
    /// <summary>When to complete.</summary>
    [Input(Description = "Whether to complete with the first branch or with the last.", DefaultValue = ForkJoinMode.WaitAll)]
    public ForkJoinMode JoinMode { get; set; } = ForkJoinMode.WaitAll;

    internal override BreakReaction OnBreak => BreakReaction.Note;

    /// <inheritdoc/>
    public override ValueTask ExecuteAsync(ActivityContext context)
    {
        context.Set("JoinMode", JoinMode);
        foreach (var branch in context.Node.ChildrenOf("branches"))
        {
            context.Schedule(branch);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public override ValueTask ChildCompletedAsync(ActivityContext context, ChildCompletion completion)
    {
        if (context.IsBreaking || context.Get<ForkJoinMode>("JoinMode") == ForkJoinMode.WaitAny)
        {
            context.Complete();
        }

        return ValueTask.CompletedTask;
    }
}
