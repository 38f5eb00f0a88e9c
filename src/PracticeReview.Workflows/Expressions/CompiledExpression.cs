using System.Text.Json.Nodes;
using PracticeReview.Workflows.Definitions;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Workflows.Expressions;

/// <summary>An expression of a definition, read once and evaluated many times.</summary>
internal abstract class CompiledExpression
{
    /// <summary>Why it can't be evaluated; null when it can.</summary>
    public virtual string? Problem => null;

    /// <summary>The variable that it names; null for other kinds.</summary>
    public virtual string? VariableReference => null;

    /// <summary>The value: JSON, as everything that a workflow holds.</summary>
    /// <exception cref="ActivityFaultException">It can't be evaluated; the message says where.</exception>
    public abstract JsonNode? Evaluate(VariableScope scope);

    /// <summary>Reads <c>{"type": …, "value": …}</c>; anything else is a literal.</summary>
    public static CompiledExpression Compile(JsonNode? json, string? memoryReference)
    {
        if (json is not JsonObject expression || expression.Text("type") is not { } type)
        {
            return json is null && memoryReference is not null ? new VariableExpression(memoryReference) : new LiteralExpression(json);
        }

        var value = expression["value"];
        return type switch
        {
            "Literal" => new LiteralExpression(value),
            "Object" or "Json" => ObjectExpression.Read(value),
            "Variable" => VariableExpression.Read(value),
            "Input" => InputExpression.Read(value),
            "JavaScript" => JavaScriptExpression.Read(value),
            "Liquid" => LiquidExpression.Read(value),
            _ => new BrokenExpression($"There are no expressions of type '{type}' here."),
        };
    }
}

/// <summary>A value as it stands.</summary>
internal sealed class LiteralExpression(JsonNode? value) : CompiledExpression
{
    public JsonNode? Value => value;

    public override JsonNode? Evaluate(VariableScope scope) => value;
}

/// <summary>JSON written as text; other text is taken as it is.</summary>
internal static class ObjectExpression
{
    public static CompiledExpression Read(JsonNode? value)
    {
        var text = (value as JsonValue)?.TryGetValue<string>(out var s) is true ? s.Trim() : null;
        if (text is null || !text.StartsWith('{') && !text.StartsWith('['))
        {
            return new LiteralExpression(text is "" ? null : value);
        }

        try
        {
            return new LiteralExpression(JsonNode.Parse(text));
        }
        catch (System.Text.Json.JsonException e)
        {
            return new BrokenExpression($"The object is not valid JSON (line {e.LineNumber + 1}, column {e.BytePositionInLine + 1}): {e.Message.Split(" LineNumber:")[0]}");
        }
    }
}

/// <summary>The value of a variable, by id or name.</summary>
internal sealed class VariableExpression(string reference) : CompiledExpression
{
    public override string VariableReference => reference;

    public static CompiledExpression Read(JsonNode? value)
    {
        var reference = JsonReading.Picked(value) is { } variable ? variable.Text("id") ?? variable.Text("name") : value?.ToString();
        return string.IsNullOrEmpty(reference) ? new BrokenExpression("The expression names no variable.") : new VariableExpression(reference);
    }

    public override JsonNode? Evaluate(VariableScope scope) =>
        scope.TryGet(reference, out var value) ? value : throw new ActivityFaultException($"There is no variable '{reference}' here.");
}

/// <summary>What the workflow was given under a name.</summary>
internal sealed class InputExpression(string name) : CompiledExpression
{
    public static CompiledExpression Read(JsonNode? value)
    {
        var name = JsonReading.Picked(value) is { } input ? input.Text("name") : value?.ToString();
        return string.IsNullOrEmpty(name) ? new BrokenExpression("The expression names no input.") : new InputExpression(name);
    }

    public string Name => name;

    public override JsonNode? Evaluate(VariableScope scope) => scope.Input(name);
}

/// <summary>Faults whoever evaluates it.</summary>
internal sealed class BrokenExpression(string problem) : CompiledExpression
{
    public override string Problem => problem;

    public override JsonNode? Evaluate(VariableScope scope) => throw new ActivityFaultException(problem);
}
