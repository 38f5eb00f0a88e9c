using System.Text.Json.Nodes;
using PracticeReview.Workflows.Definitions;
using PracticeReview.Workflows.Expressions;

namespace PracticeReview.Workflows.Execution;

/// <summary>What an expression sees from where it stands: variables of the execution and of those around it, inputs, outputs.</summary>
internal sealed class VariableScope(BurstRun burst, ActivityExecution execution)
{
    public WorkflowInstance Instance => burst.Instance;

    public WorkflowDefinition Definition => burst.Graph.Definition;

    public CancellationToken Cancellation => burst.Cancellation;

    /// <summary>What a script sees as args: set where an activity evaluates an input for one of several items.</summary>
    public JsonObject? Arguments { get; init; }

    public string NewId() => burst.NewId();

    /// <summary>Finds a variable by name or id, nearest first.</summary>
    public bool TryGet(string reference, out JsonNode? value)
    {
        if (Find(reference) is var (holder, name, _))
        {
            value = holder[name];
            return true;
        }

        value = null;
        return false;
    }

    /// <summary>Sets a variable, converting to its declared type.</summary>
    /// <exception cref="ActivityFaultException">There is none, or the value doesn't fit.</exception>
    public void Set(string reference, object? value)
    {
        var (holder, name, declared) = Find(reference) ?? throw new ActivityFaultException($"There is no variable '{reference}' here.");
        holder[name] = Fit(declared, value, name);
    }

    /// <summary>Sets a variable; makes it one of the workflow when there is none.</summary>
    public void SetOrAdd(string name, object? value)
    {
        if (Find(name) is not null)
        {
            Set(name, value);
            return;
        }

        var root = execution;
        while (root.Parent is { } parent)
        {
            root = parent;
        }

        (root.Variables ??= new(StringComparer.Ordinal))[name] = Values.ToNode(value);
    }

    /// <summary>Names of all variables in scope, nearest first.</summary>
    public IEnumerable<string> VariableNames()
    {
        for (var e = execution; e is not null; e = e.Parent)
        {
            foreach (var name in e.Variables?.Keys ?? Enumerable.Empty<string>())
            {
                yield return name;
            }
        }
    }

    /// <summary>What the nearest workflow was given under a name.</summary>
    public JsonNode? Input(string name)
    {
        for (var e = execution.Parent; e is not null; e = e.Parent)
        {
            if (e.Node.Descriptor?.Workflow is { } used && used.Inputs.Any(i => i.Name == name))
            {
                return e.Variables?.GetValueOrDefault(name);
            }
        }

        return Instance.Input.TryGetValue(name, out var given)
            ? given
            : Definition.Inputs.FirstOrDefault(i => i.Name == name)?.DefaultValue;
    }

    /// <summary>Names of the inputs in scope.</summary>
    public IEnumerable<string> InputNames()
    {
        var names = Instance.Input.Keys.Concat(Definition.Inputs.Select(i => i.Name));
        for (var e = execution.Parent; e is not null; e = e.Parent)
        {
            if (e.Node.Descriptor?.Workflow is { } used)
            {
                names = names.Concat(used.Inputs.Select(i => i.Name));
            }
        }

        return names.Distinct();
    }

    /// <summary>The latest output of an activity, found by id or name.</summary>
    public JsonNode? Output(string activity, string? output)
    {
        var outputs = Instance.ActivityOutput.GetValueOrDefault(activity)
            ?? (burst.Graph.Nodes.FirstOrDefault(n => n.Name == activity || Pascal(n.Name) == activity) is { } named ? Instance.ActivityOutput.GetValueOrDefault(named.Id) : null);
        return outputs?.GetValueOrDefault(output ?? "Result");
    }

    private static string? Pascal(string? name) => name is null ? null : JavaScriptRun.Capital(name);

    /// <summary>First value of a variable, in its declared type.</summary>
    public static JsonNode? Fit(VariableDefinition? declared, object? value, string name)
    {
        try
        {
            return declared is null ? Values.ToNode(value) : Values.ToDeclared(Values.ToNode(value), declared.TypeName, declared.IsArray);
        }
        catch (ActivityFaultException e)
        {
            throw new ActivityFaultException($"The variable '{name}' can't take this value. {e.Message}", e);
        }
    }

    private (Dictionary<string, JsonNode?> Holder, string Name, VariableDefinition? Declared)? Find(string reference)
    {
        for (var e = execution; e is not null; e = e.Parent)
        {
            if (e.Variables is not { } variables)
            {
                continue;
            }

            var declared = Declared(e.Node.Variables, reference);
            if (declared is not null && variables.ContainsKey(declared.Name))
            {
                return (variables, declared.Name, declared);
            }

            if (variables.ContainsKey(reference))
            {
                return (variables, reference, null);
            }
        }

        return null;
    }

    private static VariableDefinition? Declared(IReadOnlyList<VariableDefinition> declarations, string reference)
    {
        foreach (var declared in declarations)
        {
            if (declared.Id == reference || declared.Name == reference)
            {
                return declared;
            }
        }

        return null;
    }
}
