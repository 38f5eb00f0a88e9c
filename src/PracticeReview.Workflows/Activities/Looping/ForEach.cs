using System.Text.Json.Nodes;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Workflows.Activities;

/// <summary>Executes its body for each item, one after another.</summary>
[Activity("Elsa.ForEach", Category = "Looping", Description = "Iterate over a set of values.")]
[Port("Body")]
public sealed class ForEach : Activity
{
    /// <summary>The items, read once.</summary>
    [Input(Description = "The set of values to iterate.", DefaultSyntax = "JavaScript")]
    public IReadOnlyList<JsonNode?>? Items { get; set; }

    /// <summary>The item under way.</summary>
    [Output(Description = "The item of the iteration under way.")]
    public JsonNode? CurrentValue { get; private set; }

    internal override BreakReaction OnBreak => BreakReaction.Stop;

    /// <inheritdoc/>
    public override ValueTask ExecuteAsync(ActivityContext context)
    {
        context.Set<IReadOnlyList<JsonNode?>>("Items", Items ?? []);
        Iterate(context);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public override ValueTask ChildCompletedAsync(ActivityContext context, ChildCompletion completion)
    {
        Iterate(context);
        return ValueTask.CompletedTask;
    }

    private void Iterate(ActivityContext context)
    {
        var items = context.Get<IReadOnlyList<JsonNode?>>("Items")!;
        var index = context.Get<int>("Index");
        if (context.IsBreaking || index >= items.Count)
        {
            context.Complete();
            return;
        }

        context.Set("Index", index + 1);
        CurrentValue = items[index]?.DeepClone();
        if (context.Node.Child("body") is { } body)
        {
            context.Schedule(body, null, new Dictionary<string, JsonNode?> { ["CurrentIndex"] = index, ["CurrentValue"] = items[index]?.DeepClone() });
        }
        else
        {
            context.Complete();
        }
    }
}
