using System.Text.Json.Nodes;

namespace PracticeReview.Workflows.Definitions;

/// <summary>Looks through a definition as JSON, whatever its activities are and however they contain each other.</summary>
public static class JsonSearch
{
    /// <summary>Every object in it, from the outside in; itself first, when it is one.</summary>
    public static IEnumerable<JsonObject> EveryObject(this JsonNode? node)
    {
        var waiting = new Stack<JsonNode?>([node]);
        while (waiting.TryPop(out var next))
        {
            if (next is JsonObject found)
            {
                yield return found;
            }

            foreach (var child in next switch { JsonObject json => json.Select(member => member.Value), JsonArray items => items, _ => [] })
            {
                waiting.Push(child);
            }
        }
    }

    /// <summary>The value that an input has as it is written, without being worked out; null when there is none.</summary>
    /// <param name="activity">The activity.</param>
    /// <param name="name">The input's name, in PascalCase.</param>
    public static string? LiteralInput(this JsonObject activity, string name) => activity[JsonReading.CamelCase(name)] switch
    {
        JsonObject input when input["expression"] is JsonObject expression => expression.Text("type") is "Literal" ? expression["value"]?.ToString() : null,
        JsonValue value => value.ToString(),
        _ => null,
    };

    /// <summary>The value that is written in an input's expression; null when there is none.</summary>
    public static string? WrittenInput(this JsonObject activity, string name) => ((activity[name] as JsonObject)?["expression"] as JsonObject)?["value"]?.ToString();
}
