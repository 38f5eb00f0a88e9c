using PracticeReview.Workflows.Execution;

namespace PracticeReview.Workflows.Activities;

/// <summary>Marks the start of a flowchart.</summary>
[Activity("Elsa.Start", Category = "Flow", Description = "A milestone activity that marks the start of a flowchart.")]
public sealed class Start : Activity
{
    /// <inheritdoc/>
    public override ValueTask ExecuteAsync(ActivityContext context) => ValueTask.CompletedTask;
}

/// <summary>Ends the flowchart.</summary>
[Activity("Elsa.End", Category = "Flow", Description = "A milestone activity that marks the end of a flowchart.", IsTerminal = true)]
public sealed class End : Activity
{
    /// <inheritdoc/>
    public override ValueTask ExecuteAsync(ActivityContext context) => ValueTask.CompletedTask;
}

/// <summary>A point of a flowchart that does nothing.</summary>
[Activity("Elsa.FlowNode", Category = "Flow", DisplayName = "Node", Description = "A point where lines meet; it does nothing.")]
public sealed class FlowNode : Activity
{
    /// <inheritdoc/>
    public override ValueTask ExecuteAsync(ActivityContext context) => ValueTask.CompletedTask;
}
