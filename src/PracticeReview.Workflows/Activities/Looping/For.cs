using System.Text.Json.Nodes;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Workflows.Activities;

/// <summary>Executes its body for each number of a range.</summary>
[Activity("Elsa.For", Category = "Looping", Description = "Iterate over a sequence of steps between a start and an end number.")]
[Port("Body")]
public sealed class For : Activity
{
    /// <summary>First number.</summary>
    [Input(Description = "The start step.", Order = 1)]
    public int Start { get; set; }

    /// <summary>Last number.</summary>
    [Input(Description = "The end step.", Order = 2)]
    public int End { get; set; }

    /// <summary>From one to the next; negative counts down.</summary>
    [Input(Description = "The step size. To count down, enter a negative number.", DefaultValue = 1, Order = 3)]
    public int Step { get; set; } = 1;

    /// <summary>The end counts too.</summary>
    [Input(Description = "Whether the end step is inclusive.", DefaultValue = true, Order = 4)]
    public bool OuterBoundInclusive { get; set; } = true;

    /// <summary>The number under way.</summary>
    [Output(Description = "The number of the iteration under way.")]
    public int? CurrentValue { get; private set; }

    internal override BreakReaction OnBreak => BreakReaction.Stop;

    /// <inheritdoc/>
    public override ValueTask ExecuteAsync(ActivityContext context)
    {
        context.Set("Range", new Range(Start, End, Step, OuterBoundInclusive));
        Iterate(context, Start);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public override ValueTask ChildCompletedAsync(ActivityContext context, ChildCompletion completion)
    {
        Iterate(context, context.Get<int>("Current") + context.Get<Range>("Range")!.Step);
        return ValueTask.CompletedTask;
    }

    private void Iterate(ActivityContext context, int current)
    {
        if (context.IsBreaking || !context.Get<Range>("Range")!.Contains(current) || context.Node.Child("body") is not { } body)
        {
            context.Complete();
            return;
        }

        CurrentValue = current;
        context.Set("Current", current);
        context.Schedule(body, null, new Dictionary<string, JsonNode?> { ["CurrentValue"] = current });
    }

    private sealed record Range(int Start, int End, int Step, bool IsInclusive)
    {
        public bool Contains(int n) => Step >= 0 ? n < End || IsInclusive && n == End : n > End || IsInclusive && n == End;
    }
}
