using System.Text.Json.Nodes;
using PracticeReview.Tests.Flow;
using PracticeReview.Workflows.Definitions;

namespace PracticeReview.Tests.Simulation;

/// <summary>The shipped definition, redrawn as an administrator would.</summary>
internal sealed class Drawing
{
    private readonly JsonObject _json = JsonNode.Parse(File.ReadAllText(Path.Combine(Journey.Workflows, "practice-review.json")))!.AsObject();

    public WorkflowDefinition Definition => WorkflowDefinition.Read(_json.DeepClone().AsObject());

    private JsonArray Activities => _json["root"]!["activities"]!.AsArray();

    private JsonArray Connections => _json["root"]!["connections"]!.AsArray();

    /// <summary>Sets an input of the activity of this id.</summary>
    public Drawing Set(string id, string input, JsonNode value)
    {
        Activity(id)[input] = new JsonObject { ["expression"] = new JsonObject { ["type"] = value is JsonArray ? "Object" : "Literal", ["value"] = value is JsonArray ? value.ToJsonString() : value } };
        return this;
    }

    /// <summary>Takes an activity out; what led to it leads to where its outcome led.</summary>
    public Drawing TakeOut(string id, string outcome = "Done")
    {
        var next = Connections.First(c => Source(c!) == id && c!["source"]!["port"]!.ToString() == outcome)!["target"]!["activity"]!.ToString();
        foreach (var line in Connections.Where(c => c!["target"]!["activity"]!.ToString() == id))
        {
            line!["target"]!["activity"] = next;
        }

        return Cut(id);
    }

    /// <summary>Takes an activity out, and the lines to it and from it.</summary>
    public Drawing Cut(string id)
    {
        foreach (var line in Connections.Where(c => Source(c!) == id || c!["target"]!["activity"]!.ToString() == id).ToList())
        {
            Connections.Remove(line);
        }

        Activities.Remove(Activity(id));
        return this;
    }

    /// <summary>Draws a line.</summary>
    public Drawing Connect(string from, string outcome, string to)
    {
        foreach (var line in Connections.Where(c => Source(c!) == from && c!["source"]!["port"]!.ToString() == outcome).ToList())
        {
            Connections.Remove(line);
        }

        Connections.Add(new JsonObject
        {
            ["source"] = new JsonObject { ["activity"] = from, ["port"] = outcome },
            ["target"] = new JsonObject { ["activity"] = to, ["port"] = "In" },
        });
        return this;
    }

    private JsonObject Activity(string id) => Activities.First(a => a!["id"]!.ToString() == id)!.AsObject();

    private static string Source(JsonNode line) => line["source"]!["activity"]!.ToString();
}
