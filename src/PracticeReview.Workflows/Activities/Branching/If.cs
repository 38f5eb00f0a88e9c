using PracticeReview.Workflows.Execution;

namespace PracticeReview.Workflows.Activities;

/// <summary>Executes one activity or the other.</summary>
[Activity("Elsa.If", Category = "Branching", Description = "Evaluate a Boolean condition to determine which activity to execute next.")]
[Port("Then")]
[Port("Else")]
public sealed class If : Activity
{
    /// <summary>The condition.</summary>
    [Input(Description = "Executes Then when it holds, else Else.", UIHint = "singleline", DefaultSyntax = "JavaScript")]
    public bool Condition { get; set; }

    /// <summary>Whether the condition held.</summary>
    [Output(Description = "Whether the condition held.")]
    public bool Result { get; private set; }

    /// <inheritdoc/>
    public override ValueTask ExecuteAsync(ActivityContext context)
    {
        Result = Condition;
        if (context.Node.Child(Condition ? "then" : "else") is { } child)
        {
            context.Schedule(child);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public override ValueTask ChildCompletedAsync(ActivityContext context, ChildCompletion completion)
    {
        context.Complete();
        return ValueTask.CompletedTask;
    }
}
