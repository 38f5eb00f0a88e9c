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
    private readonly Dictionary<string, ActivityNode[]> _ports = new(StringComparer.Ordinal);
    private ActivityInput[]? _inputs;
    private (string Trigger, ActivityNode? Start)? _triggerStart;
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
        Name = json.Text("name");
        Variables = VariableDefinition.ReadAll(json["variables"]);
    }

    /// <summary>Id within the definition.</summary>
    public string Id { get; }

    /// <summary>Path of ids from the root, joined by ":"; unique even when a workflow is used twice.</summary>
    public string NodeId { get; }

    /// <summary>Type name, as <c>Elsa.WriteLine</c>.</summary>
    public string Type { get; }

    /// <summary>Name given in the designer.</summary>
    public string? Name { get; }

    /// <summary>The text in the drawing if there is one, else the name, else the id: for messages.</summary>
    public string Label => (Json["metadata"] as JsonObject)?.Text("displayText") is { Length: > 0 } shown ? shown : Name is { Length: > 0 } name ? name : Id;

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
    public IReadOnlyList<ActivityNode> ChildrenOf(string port)
    {
        lock (_ports)
        {
            if (!_ports.TryGetValue(port, out var children))
            {
                _ports[port] = children = [.. ChildList.Where(c => c.Port == port)];
            }

            return children;
        }
    }

    /// <summary>The child in a member that holds one activity; null when it is empty.</summary>
    public ActivityNode? Child(string port) => ChildrenOf(port) is [var child, ..] ? child : null;

    /// <summary>The node may start the workflow on its own (a trigger).</summary>
    public bool CanStartWorkflow => Json.Flag("canStartWorkflow") || (Json["customProperties"] as JsonObject)?.Flag("canStartWorkflow") is true;

    internal LogSetting Log => _log ??= new LogSetting(this);

    internal IReadOnlyList<SwitchCase> Cases => _cases ??= [.. SwitchCase.ReadAll(this)];

    /// <summary>Where this flowchart starts when no trigger says otherwise; found once.</summary>
    internal ActivityNode? UsualStart { get; set; }

    /// <summary>The lines of this flowchart; none for other activities.</summary>
    public IReadOnlyList<Connection> Lines => _lines ??= Connection.ReadAll(this, []);

    /// <summary>A line of this flowchart leads to a child.</summary>
    internal bool IsTarget(ActivityNode child) => Lines.Any(c => c.Target == child);

    /// <summary>A script of this activity, parsed once as long as it stays the same.</summary>
    internal Prepared<Script> ScriptOf(string code)
    {
        var script = _script;
        return script is { } known && known.Code == code ? known.Script : (_script = (code, JavaScriptExpression.Prepare(code))).Value.Script;
    }

    internal FlowGraph Flow(ActivityNode? start)
    {
        var flow = _flow;
        return flow is not null && flow.Start == start ? flow : _flow = new FlowGraph(Lines, start);
    }

    /// <summary>What the definition gives for each input of the type, in the type's order.</summary>
    internal ActivityInput[] Inputs => _inputs ??= [.. Descriptor!.Inputs.Select(d => ActivityInput.Read(this, d))];

    internal ActivityInput Input(InputDescriptor descriptor) => Inputs[descriptor.Index];

    /// <summary>The child of this flowchart that is the trigger, if it is one; looked up once for the trigger that is usual.</summary>
    internal ActivityNode? TriggerStart(string trigger)
    {
        var known = _triggerStart;
        return known is { } same && same.Trigger == trigger ? same.Start
            : (_triggerStart = (trigger, ChildrenOf("activities").FirstOrDefault(a => a.Id == trigger))).Value.Start;
    }

    /// <summary>Id of the variable or workflow output that an output is bound to.</summary>
    internal string? OutputTarget(string outputName) =>
        ((Json[JsonReading.CamelCase(outputName)] as JsonObject)?["memoryReference"] as JsonObject)?.Text("id");
}
