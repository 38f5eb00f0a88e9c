using PracticeReview.Workflows.Execution;

namespace PracticeReview.Workflows.Activities;

/// <summary>Executes the activity of each case that holds, else the default.</summary>
[Activity("Elsa.Switch", Category = "Branching", Description = "Evaluate a set of case conditions and schedule the activity for a matching case.")]
[Port("Default")]
public sealed class Switch : Activity
{
    /// <summary>The cases: a label, a condition, an activity.</summary>
    [Input(Description = "The cases to evaluate.", UIHint = "switch-editor", AutoEvaluate = false)]
    public object? Cases { get; set; }

    /// <summary>How many cases are taken.</summary>
    [Input(Description = "Whether the first match is executed, or all matches.")]
    public SwitchMode Mode { get; set; }

    /// <inheritdoc/>
    public override async ValueTask ExecuteAsync(ActivityContext context)
    {
        var matches = await FlowSwitch.MatchesAsync(context, Mode);
        var chosen = matches.Count > 0 ? matches.Select(c => c.Activity) : [context.Node.Child("default")];
        foreach (var child in chosen)
        {
            if (child is not null)
            {
                context.Schedule(child);
            }
        }
    }
}
