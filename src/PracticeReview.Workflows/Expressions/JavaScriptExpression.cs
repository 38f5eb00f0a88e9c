using System.Text.Json.Nodes;
using Acornima;
using Acornima.Ast;
using Jint;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Workflows.Expressions;

/// <summary>JavaScript, parsed once.</summary>
internal sealed class JavaScriptExpression(string code, Prepared<Script> script) : CompiledExpression
{
    private static readonly ScriptPreparationOptions Preparation = new() { ParsingOptions = new ScriptParsingOptions { AllowReturnOutsideFunction = true } };

    public static CompiledExpression Read(JsonNode? value)
    {
        var code = Values.ToText(value);
        try
        {
            return new JavaScriptExpression(code, Prepare(code));
        }
        catch (ScriptPreparationException e)
        {
            return new BrokenExpression(e.InnerException is ParseErrorException parse
                ? $"The JavaScript can't be read (line {parse.LineNumber}, column {parse.Column + 1}): {parse.Description}"
                : e.GetBaseException() is InsufficientExecutionStackException ? "The JavaScript can't be read: It is nested too deep."
                : $"The JavaScript can't be read: {(e.InnerException ?? e).Message}");
        }
    }

    /// <summary>Parses a script.</summary>
    /// <exception cref="ScriptPreparationException">It doesn't parse.</exception>
    public static Prepared<Script> Prepare(string code) => Engine.PrepareScript(code, options: Preparation);

    public override JsonNode? Evaluate(VariableScope scope) => JavaScriptRun.Evaluate(code, script, scope);
}
