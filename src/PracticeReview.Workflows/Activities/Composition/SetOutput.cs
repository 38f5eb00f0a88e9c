using System.Text.Json.Nodes;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Workflows.Activities;

/// <summary>Sets an output of the workflow around it.</summary>
[Activity("Elsa.SetOutput", Category = "Composition", DisplayName = "Set output", Description = "Assigns a given value to the container's output.")]
public sealed class SetOutput : Activity
{
    /// <summary>Which output.</summary>
    [Input(DisplayName = "Output", Description = "The output to assign.", UIHint = "output-picker", IsRequired = true, Order = 1)]
    public string OutputName { get; set; } = "";

    /// <summary>Its value.</summary>
    [Input(DisplayName = "Value", Description = "The value to assign.", Order = 2)]
    public JsonNode? OutputValue { get; set; }

    /// <inheritdoc/>
    public override ValueTask ExecuteAsync(ActivityContext context)
    {
        for (var e = context.Execution.Parent; e is not null; e = e.Parent)
        {
            if (e.Node.Descriptor?.Workflow is { } used && used.Outputs.Any(o => o.Name == OutputName))
            {
                e.Variables![OutputName] = OutputValue;
                return ValueTask.CompletedTask;
            }
        }

        context.Instance.Output[OutputName] = OutputValue;
        return ValueTask.CompletedTask;
    }
}
