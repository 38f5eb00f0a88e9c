using System.Text.Json.Nodes;
using PracticeReview.Workflows.Activities;
using PracticeReview.Workflows.Execution;
using PracticeReview.Workflows.Expressions;

namespace PracticeReview.Workflows.Definitions;

/// <summary>
/// Finds all problems of a definition at once. What Elsa runs and only then faults on, as an unsound loop, is no problem here.
/// </summary>
public sealed class DefinitionValidator(ActivityRegistry activities)
{
    /// <summary>All problems, in the order of the JSON; none when the definition can be used.</summary>
    public IReadOnlyList<DefinitionProblem> Validate(WorkflowDefinition definition)
    {
        var graph = activities.GraphOf(definition);
        var problems = new List<DefinitionProblem>(graph.Problems);
        CheckVariables(graph.Root, problems);
        foreach (var node in graph.OwnNodes)
        {
            CheckVariables(node, problems);
            CheckChildren(node, problems);
            if (node.Type == "Elsa.Flowchart")
            {
                CheckFlowchart(node, problems);
            }

            foreach (var input in node.Descriptor?.Inputs ?? [])
            {
                CheckInput(graph, node, input, problems);
            }

            if (node.Type is "Elsa.Switch" or "Elsa.FlowSwitch" && node.Json["cases"] is not (null or JsonArray))
            {
                problems.Add(new DefinitionProblem(node.Path + ".cases", node.Id, "'cases' is no list of cases."));
            }

            foreach (var one in node.Cases.Where(_ => node.Type is "Elsa.Switch" or "Elsa.FlowSwitch"))
            {
                CheckExpression(graph, node, one.Condition, one.Path, problems);
            }
        }

        return [.. problems.Distinct().Select(p => Named(graph, p))];
    }

    /// <summary>What runs but can hardly be meant: activities never reached, ways never taken, loops without a way out, inputs that nobody can give.</summary>
    public IReadOnlyList<DefinitionProblem> Warnings(WorkflowDefinition definition)
    {
        var nodes = activities.GraphOf(definition).OwnNodes.ToList();
        return [.. nodes.Where(n => n.Type == "Elsa.Flowchart").SelectMany(FlowchartWarnings.Of), .. nodes.SelectMany(node => UndeclaredInputs(definition, node))];
    }

    private static IEnumerable<DefinitionProblem> UndeclaredInputs(WorkflowDefinition definition, ActivityNode node) =>
        from descriptor in node.Descriptor?.Inputs ?? []
        let input = node.Input(descriptor)
        let named = (input.Expression as InputExpression)?.Name
        where named is not null && definition.Inputs.All(declared => declared.Name != named)
        select new DefinitionProblem(input.Path, node.Id, $"'{node.Label}' takes the input '{named}', which the workflow does not have: it is empty.") { ActivityName = node.Name };

    private static DefinitionProblem Named(WorkflowGraph graph, DefinitionProblem problem) =>
        problem.ActivityId is { } id && graph.Nodes.FirstOrDefault(n => n.Id == id) is { } node ? problem with { ActivityName = node.Label } : problem;

