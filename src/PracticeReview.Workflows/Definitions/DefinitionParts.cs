using System.Text.Json;
using System.Text.Json.Nodes;

namespace PracticeReview.Workflows.Definitions;

/// <summary>A variable of a workflow or container. <paramref name="Value"/> is its first value.</summary>
public sealed record VariableDefinition(string Id, string Name, string TypeName, bool IsArray, JsonNode? Value)
{
    internal static IReadOnlyList<VariableDefinition> ReadAll(JsonNode? variables)
    {
        if (variables is not JsonArray { Count: > 0 } array)
        {
            return [];
        }

        return [.. array.OfType<JsonObject>().Select((v, i) =>
        {
            var name = v.Text("name") is { Length: > 0 } given ? given : $"Variable{i + 1}";
            return new VariableDefinition(v.Text("id") ?? name, name, v.Text("typeName") ?? "Object", v.Flag("isArray"), v["value"]);
        })];
    }
}

/// <summary>What a workflow is given at its start.</summary>
public sealed record InputDefinition(string Name, string TypeName, bool IsArray, string? DisplayName, string? Description, string? Category, string? UIHint, JsonNode? DefaultValue)
{
    internal static InputDefinition Read(JsonObject json) => new(
        json.Text("name") ?? "", json.Text("type") ?? "Object", json.Flag("isArray"), json.Text("displayName"), json.Text("description"), json.Text("category"), json.Text("uiHint"), json["defaultValue"]);

    /// <summary>A value that a person typed: JSON objects and arrays as such; everything else is text, converted where the input declares a type.</summary>
    public static JsonNode? Typed(string text)
    {
        try
        {
            return text.StartsWith('{') || text.StartsWith('[') ? JsonNode.Parse(text) : JsonValue.Create(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }
}

/// <summary>What a workflow gives back.</summary>
public sealed record OutputDefinition(string Name, string TypeName, bool IsArray, string? DisplayName, string? Description)
{
    internal static OutputDefinition Read(JsonObject json) => new(
        json.Text("name") ?? "", json.Text("type") ?? "Object", json.Flag("isArray"), json.Text("displayName"), json.Text("description"));
}
