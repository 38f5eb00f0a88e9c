using System.Text.Json.Nodes;
using Acornima.Ast;
using Jint;
using PracticeReview.Workflows.Activities;
using PracticeReview.Workflows.Execution;
using PracticeReview.Workflows.Expressions;

namespace PracticeReview.Workflows.Definitions;

/// <summary>An activity where it stands in a definition: its JSON, its children, its compiled inputs.</summary>
public sealed class ActivityNode
{
    private readonly Dictionary<string, ActivityInput> _inputs = new(StringComparer.Ordinal);
    private List<SwitchCase>? _cases;
    private FlowGraph? _flow;
    private LogSetting? _log;
    private IReadOnlyList<Connection>? _lines;
    private (string Code, Prepared<Script> Script)? _script;

    internal ActivityNode(string id, string type, JsonObject json, string path, ActivityNode? parent, string? port, ActivityDescriptor? descriptor)
    {
        Id = id;
        Type = type;
        Json = json;
        Path = path;
        Parent = parent;
        Port = port;
        NodeId = parent is null ? id : parent.NodeId + ":" + id;
        Descriptor = descriptor;
        Variables = VariableDefinition.ReadAll(json["variables"]);
    }

    /// <summary>Id within the definition.</summary>
    public string Id { get; }

    /// <summary>Path of ids from the root, joined by ":"; unique even when a workflow is used twice.</summary>
    public string NodeId { get; }

    /// <summary>Type name, as <c>Elsa.WriteLine</c>.</summary>
    public string Type { get; }

    /// <summary>Name given in the designer.</summary>
    public string? Name => Json.Text("name");

    /// <summary>The name if there is one, else the id: for messages.</summary>
    public string Label => Name is { Length: > 0 } name ? name : Id;

    /// <summary>The activity's part of the definition.</summary>
    public JsonObject Json { get; }

    /// <summary>Where that part stands in the definition, as a JSON path.</summary>
    public string Path { get; }

    /// <summary>The container; null for the workflow itself.</summary>
    public ActivityNode? Parent { get; }

    /// <summary>The member of the container that holds this activity ("activities", "body", "then", …).</summary>
    public string? Port { get; }

    /// <summary>What is known of the type; null for an unknown one.</summary>
    public ActivityDescriptor? Descriptor { get; }

    /// <summary>Variables declared here.</summary>
    public IReadOnlyList<VariableDefinition> Variables { get; internal set; }

    /// <summary>All children, in the order of the JSON.</summary>
    public IReadOnlyList<ActivityNode> Children => ChildList;

    internal List<ActivityNode> ChildList { get; } = [];

    /// <summary>The children that stand in one member.</summary>
    public IEnumerable<ActivityNode> ChildrenOf(string port) => ChildList.Where(c => c.Port == port);

    /// <summary>The child in a member that holds one activity; null when it is empty.</summary>
    public ActivityNode? Child(string port) => ChildList.Find(c => c.Port == port);

    /// <summary>The node may start the workflow on its own (a trigger).</summary>
    public bool CanStartWorkflow => Json.Flag("canStartWorkflow") || (Json["customProperties"] as JsonObject)?.Flag("canStartWorkflow") is true;

    internal LogSetting Log => _log ??= new LogSetting(this);

    internal IReadOnlyList<SwitchCase> Cases => _cases ??= [.. SwitchCase.ReadAll(this)];

    /// <summary>Where this flowchart starts when no trigger says otherwise; found once.</summary>
    internal ActivityNode? UsualStart { get; set; }

    /// <summary>A line of this flowchart leads to a child.</summary>
    internal bool IsTarget(ActivityNode child) => (_lines ??= Connection.ReadAll(this, [])).Any(c => c.Target == child);

    /// <summary>A script of this activity, parsed once as long as it stays the same.</summary>
    internal Prepared<Script> ScriptOf(string code)
    {
        var script = _script;
        return script is { } known && known.Code == code ? known.Script : (_script = (code, JavaScriptExpression.Prepare(code))).Value.Script;
    }

    internal FlowGraph Flow(ActivityNode? start)
    {
        var flow = _flow;
        return flow is not null && flow.Start == start ? flow : _flow = new FlowGraph(_lines ??= Connection.ReadAll(this, []), start);
    }

    internal ActivityInput Input(InputDescriptor descriptor)
    {
        lock (_inputs)
        {
            if (!_inputs.TryGetValue(descriptor.Name, out var input))
            {
                _inputs[descriptor.Name] = input = ActivityInput.Read(this, descriptor);
            }

            return input;
        }
    }

    /// <summary>Id of the variable or workflow output that an output is bound to.</summary>
    internal string? OutputTarget(string outputName) =>
        ((Json[JsonReading.CamelCase(outputName)] as JsonObject)?["memoryReference"] as JsonObject)?.Text("id");
}
