using System.Text.Json.Nodes;

namespace PracticeReview.Web.Api.Elsa;

/// <summary>
/// Activities whose type nobody knows here. The Studio drops the whole drawing when it meets one, and would save it empty;
/// so it gets Elsa's placeholder in its place, which holds the activity as it was until it is saved.
/// </summary>
internal static class UnknownActivities
{
    /// <summary>Type of the placeholder.</summary>
    public const string Placeholder = "Elsa.NotFoundActivity";

    /// <summary>The placeholder as an activity type.</summary>
    public static readonly object Descriptor = new
    {
        typeName = Placeholder, @namespace = "Elsa", name = "NotFoundActivity", version = 1, category = "System", displayName = "Unknown activity",
        description = "Stands for an activity whose type is not known here.", inputs = Array.Empty<object>(), outputs = Array.Empty<object>(), kind = "Action",
        ports = new[] { new { name = "Done", displayName = "Done", type = "Flow", isBrowsable = true } }, customProperties = new { }, constructionProperties = new { },
        isContainer = false, isBrowsable = false, isStart = false, isTerminal = false,
    };

    /// <summary>Puts the placeholder in the place of an activity.</summary>
    public static void Hide(JsonObject activity)
    {
        var original = activity.ToJsonString();
        var (type, version) = (ElsaApi.Text(activity, "type"), activity["version"]?.DeepClone());
        foreach (var member in activity.Select(m => m.Key).Where(m => m is not ("id" or "nodeId" or "name" or "metadata" or "customProperties")).ToList())
        {
            activity.Remove(member);
        }

        activity["type"] = Placeholder;
        activity["version"] = 1;
        activity["missingTypeName"] = type;
        activity["missingTypeVersion"] = version ?? 1;
        activity["originalActivityJson"] = original;
    }

    /// <summary>Puts what placeholders hold back, where they were moved to.</summary>
    public static JsonObject Restored(JsonObject definition)
    {
        Restore(definition["root"]);
        return definition;
    }

    private static void Restore(JsonNode? node)
    {
        if (node is JsonObject activity && ElsaApi.Text(activity, "type") == Placeholder && ElsaApi.Text(activity, "originalActivityJson") is { } text
            && JsonNode.Parse(text) is JsonObject original)
        {
            var metadata = activity["metadata"]?.DeepClone();
            activity.Remove("originalActivityJson");
            activity.Remove("missingTypeName");
            activity.Remove("missingTypeVersion");
            foreach (var (member, value) in original.Where(m => m.Key is not ("id" or "nodeId" or "name")))
            {
                activity[member] = value?.DeepClone();
            }

            activity["metadata"] = metadata;
        }

        foreach (var child in node switch { JsonObject o => o.Select(m => m.Value).ToList(), JsonArray a => a.ToList(), _ => [] })
        {
            Restore(child);
        }
    }
}
