using System.Text.Json.Nodes;
using PracticeReview.Workflows.Definitions;

namespace PracticeReview.Workflows.Tests;

/// <summary>Writes definitions for tests.</summary>
internal static class Flow
{
    public static WorkflowDefinition Workflow(JsonObject root, Action<JsonObject>? change = null)
    {
        var json = new JsonObject
        {
            ["id"] = "w-1", ["definitionId"] = "w", ["name"] = "W", ["version"] = 1, ["isPublished"] = true,
            ["variables"] = new JsonArray(new JsonObject { ["id"] = "x", ["name"] = "X", ["typeName"] = "Int32", ["value"] = "0" }),
            ["root"] = root,
        };
        change?.Invoke(json);
        return WorkflowDefinition.Read(json);
    }

    public static JsonObject Sequence(params JsonObject[] activities) => Activity("root", "Elsa.Sequence", ("activities", new JsonArray(activities)));

    public static JsonObject Chart(JsonObject[] activities, params string[] lines) => Activity("root", "Elsa.Flowchart",
        ("activities", new JsonArray(activities)),
        ("connections", new JsonArray([.. lines.Select(Line)])));

    public static JsonObject Activity(string id, string type, params (string Member, JsonNode? Value)[] members)
    {
        var json = new JsonObject { ["id"] = id, ["name"] = id, ["type"] = type };
        foreach (var (member, value) in members)
        {
            json[member] = value;
        }

        return json;
    }

    public static JsonObject Write(string id) => Activity(id, "Elsa.WriteLine", ("text", Literal(id)));

    public static JsonObject WriteJs(string id, string code) => Activity(id, "Elsa.WriteLine", ("text", Js(code)));

    public static JsonObject Delay(string id, string span) => Activity(id, "Elsa.Delay", ("timeSpan", Literal(span)));

    public static JsonObject Event(string id, string? name = null) => Activity(id, "Elsa.Event", ("eventName", Literal(name ?? id)));

    public static JsonObject Literal(JsonNode? value) => Expression("Literal", value);

    public static JsonObject Js(string code) => Expression("JavaScript", code);

    public static JsonObject Expression(string type, JsonNode? value) => new() { ["expression"] = new JsonObject { ["type"] = type, ["value"] = value } };

    // "a>b" or "a:True>b"
    private static JsonNode Line(string line)
    {
        var (from, to) = (line.Split('>')[0], line.Split('>')[1]);
        return new JsonObject
        {
            ["source"] = new JsonObject { ["activity"] = from.Split(':')[0], ["port"] = from.Contains(':') ? from.Split(':')[1] : null },
            ["target"] = new JsonObject { ["activity"] = to, ["port"] = "In" },
        };
    }
}
