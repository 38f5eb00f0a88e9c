using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PracticeReview.Workflows.Definitions;

/// <summary>Tolerant reading of members: a member of the wrong kind reads as absent.</summary>
internal static class JsonReading
{
    /// <summary>For people to read.</summary>
    public static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>How many objects and lists stand within one another; those that are empty don't count.</summary>
    public static int Depth(JsonNode? node) => node switch
    {
        JsonObject { Count: > 0 } json => 1 + json.Select(member => Depth(member.Value)).DefaultIfEmpty().Max(),
        JsonArray { Count: > 0 } list => 1 + list.Select(Depth).DefaultIfEmpty().Max(),
        _ => 0,
    };

    /// <summary>What somebody picked from a list: an object, which the Studio writes as the text of its JSON; null for a bare name or id.</summary>
    public static JsonObject? Picked(JsonNode? value)
    {
        if (value is JsonValue text && text.TryGetValue(out string? json) && json.TrimStart().StartsWith('{'))
        {
            try
            {
                return JsonNode.Parse(json) as JsonObject;
            }
            catch (JsonException)
            {
                return null;
            }
        }

        return value as JsonObject;
    }

    public static string? Text(this JsonObject json, string member) =>
        json[member] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    public static bool Flag(this JsonObject json, string member) =>
        json[member] is JsonValue value && value.GetValueKind() == JsonValueKind.True;

    public static IEnumerable<JsonObject> Objects(this JsonObject json, string member) =>
        (json[member] as JsonArray ?? []).OfType<JsonObject>();

    /// <summary>"OuterBoundInclusive" → "outerBoundInclusive".</summary>
    public static string CamelCase(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
