using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using PracticeReview.Workflows.Definitions;

namespace PracticeReview.Workflows.Activities;

/// <summary>All activity types: those made of classes, and workflows usable as activities. Safe for concurrent use.</summary>
public sealed class ActivityRegistry
{
    private readonly ConcurrentDictionary<string, ActivityDescriptor> _byType = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, WorkflowDefinition> _workflows = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ActivityDescriptor> _described = new(StringComparer.Ordinal);
    private ConditionalWeakTable<WorkflowDefinition, WorkflowGraph> _graphs = [];

    /// <summary>Knows the built-in activities.</summary>
    public ActivityRegistry() => AddFrom(typeof(ActivityRegistry).Assembly);

    /// <summary>The types made of classes, and the newest version of each workflow usable as an activity.</summary>
    public IEnumerable<ActivityDescriptor> All => _byType.Values
        .Concat(_workflows.Values.GroupBy(w => w.ActivityType).Select(g => Describe(g.MaxBy(w => w.Version)!)))
        .OrderBy(d => d.Category, StringComparer.Ordinal).ThenBy(d => d.Type, StringComparer.Ordinal);

    /// <summary>Adds the activities of an assembly.</summary>
    public void AddFrom(Assembly assembly)
    {
        foreach (var type in assembly.GetTypes())
        {
            if (ActivityDescriptor.From(type) is { } descriptor)
            {
                _byType[descriptor.Type] = descriptor;
            }
        }
    }

    /// <summary>Makes a version of a workflow usable as an activity in others; ignored unless its options say so.</summary>
    public void Add(WorkflowDefinition workflow)
    {
        if (workflow.IsUsableAsActivity && _workflows.GetValueOrDefault(workflow.Id) != workflow)
        {
            _workflows[workflow.Id] = workflow;
            _graphs = [];
        }
    }

    /// <summary>Finds a type made of a class, or the newest version of a workflow usable as an activity.</summary>
    public ActivityDescriptor? Find(string type) =>
        _byType.TryGetValue(type, out var found) ? found
        : _workflows.Values.Where(w => w.ActivityType == type).MaxBy(w => w.Version) is { } workflow ? Describe(workflow)
        : null;

    /// <summary>The definition ready to run; built once per definition object.</summary>
    public WorkflowGraph GraphOf(WorkflowDefinition definition) =>
        _graphs.GetValue(definition, d => WorkflowGraph.Build(d, this));

    // The version that the activity names; else the published or newest version of the same workflow; else by type name.
    internal WorkflowDefinition? FindWorkflow(JsonObject activity)
    {
        var type = activity.Text("type") ?? "";
        if (_workflows.IsEmpty || _byType.ContainsKey(type))
        {
            return null;
        }

        if (activity.Text("workflowDefinitionVersionId") is { } version && _workflows.TryGetValue(version, out var exact))
        {
            return exact;
        }

        var id = activity.Text("workflowDefinitionId");
        return _workflows.Values.Where(w => w.DefinitionId == id).OrderBy(w => w.IsPublished).ThenBy(w => w.Version).LastOrDefault()
            ?? _workflows.Values.Where(w => w.ActivityType == type).MaxBy(w => w.Version);
    }

    /// <summary>A version of a workflow as an activity type.</summary>
    public ActivityDescriptor Describe(WorkflowDefinition workflow) =>
        _described.AddOrUpdate(workflow.Id, _ => ActivityDescriptor.From(workflow), (_, d) => d.Workflow == workflow ? d : ActivityDescriptor.From(workflow));
}
