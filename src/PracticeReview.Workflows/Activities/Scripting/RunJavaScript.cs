using System.Text.Json.Nodes;
using Jint;
using PracticeReview.Workflows.Execution;
using PracticeReview.Workflows.Expressions;

namespace PracticeReview.Workflows.Activities;

/// <summary>Runs a script; it may choose the outcomes with setOutcome or setOutcomes.</summary>
[Activity("Elsa.RunJavaScript", Category = "Scripting", DisplayName = "Run JavaScript", Description = "Executes JavaScript code")]
public sealed class RunJavaScript : Activity
{
    /// <summary>The script.</summary>
    [Input(Description = "The script to run.", DefaultSyntax = "JavaScript", UIHint = "code-editor", Order = 1)]
    public string? Script { get; set; }

    /// <summary>The outcomes that the script may choose.</summary>
    [Input(DisplayName = "Possible outcomes", Description = "A list of possible outcomes.", UIHint = "dynamic-outcomes", Order = 2)]
    public IReadOnlyList<string>? PossibleOutcomes { get; set; }

    /// <summary>Value of the script's last expression.</summary>
    [Output(Description = "Value of the script's last expression.")]
    public JsonNode? Result { get; private set; }

    /// <inheritdoc/>
    public override ValueTask ExecuteAsync(ActivityContext context)
    {
        if (string.IsNullOrWhiteSpace(Script))
        {
            return ValueTask.CompletedTask;
        }

        string[]? outcomes = null;
        var script = context.Node.ScriptOf(Script);
        Result = JavaScriptRun.Evaluate(Script, script, context.Scope, engine =>
        {
            engine.SetValue("setOutcome", new Action<string>(outcome => outcomes = [outcome]));
            engine.SetValue("setOutcomes", new Action<string[]>(several => outcomes = several));
        });
        if (outcomes is null)
        {
            context.Complete();
        }
        else
        {
            context.Execution.PendingOutcomes = outcomes; // none at all leads nowhere
        }
        return ValueTask.CompletedTask;
    }
}