    private static void CheckVariables(ActivityNode node, List<DefinitionProblem> problems)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, variable) in node.Variables.Index())
        {
            var path = $"{node.Path}.variables[{index}]";
            if (!names.Add(variable.Name))
            {
                problems.Add(new DefinitionProblem(path + ".name", null, $"There are two variables called '{variable.Name}'."));
            }

            Try(() => VariableScope.Fit(variable, Values.ToNode(variable.Value), variable.Name), path + ".value", null, problems);
        }
    }

    // What is written where activities belong and is none would be passed over when it runs.
    private static void CheckChildren(ActivityNode node, List<DefinitionProblem> problems)
    {
        foreach (var port in node.Descriptor?.Ports ?? [])
        {
            var (member, isList) = (JsonReading.CamelCase(port), node.Descriptor!.ListPorts.Contains(port));
            foreach (var (path, value) in node.Json[member] is JsonArray list && isList ? list.Select((item, index) => ($"[{index}]", item)) : [("", node.Json[member])])
            {
                if (path.Length == 0 && value is not null && isList)
                {
                    problems.Add(new DefinitionProblem($"{node.Path}.{member}", node.Id, $"'{member}' is no list of activities."));
                }
                else if (value is not null && !(value is JsonObject activity && WorkflowGraph.IsActivity(activity)) && !(path.Length == 0 && value is JsonArray))
                {
                    problems.Add(new DefinitionProblem($"{node.Path}.{member}{path}", node.Id, $"What stands in '{member}{path}' is no activity: it has no id or no type."));
                }
            }
        }
    }

    private static void CheckFlowchart(ActivityNode flowchart, List<DefinitionProblem> problems)
    {
        Connection.ReadAll(flowchart, problems);
        if (flowchart.Json["connections"] is not (null or JsonArray))
        {
            problems.Add(new DefinitionProblem(flowchart.Path + ".connections", flowchart.Id, "'connections' is no list of connections."));
        }

        if (flowchart.Json.Text("start") is { Length: > 0 } start && flowchart.ChildrenOf("activities").All(a => a.Id != start))
        {
            problems.Add(new DefinitionProblem(flowchart.Path + ".start", flowchart.Id, $"The start activity '{start}' is not in this flowchart."));
        }
    }

    private static void CheckInput(WorkflowGraph graph, ActivityNode node, InputDescriptor descriptor, List<DefinitionProblem> problems)
    {
        var input = node.Input(descriptor);
        if (!input.IsGiven)
        {
            if (descriptor.IsRequired)
            {
                problems.Add(new DefinitionProblem(input.Path, node.Id, $"{node.Descriptor!.DisplayName} needs a value for '{descriptor.DisplayName}'."));
            }

            return;
        }

        CheckExpression(graph, node, input.Expression, input.Path, problems, descriptor.DisplayName);
        if (input.Expression is not LiteralExpression literal || !descriptor.AutoEvaluate && literal.Value is not JsonValue)
        {
            return;
        }

        if (descriptor.IsRequired && literal.Value is JsonValue && Values.ToText(literal.Value).Length == 0)
        {
            problems.Add(new DefinitionProblem(input.Path, node.Id, $"{node.Descriptor!.DisplayName} needs a value for '{descriptor.DisplayName}'."));
        }
        else if (descriptor is { DefaultSyntax: "JavaScript", UIHint: "code-editor" })
        {
            CheckExpression(graph, node, JavaScriptExpression.Read(literal.Value), input.Path, problems, descriptor.DisplayName);
        }
        else if (node.Type == "Elsa.SetVariable" && descriptor.Name == nameof(SetVariable.Variable))
        {
            if (SetVariable.ReferenceIn(literal.Value) is { } reference && !IsKnown(graph, node, reference))
            {
                problems.Add(UnknownVariable(input.Path, node, reference));
            }
        }
        else
        {
            Try(() => descriptor.Within(Values.Convert(literal.Value, descriptor.Type)), input.Path, node.Id, problems);
        }
    }

    private static void CheckExpression(WorkflowGraph graph, ActivityNode node, CompiledExpression expression, string path, List<DefinitionProblem> problems, string? input = null)
    {
        if (expression.Problem is { } problem)
        {
            problems.Add(new DefinitionProblem(path, node.Id, input is null ? problem : $"{input}: {problem}") { FaultsWhenReached = true });
        }

        if (expression.VariableReference is { } reference && !IsKnown(graph, node, reference))
        {
            problems.Add(UnknownVariable(path, node, reference));
        }
    }

    private static DefinitionProblem UnknownVariable(string path, ActivityNode node, string reference) =>
        new(path, node.Id, $"There is no variable '{reference}' here.") { FaultsWhenReached = true };

    // Loops and workflows used as activities give their bodies variables that are declared nowhere.
    private static bool IsKnown(WorkflowGraph graph, ActivityNode node, string reference)
    {
        for (var n = node; n is not null; n = n.Parent)
        {
            if (n.Variables.Any(v => v.Id == reference || v.Name == reference))
            {
                return true;
            }
        }

        return reference is "CurrentValue" or "CurrentIndex"
            || graph.Definition.Inputs.Any(i => i.Name == reference)
            || graph.Definition.Outputs.Any(o => o.Name == reference);
    }

    private static void Try(Func<object?> read, string path, string? activity, List<DefinitionProblem> problems)
    {
        try
        {
            read();
        }
        catch (ActivityFaultException e)
        {
            problems.Add(new DefinitionProblem(path, activity, e.Message));
        }
    }
}
