using PracticeReview.Workflows.Definitions;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Workflows.Activities;

/// <summary>How many cases of a switch are taken.</summary>
public enum SwitchMode
{
    /// <summary>The first that holds.</summary>
    MatchFirst,

    /// <summary>All that hold.</summary>
    MatchAny,
}

/// <summary>Goes the way of each case that holds.</summary>
[Activity("Elsa.FlowSwitch", Category = "Branching", DisplayName = "Switch (flow)", Description = "Evaluate a set of case conditions and schedule the activity for a matching case.", Outcomes = ["Default"])]
public sealed class FlowSwitch : Activity
{
    /// <summary>The cases: a label, which is also the way, and a condition.</summary>
    [Input(Description = "The cases to evaluate.", UIHint = "flow-switch-editor", AutoEvaluate = false)]
    public object? Cases { get; set; }

    /// <summary>How many cases are taken.</summary>
    [Input(Description = "Whether the first match is taken, or all matches.")]
    public SwitchMode Mode { get; set; }

    /// <inheritdoc/>
    public override async ValueTask ExecuteAsync(ActivityContext context)
    {
        var matches = await MatchesAsync(context, Mode);
        context.Complete(matches.Count == 0 ? ["Default"] : [.. matches.Select(c => c.Label)]);
    }

    // All conditions are evaluated, also after the first that holds: they may set variables.
    internal static async ValueTask<IReadOnlyList<SwitchCase>> MatchesAsync(ActivityContext context, SwitchMode mode)
    {
        var matches = new List<SwitchCase>();
        foreach (var one in context.Node.Cases)
        {
            if (await context.IsTrueAsync(one.Condition))
            {
                matches.Add(one);
            }
        }

        return mode == SwitchMode.MatchFirst ? [.. matches.Take(1)] : matches;
    }
}
