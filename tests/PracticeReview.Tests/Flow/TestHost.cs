using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Tests.Flow;

/// <summary>Something that runs workflows, whatever it keeps them in, on a clock to move.</summary>
public abstract class TestHost : IAsyncDisposable
{
    public abstract FakeTimeProvider Time { get; }

    /// <summary>Publishes the next version of a workflow.</summary>
    public abstract Task PublishRootAsync(string id, JsonObject root, JsonObject? members = null);

    /// <summary>Publishes a workflow whose root is a sequence of these activities.</summary>
    public Task PublishAsync(string id, params JsonObject[] activities) => PublishRootAsync(id, Box("root", "Elsa.Sequence", "activities", activities));

    public abstract Task<WorkflowInstance> StartAsync(string id, string? correlation = null);

    public abstract Task SendAsync(string eventName, string? correlation = null, JsonNode? payload = null);

    /// <summary>Runs what is due.</summary>
    public abstract Task WorkAsync();

    public abstract Task<WorkflowInstance> RetryAsync(string instanceId, string activityInstanceId);

    public abstract Task<WorkflowInstance> CancelAsync(string instanceId);

    /// <summary>The instance as it is kept.</summary>
    public abstract Task<WorkflowInstance> InstanceAsync(string id);

    /// <summary>The journal of an instance, a line each: sequence, activity, event.</summary>
    public abstract Task<IReadOnlyList<(long Sequence, string Activity, string Event)>> JournalAsync(string instanceId);

    /// <summary>How often an activity completed, over all instances.</summary>
    public abstract Task<int> CompletedAsync(string activityId);

    /// <summary>Stimuli that nobody waited for yet.</summary>
    public abstract Task<int> KeptAsync();

    public abstract ValueTask DisposeAsync();

    public static JsonObject Act(string id, string type, params (string Name, JsonNode? Value)[] inputs)
    {
        var activity = new JsonObject { ["id"] = id, ["type"] = type };
        foreach (var (name, value) in inputs)
        {
            activity[name] = value is JsonObject ? value : Expression("Literal", value);
        }

        return activity;
    }

    public static JsonObject Expression(string type, JsonNode? value) =>
        new() { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = type, ["value"] = value } };

    /// <summary>An activity that holds others.</summary>
    public static JsonObject Box(string id, string type, string member, params JsonObject[] children) =>
        new() { ["id"] = id, ["type"] = type, [member] = new JsonArray([.. children]) };

    /// <summary>A flowchart with lines such as "a>b".</summary>
    public static JsonObject Chart(JsonObject[] activities, params string[] lines)
    {
        var chart = Box("root", "Elsa.Flowchart", "activities", activities);
        chart["connections"] = new JsonArray([.. lines.Select(line => line.Split('>')).Select(ends => (JsonNode)new JsonObject
        {
            ["source"] = new JsonObject { ["activity"] = ends[0], ["port"] = "Done" },
            ["target"] = new JsonObject { ["activity"] = ends[1], ["port"] = "In" },
        })]);
        return chart;
    }

    protected static JsonObject Definition(string id, int version, JsonObject root, JsonObject? members)
    {
        var json = new JsonObject
        {
            ["id"] = $"{id}-{version}", ["definitionId"] = id, ["name"] = id, ["version"] = version, ["isLatest"] = true, ["isPublished"] = true,
            ["variables"] = new JsonArray(new JsonObject { ["id"] = "x", ["name"] = "X", ["typeName"] = "Int32", ["value"] = "0" }),
            ["root"] = root,
        };
        foreach (var (name, value) in members ?? [])
        {
            json[name] = value?.DeepClone();
        }

        return json;
    }
}
