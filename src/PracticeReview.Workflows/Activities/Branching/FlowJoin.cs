using PracticeReview.Workflows.Definitions;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Workflows.Activities;

/// <summary>When a join goes on.</summary>
public enum FlowJoinMode
{
    /// <summary>As soon as one way arrives; the others are cancelled.</summary>
    WaitAny,

    /// <summary>When all ways arrived.</summary>
    WaitAll,

    /// <summary>When all ways that are taken arrived.</summary>
    WaitAllActive,
}

/// <summary>Merges branches into one.</summary>
[Activity("Elsa.FlowJoin", Category = "Branching", DisplayName = "Join", Description = "Explicitly merge multiple branches into a single branch of execution.")]
public sealed class FlowJoin : Activity
{
    /// <summary>When to go on.</summary>
    [Input(Description = "WaitAny goes on when one way arrives and cancels the others; WaitAll when all arrived; WaitAllActive when all that are taken arrived.", DefaultValue = FlowJoinMode.WaitAny)]
    public FlowJoinMode Mode { get; set; } = FlowJoinMode.WaitAny;

    /// <inheritdoc/>
    public override ValueTask ExecuteAsync(ActivityContext context) =>
        context.Parent is { Node.Type: "Elsa.Flowchart" } flowchart ? Flowchart.CancelInboundAsync(flowchart, context.Node) : ValueTask.CompletedTask;

    // An activity that is no join waits for all ways that are taken.
    internal static FlowJoinMode ModeOf(ActivityContext flowchart, ActivityNode target)
    {
        if (target.Type != "Elsa.FlowJoin")
        {
            return FlowJoinMode.WaitAllActive;
        }

        var input = target.Input(target.Descriptor!.Inputs[0]);
        return input.IsGiven ? (FlowJoinMode)input.Evaluate(flowchart.Scope, typeof(FlowJoinMode))! : FlowJoinMode.WaitAny;
    }
}
