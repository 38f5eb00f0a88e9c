using System.Text.Json.Nodes;
using PracticeReview.Workflows.Activities;
using PracticeReview.Workflows.Definitions;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Workflows.Expressions;

/// <summary>An input as a definition gives it to one activity.</summary>
internal sealed class ActivityInput(CompiledExpression expression, bool isGiven, string path)
{
    private (Type Type, object? Value)? _constant;

    public CompiledExpression Expression => expression;

    /// <summary>Given in the definition, or by the type's default; otherwise the property keeps its own first value.</summary>
    public bool IsGiven => isGiven;

    /// <summary>Where it stands in the definition.</summary>
    public string Path => path;

    public static ActivityInput Read(ActivityNode node, InputDescriptor descriptor)
    {
        var member = JsonReading.CamelCase(descriptor.Name);
        var json = node.Json[member] ?? node.Json[descriptor.Name];
        var path = $"{node.Path}.{member}";
        if (json is JsonObject wrapped && (wrapped.ContainsKey("expression") || wrapped.ContainsKey("memoryReference")))
        {
            var reference = (wrapped["memoryReference"] as JsonObject)?.Text("id");
            if (wrapped["expression"] is JsonObject expression)
            {
                return new ActivityInput(CompiledExpression.Compile(expression, null), expression["value"] is not null, path + ".expression");
            }

            if (reference is not null)
            {
                return new ActivityInput(new VariableExpression(reference), true, path + ".memoryReference");
            }

            json = null;
        }

        return json is not null ? new ActivityInput(new LiteralExpression(json), true, path)
            : descriptor.DefaultValue is { } value ? new ActivityInput(new LiteralExpression(Values.ToNode(value)), true, path)
            : new ActivityInput(new LiteralExpression(null), false, path);
    }

    public object? Evaluate(VariableScope scope, Type type)
    {
        if (expression is not LiteralExpression literal)
        {
            return Values.Convert(expression.Evaluate(scope), type);
        }

        if (_constant is { } known && known.Type == type)
        {
            return known.Value;
        }

        var value = Values.Convert(literal.Value, type);
        if (type.IsValueType || type == typeof(string))
        {
            _constant = (type, value); // what nobody can change is converted once
        }

        return value;
    }
}
