using System.Text.Json.Nodes;
using Fluid;
using Fluid.Values;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Workflows.Expressions;

/// <summary>A Liquid template, parsed once.</summary>
internal sealed class LiquidExpression(IFluidTemplate template) : CompiledExpression
{
    private static readonly TemplateOptions Options = new() { MaxSteps = 100_000, MaxRecursion = 50, CultureInfo = System.Globalization.CultureInfo.InvariantCulture };

    public static CompiledExpression Read(JsonNode? value) =>
        LiquidSource.TryParse(Values.ToText(value), out var template, out var error)
            ? new LiquidExpression(template)
            : new BrokenExpression($"The Liquid template can't be read: {error}");

    public override JsonNode? Evaluate(VariableScope scope)
    {
        var context = new TemplateContext(Options);
        var variables = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var name in scope.VariableNames())
        {
            if (!variables.ContainsKey(name) && scope.TryGet(name, out var value))
            {
                variables[name] = Values.ToPlain(value);
            }
        }

        Set(context, "Variables", variables);
        Set(context, "Input", scope.InputNames().ToDictionary(n => n, n => Values.ToPlain(scope.Input(n)), StringComparer.Ordinal));
        Set(context, "WorkflowInstanceId", scope.Instance.Id);
        Set(context, "CorrelationId", scope.Instance.CorrelationId);
        Set(context, "WorkflowDefinitionId", scope.Instance.DefinitionId);
        Set(context, "WorkflowDefinitionVersionId", scope.Instance.DefinitionVersionId);
        Set(context, "WorkflowDefinitionVersion", scope.Instance.Version);
        try
        {
            return JsonValue.Create(template.Render(context));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw new ActivityFaultException($"The Liquid template failed: {e.Message}", e);
        }
    }

    private static void Set(TemplateContext context, string name, object? value) => context.SetValue(name, FluidValue.Create(value, Options));
}
