using System.Text.Json.Nodes;

namespace PracticeReview.Web.Api.Elsa;

/// <summary>An activity with what it contains, as the Studio walks through nested flows.</summary>
internal sealed class ActivityTree
{
    private readonly List<ActivityTree> _children = [];

    private ActivityTree(JsonObject activity, string? port, ActivityTree? parent) => (Activity, Port, Parent) = (activity, port, parent);

    public JsonObject Activity { get; }

    /// <summary>The member of the container that holds it.</summary>
    public string? Port { get; }

    public ActivityTree? Parent { get; }

    private string NodeId => ElsaApi.Text(Activity, "nodeId") ?? "";

    private string Id => ElsaApi.Text(Activity, "id") ?? "";

    /// <summary>The tree of a definition.</summary>
    public static ActivityTree Of(JsonObject definition)
    {
        var root = new ActivityTree(definition["root"]!.AsObject(), "root", null);
        root.Grow(root.Activity, null);
        return root;
    }

    /// <summary>An activity by its path; the whole tree without one.</summary>
    public ActivityTree? Find(string? nodeId) =>
        string.IsNullOrEmpty(nodeId) || NodeId == nodeId || Id == nodeId ? this : _children.Select(child => child.Find(nodeId)).FirstOrDefault(found => found is not null);

    /// <summary>As Elsa's activity node.</summary>
    public JsonObject ToJson(bool deep) => new()
    {
        ["activity"] = Activity.DeepClone(),
        ["activityId"] = Id,
        ["nodeId"] = NodeId,
        ["port"] = Port,
        ["children"] = deep ? new JsonArray([.. _children.Select(child => (JsonNode)child.ToJson(deep: true))]) : new JsonArray(),
    };

    /// <summary>The way from the root to this activity, and the container that shows it.</summary>
    public JsonObject Segments()
    {
        var container = this;
        while (container.Parent is not null && container.Activity["activities"] is not JsonArray)
        {
            container = container.Parent;
        }

        if (container == this && Parent is not null)
        {
            container = Parent;
        }

        var segments = new JsonArray();
        for (var (node, parent) = (container, container.Parent); parent is not null; (node, parent) = (parent, parent.Parent))
        {
            segments.Insert(0, new JsonObject { ["activityNodeId"] = parent.NodeId, ["activityId"] = parent.Id, ["activityType"] = ElsaApi.Text(parent.Activity, "type"), ["portName"] = node.Port });
        }

        return new JsonObject { ["childNode"] = ToJson(deep: false), ["container"] = container.ToJson(deep: false), ["pathSegments"] = segments };
    }

    // An activity is an object with an id and a type that is a plain text.
    private void Grow(JsonNode? node, string? port)
    {
        foreach (var (name, value) in node as JsonObject ?? [])
        {
            foreach (var item in value as JsonArray ?? new JsonArray(value?.DeepClone()))
            {
                var held = value is JsonArray ? item : value;
                if (held is JsonObject { } activity && activity["type"] is JsonValue && activity["id"] is JsonValue && activity["nodeId"] is JsonValue)
                {
                    var child = new ActivityTree(activity, port ?? name, this);
                    _children.Add(child);
                    child.Grow(activity, null);
                }
                else if (held is JsonObject && name == "cases")
                {
                    Grow(held, ElsaApi.Text(held.AsObject(), "label"));
                }
            }
        }
    }
}
