using System.Text.Json;
using System.Text.Json.Nodes;
using PracticeReview.Workflows.Activities;

namespace PracticeReview.Workflows.Definitions;

/// <summary>What a change of a definition is about.</summary>
public enum ChangeKind
{
    /// <summary>An activity that was not there.</summary>
    Added,

    /// <summary>An activity that is no longer there.</summary>
    Removed,

    /// <summary>An input, output or setting.</summary>
    Changed,

    /// <summary>Where a way leads.</summary>
    Rewired,
}

/// <summary>One difference between two versions, as a sentence.</summary>
public sealed record DefinitionChange(ChangeKind Kind, string Sentence);

/// <summary>Says in words in what two versions of a workflow differ. Where things stand in the drawing does not count.</summary>
public sealed class DefinitionComparison
{
    // What the Studio writes without any meaning for what happens.
    private static readonly HashSet<string> Silent =
        ["id", "nodeId", "type", "version", "name", "metadata", "customProperties", "activities", "connections", "variables", "start", "canStartWorkflow", "runAsynchronously",
            "latestAvailablePublishedVersion", "latestAvailablePublishedVersionId"];

    private readonly List<DefinitionChange> _changes = [];

    private DefinitionComparison()
    {
    }

    /// <summary>The differences: activities added, removed and changed, then ways, then the workflow itself.</summary>
    public static IReadOnlyList<DefinitionChange> Between(WorkflowDefinition before, WorkflowDefinition after, ActivityRegistry activities)
    {
        var (old, now) = (Nodes(activities.GraphOf(before).Root), Nodes(activities.GraphOf(after).Root));
        var comparison = new DefinitionComparison();
        comparison.CompareActivities(old, now);
        comparison.CompareWays(old, now);
        comparison.CompareWhole(before, after);
        return [.. comparison._changes.OrderBy(change => change.Kind)];
    }

    /// <summary>Whether an activity does something else now than it did: its name and its place do not count.</summary>
    internal static bool Differ(ActivityNode before, ActivityNode after)
    {
        var comparison = new DefinitionComparison();
        comparison.CompareMembers(before, after, countsName: false);
        return comparison._changes.Count > 0;
    }

    /// <summary>What people call an activity: the text in the drawing, else its name, else what it does.</summary>
    public static string Called(ActivityNode node) =>
        (node.Json["metadata"] as JsonObject)?.Text("displayText") is { Length: > 0 } shown ? shown
        : node.Name is { Length: > 0 } name && name != node.Descriptor?.Type[(node.Descriptor.Type.LastIndexOf('.') + 1)..] ? name
        : node.Descriptor?.DisplayName ?? node.Label;

    // A draft may repeat an id, which publishing refuses; the first that bears it counts.
    private static Dictionary<string, ActivityNode> Nodes(ActivityNode root) => Below(root).DistinctBy(n => n.NodeId).ToDictionary(n => n.NodeId);

    private static IEnumerable<ActivityNode> Below(ActivityNode node) =>
        node.Descriptor?.Workflow is not null ? [] : node.Children.SelectMany(child => Below(child).Prepend(child));

    private void CompareActivities(Dictionary<string, ActivityNode> old, Dictionary<string, ActivityNode> now)
    {
        foreach (var (id, node) in now)
        {
            if (!old.TryGetValue(id, out var before) || before.Type != node.Type)
            {
                Add(ChangeKind.Added, $"{Quoted(node)} is added ({Kind(node)}).");
            }
            else
            {
                CompareMembers(before, node);
            }
        }

        foreach (var node in old.Values.Where(node => !now.TryGetValue(node.NodeId, out var kept) || kept.Type != node.Type))
        {
            Add(ChangeKind.Removed, $"{Quoted(node)} is removed ({Kind(node)}).");
        }
    }

    private void CompareMembers(ActivityNode before, ActivityNode after, bool countsName = true)
    {
        if (countsName && Called(before) != Called(after))
        {
            Add(ChangeKind.Changed, $"{Quoted(before)} is now called {Quoted(after)}.");
        }

        var ports = after.Children.Concat(before.Children).Select(c => c.Port).ToHashSet();
        foreach (var member in before.Json.Select(m => m.Key).Union(after.Json.Select(m => m.Key)).Where(m => !Silent.Contains(m) && !ports.Contains(m)).ToList())
        {
            var input = after.Descriptor?.Inputs.FirstOrDefault(i => JsonReading.CamelCase(i.Name) == member);
            var (old, now) = (InWords(before.Json[member], input), InWords(after.Json[member], input));
            if (old != now)
            {
                var name = input?.DisplayName ?? after.Descriptor?.Outputs.FirstOrDefault(o => JsonReading.CamelCase(o.Name) == member)?.DisplayName ?? member;
                Add(ChangeKind.Changed, $"{Quoted(after)}: {name} is {now} instead of {old}.");
            }
        }

        if (before.CanStartWorkflow != after.CanStartWorkflow)
        {
            Add(ChangeKind.Changed, $"{Quoted(after)} {(after.CanStartWorkflow ? "can start the workflow now" : "no longer starts the workflow")}.");
        }
    }

