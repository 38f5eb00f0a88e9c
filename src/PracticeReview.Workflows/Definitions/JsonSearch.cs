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

    /// <summary>What is written for an input, and how: "Literal", or the type of its expression. Null when nothing is.</summary>
    /// <param name="activity">The activity.</param>
    /// <param name="name">The input's name.</param>
    public static (string Syntax, string? Value)? WrittenInput(this JsonObject activity, string name) => activity[JsonReading.CamelCase(name)] switch
    {
        JsonObject input => input["expression"] is JsonObject expression ? (expression.Text("type") ?? "Literal", expression["value"]?.ToString()) : null,
        JsonValue value => ("Literal", value.ToString()),
        _ => null,
    };
}
