using System.Text.Json.Nodes;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Workflows.Activities;

/// <summary>Executes its body for all items side by side; completes with the last.</summary>
[Activity("Elsa.ParallelForEach", Category = "Looping", Description = "Schedule an activity for each item in parallel.")]
[Port("Body")]
public sealed class ParallelForEach : Activity
{
    /// <summary>The items.</summary>
    [Input(Description = "The items to iterate through.", DefaultSyntax = "JavaScript")]
    public IReadOnlyList<JsonNode?>? Items { get; set; }

    /// <inheritdoc/>
    public override ValueTask ExecuteAsync(ActivityContext context)
    {
        if (context.Node.Child("body") is { } body)
        {
            foreach (var (index, item) in (Items ?? []).Index())
            {
                context.Schedule(body, null, new Dictionary<string, JsonNode?> { ["CurrentIndex"] = index, ["CurrentValue"] = item?.DeepClone() });
            }
        }

        return ValueTask.CompletedTask;
    }
}