    private void CompareWays(Dictionary<string, ActivityNode> old, Dictionary<string, ActivityNode> now)
    {
        var (before, after) = (Ways(old), Ways(now));
        foreach (var way in before.Keys.Union(after.Keys))
        {
            var (led, leads) = (before.GetValueOrDefault(way, []), after.GetValueOrDefault(way, []));
            var (gone, made) = (led.Where(t => leads.All(l => l.NodeId != t.NodeId)).ToList(), leads.Where(t => led.All(l => l.NodeId != t.NodeId)).ToList());
            var from = now.GetValueOrDefault(way.Source) ?? old[way.Source];
            var start = $"From {Quoted(from)} by \"{way.Port}\" the way";
            if (made.Count > 0)
            {
                Add(ChangeKind.Rewired, $"{start} leads to {List(made)}{(gone.Count > 0 ? $" instead of {List(gone)}" : led.Count > 0 ? " as well" : "")}.");
            }
            else if (gone.Count > 0 && now.ContainsKey(way.Source))
            {
                Add(ChangeKind.Rewired, $"{start} no longer leads to {List(gone)}{(leads.Count == 0 ? "; nothing follows" : "")}.");
            }
        }
    }

    private void CompareWhole(WorkflowDefinition before, WorkflowDefinition after)
    {
        if (before.Name != after.Name)
        {
            Add(ChangeKind.Changed, $"The workflow is called \"{after.Name}\" instead of \"{before.Name}\".");
        }

        if (before.Description != after.Description)
        {
            Add(ChangeKind.Changed, "The description of the workflow is another.");
        }

        CompareNamed("variable", before.Variables, after.Variables, v => v.Name, v => $"{v.TypeName}{(v.IsArray ? "[]" : "")} {v.Value?.ToJsonString()}");
        CompareNamed("input", before.Inputs, after.Inputs, i => i.Name, i => $"{i.TypeName}{(i.IsArray ? "[]" : "")} {i.DefaultValue?.ToJsonString()}");
        CompareNamed("output", before.Outputs, after.Outputs, o => o.Name, o => $"{o.TypeName}{(o.IsArray ? "[]" : "")}");
        foreach (var (option, words) in new[] { ("incidentStrategyType", "What happens after a failure"), ("usableAsActivity", "Whether other workflows can use this one"), ("activityCategory", "The group in the palette") })
        {
            var (old, now) = (Option(before, option), Option(after, option));
            if (old != now)
            {
                Add(ChangeKind.Changed, $"{words} is {now} instead of {old}.");
            }
        }
    }

    private void CompareNamed<T>(string what, IReadOnlyList<T> before, IReadOnlyList<T> after, Func<T, string> name, Func<T, string> value)
    {
        foreach (var added in after.Where(a => before.All(b => name(b) != name(a))))
        {
            Add(ChangeKind.Added, $"The {what} \"{name(added)}\" is added.");
        }

        foreach (var removed in before.Where(b => after.All(a => name(a) != name(b))))
        {
            Add(ChangeKind.Removed, $"The {what} \"{name(removed)}\" is removed.");
        }

        foreach (var (old, now) in before.Join(after, name, name, (b, a) => (b, a)).Where(pair => value(pair.b) != value(pair.a)))
        {
            Add(ChangeKind.Changed, $"The {what} \"{name(now)}\" is {value(now)} instead of {value(old)}.");
        }
    }

    private static Dictionary<(string Source, string Port), List<ActivityNode>> Ways(Dictionary<string, ActivityNode> nodes) =>
        nodes.Values.SelectMany(n => n.Lines).GroupBy(l => (l.Source.NodeId, l.SourcePort)).ToDictionary(g => g.Key, g => g.Select(l => l.Target).ToList());

    private static string InWords(JsonNode? member, InputDescriptor? input)
    {
        var expression = (member as JsonObject)?["expression"] as JsonObject;
        var value = expression is not null ? expression["value"] : member is JsonObject { Count: > 0 } wrapped && wrapped.ContainsKey("typeName") ? wrapped["memoryReference"] : member;
        if (value is null)
        {
            return input?.DefaultValue is { } usual ? $"{usual} (as usual)" : "nothing";
        }

        var text = value is JsonObject reference && (reference.Text("name") ?? reference.Text("id")) is { } named ? named
            : value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString(JsonReading.Indented).ReplaceLineEndings(" ");
        return expression?.Text("type") is { } type and not ("Literal" or "Object") ? $"{type}: {text}"
            : text.Length == 0 ? "empty"
            : input?.DefaultValue?.ToString() == text ? $"{text} (as usual)" : text;
    }

    private static string Option(WorkflowDefinition definition, string name) =>
        (definition.Json["options"] as JsonObject)?[name] is { } value && value.ToString() is { Length: > 0 } text and not "false" ? $"\"{text.Split(',')[0].Split('.')[^1]}\"" : "as usual";

    private void Add(ChangeKind kind, string sentence) => _changes.Add(new DefinitionChange(kind, sentence));

    private static string Quoted(ActivityNode node) => $"\"{Called(node)}\"";

    private static string Kind(ActivityNode node) => node.Descriptor?.DisplayName ?? node.Type;

    private static string List(IEnumerable<ActivityNode> nodes) => string.Join(" and ", nodes.Select(Quoted));
}
