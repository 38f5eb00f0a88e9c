using PracticeReview.Workflows.Execution;

namespace PracticeReview.Workflows.Activities;

/// <summary>Executes its body as long as a condition holds.</summary>
[Activity("Elsa.While", Category = "Looping", Description = "Execute an activity while a given condition evaluates to true.")]
[Port("Body")]
public sealed class While : Activity
{
    /// <summary>The condition, evaluated before each pass.</summary>
    [Input(Description = "Evaluated before each pass.", AutoEvaluate = false, UIHint = "singleline", DefaultSyntax = "JavaScript")]
    public bool Condition { get; set; }

    internal override BreakReaction OnBreak => BreakReaction.Stop;

    /// <inheritdoc/>
    public override async ValueTask ExecuteAsync(ActivityContext context)
    {
        if (!context.IsBreaking && context.Node.Child("body") is { } body && await context.EvaluateAsync<bool>(nameof(Condition)))
        {
            context.Schedule(body);
        }
        else
        {
            context.Complete();
        }
    }

    /// <inheritdoc/>
    public override ValueTask ChildCompletedAsync(ActivityContext context, ChildCompletion completion) => ExecuteAsync(context);
}
