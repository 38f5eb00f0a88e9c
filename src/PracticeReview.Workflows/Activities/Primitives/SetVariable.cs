using System.Text.Json.Nodes;
using PracticeReview.Workflows.Definitions;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Workflows.Activities;

/// <summary>Sets a variable in scope.</summary>
[Activity("Elsa.SetVariable", Category = "Primitives", DisplayName = "Set variable", Description = "Assign a value to a workflow variable.")]
public sealed class SetVariable : Activity
{
    /// <summary>The variable: its id, or an object with its id, also as text.</summary>
    [Input(Description = "The variable to assign the value to.", UIHint = "variable-picker", IsRequired = true, Order = 1)]
    public JsonNode? Variable { get; set; }

    /// <summary>The value.</summary>
    [Input(Description = "The value to assign.", Order = 2)]
    public JsonNode? Value { get; set; }

    /// <inheritdoc/>
    public override ValueTask ExecuteAsync(ActivityContext context)
    {
        context.SetVariable(ReferenceIn(Variable) ?? throw new ActivityFaultException(nameof(Variable), "The activity names no variable."), Value);
        return ValueTask.CompletedTask;
    }

    internal static string? ReferenceIn(JsonNode? variable) =>
        JsonReading.Picked(variable) is { } picked ? (picked["id"] ?? picked["name"])?.ToString() : variable?.ToString();
}
