using PracticeReview.Workflows.Execution;

namespace PracticeReview.Workflows.Activities;

/// <summary>Ends the instance at once; nothing else runs or waits.</summary>
[Activity("Elsa.Finish", Category = "Primitives", Description = "Mark the workflow as finished.", IsTerminal = true)]
public sealed class Finish : Activity
{
    /// <inheritdoc/>
    public override ValueTask ExecuteAsync(ActivityContext context)
    {
        context.Finish();
        return ValueTask.CompletedTask;
    }
}

/// <summary>Raises an incident.</summary>
[Activity("Elsa.Fault", Category = "Primitives", Description = "Faults the workflow.")]
public sealed class Fault : Activity
{
    /// <summary>Code of the fault.</summary>
    [Input(Description = "Code to categorize the fault.", Order = 1)]
    public string? Code { get; set; }

    /// <summary>Category of the fault.</summary>
    [Input(Description = "Category to categorize the fault. Examples: HTTP, Alteration, Azure, etc.", Order = 2)]
    public string? Category { get; set; }

    /// <summary>Type of the fault.</summary>
    [Input(DisplayName = "Type", Description = "The type of fault. Examples: System, Business, Integration, etc.", Order = 3)]
    public string? FaultType { get; set; }

    /// <summary>What to tell people.</summary>
    [Input(Description = "The message to include with the fault.", Order = 4)]
    public string? Message { get; set; }

    /// <inheritdoc/>
    public override ValueTask ExecuteAsync(ActivityContext context) =>
        throw new ActivityFaultException($"{Message ?? "The workflow was faulted."} ({Code ?? "0"}, {Category ?? "General"}, {FaultType ?? "System"})");
}
