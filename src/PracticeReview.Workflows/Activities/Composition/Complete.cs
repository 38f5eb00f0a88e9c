using System.Text.Json.Nodes;
using PracticeReview.Workflows.Execution;
using PracticeReview.Workflows.Expressions;

namespace PracticeReview.Workflows.Activities;

/// <summary>Completes the workflow around it, and no further up.</summary>
[Activity("Elsa.Complete", Category = "Composition", Description = "Signals the current composite activity to complete itself as a whole.", IsTerminal = true)]
public sealed class Complete : Activity
{
    /// <summary>One outcome or several.</summary>
    [Input(Description = "The outcome or set of outcomes to complete this activity with.", UIHint = "outcome-picker", DefaultSyntax = "Object")]
    public JsonNode? Outcomes { get; set; }

    /// <inheritdoc/>
    public override ValueTask ExecuteAsync(ActivityContext context) => context.CompleteWorkflowAsync(Outcomes switch
    {
        null => ["Done"],
        JsonArray several => [.. several.Select(Values.ToText)],
        _ => [Values.ToText(Outcomes)],
    });
}
