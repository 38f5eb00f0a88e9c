using System.Text.Json.Nodes;
using PracticeReview.Workflows.Activities;

namespace PracticeReview.Workflows.Definitions;

/// <summary>A definition ready to run: the tree of its activities, with workflows used as activities expanded in place.</summary>
public sealed class WorkflowGraph
{
    /// <summary>Type of the node that stands for a workflow itself.</summary>
    internal const string WorkflowType = "Elsa.Workflow";

    private readonly Dictionary<string, ActivityNode> _byNodeId = new(StringComparer.Ordinal);
    private readonly ActivityRegistry _registry;

    private WorkflowGraph(WorkflowDefinition definition, ActivityRegistry registry)
    {
        Definition = definition;
        _registry = registry;
        Root = AddWorkflow(definition, "$", null, [definition.DefinitionId]);
    }

    /// <summary>The definition.</summary>
    public WorkflowDefinition Definition { get; }

    /// <summary>The node of the workflow itself; its only child is the root activity.</summary>
    public ActivityNode Root { get; }

    /// <summary>What could not be built: unknown types, cycles of workflows, repeated ids.</summary>
    internal List<DefinitionProblem> Problems { get; } = [];

    /// <summary>All nodes.</summary>
    public IReadOnlyCollection<ActivityNode> Nodes => _byNodeId.Values;

    /// <summary>The nodes of the definition itself, without what is inside of workflows used as activities, and without the workflow.</summary>
    public IEnumerable<ActivityNode> OwnNodes => Inside(Root);

    /// <summary>Finds a node by the path of its ids.</summary>
    public ActivityNode? Find(string nodeId) => _byNodeId.GetValueOrDefault(nodeId);

    private static IEnumerable<ActivityNode> Inside(ActivityNode node) =>
        node.Descriptor?.Workflow is not null ? [] : node.Children.SelectMany(child => Inside(child).Prepend(child));

    internal static WorkflowGraph Build(WorkflowDefinition definition, ActivityRegistry registry) => new(definition, registry);

    private ActivityNode AddWorkflow(WorkflowDefinition definition, string path, ActivityNode? parent, HashSet<string> enclosing)
    {
        var workflow = new ActivityNode(parent is null ? "Workflow1" : definition.DefinitionId, WorkflowType, definition.Json, path, parent, "root", _registry.Find(WorkflowType))
        {
            Variables = definition.Variables,
        };
        Register(workflow);
        Problems.AddRange(TokenMode.In(definition, path));
        Add(definition.Root!, path + ".root", workflow, "root", enclosing);
        return workflow;
    }

    private void Add(JsonObject json, string path, ActivityNode parent, string port, HashSet<string> enclosing)
    {
        var type = json.Text("type") ?? "";
        var used = _registry.FindWorkflow(json);
        var descriptor = used is null ? _registry.Find(type) : _registry.Describe(used);
        var id = json.Text("id") is { Length: > 0 } given ? given : $"{type}{parent.ChildList.Count + 1}";
        var node = new ActivityNode(id, type, json, path, parent, port, descriptor);
        Register(node);
        parent.ChildList.Add(node);
        Problems.AddRange(TokenMode.In(node));
        if (descriptor is null)
        {
            Problems.Add(new DefinitionProblem(path + ".type", id, type.Length == 0
                ? "The activity has no type."
                : $"There is no activity of type '{type}' here.") { FaultsWhenReached = true });
        }

        if (used is null)
        {
            AddChildren(node, enclosing);
        }
        else if (enclosing.Contains(used.DefinitionId))
        {
            Problems.Add(new DefinitionProblem(path, id, $"The workflow '{used.Name}' contains itself."));
        }
        else
        {
            node.ChildList.Add(AddWorkflow(used, path, node, [.. enclosing, used.DefinitionId]));
        }
    }

    // Children are whatever looks like an activity directly in a member, in an array, or in a case of a switch.
    private void AddChildren(ActivityNode node, HashSet<string> enclosing)
    {
        foreach (var (member, value) in node.Json)
        {
            if (value is JsonObject single && IsActivity(single))
            {
                Add(single, $"{node.Path}.{member}", node, member, enclosing);
            }
            else if (value is JsonArray array && member is not ("variables" or "connections"))
            {
                for (var i = 0; i < array.Count; i++)
                {
                    if (array[i] is not JsonObject item)
                    {
                        continue;
                    }

                    if (IsActivity(item))
                    {
                        Add(item, $"{node.Path}.{member}[{i}]", node, member, enclosing);
                    }
                    else if (item["activity"] is JsonObject inCase && IsActivity(inCase))
                    {
                        Add(inCase, $"{node.Path}.{member}[{i}].activity", node, $"{member}[{i}]", enclosing);
                    }
                }
            }
        }
    }

    internal static bool IsActivity(JsonObject json) => json.Text("type") is not null && json.Text("id") is not null;

    private void Register(ActivityNode node)
    {
        if (!_byNodeId.TryAdd(node.NodeId, node))
        {
            Problems.Add(new DefinitionProblem(node.Path + ".id", node.Id, $"The id '{node.Id}' is used by another activity beside it."));
        }
    }
}
