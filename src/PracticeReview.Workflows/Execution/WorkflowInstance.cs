using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using PracticeReview.Workflows.Definitions;

namespace PracticeReview.Workflows.Execution;

/// <summary>Whether an instance goes on.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<WorkflowStatus>))]
public enum WorkflowStatus
{
    /// <summary>Not ended.</summary>
    Running,

    /// <summary>Ended, well or not.</summary>
    Finished,
}

/// <summary>How an instance stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<WorkflowSubStatus>))]
public enum WorkflowSubStatus
{
    /// <summary>Not started.</summary>
    Pending,

    /// <summary>In a burst.</summary>
    Executing,

    /// <summary>Waits.</summary>
    Suspended,

    /// <summary>Ended well.</summary>
    Finished,

    /// <summary>Stopped by someone.</summary>
    Cancelled,

    /// <summary>Stopped by an incident.</summary>
    Faulted,
}

/// <summary>State of a workflow under way; plain data, written and read with System.Text.Json.</summary>
public sealed class WorkflowInstance
{
    /// <summary>Characters that a correlation id has at most.</summary>
    public const int LongestCorrelationId = 450;

    /// <summary>Identity.</summary>
    public required string Id { get; init; }

    /// <summary>The workflow.</summary>
    public required string DefinitionId { get; set; }

    /// <summary>The version that it runs on.</summary>
    public required string DefinitionVersionId { get; set; }

    /// <summary>Number of that version.</summary>
    public int Version { get; set; }

    /// <summary>Goes on or not.</summary>
    [JsonIgnore]
    public WorkflowStatus Status => SubStatus is WorkflowSubStatus.Finished or WorkflowSubStatus.Cancelled or WorkflowSubStatus.Faulted ? WorkflowStatus.Finished : WorkflowStatus.Running;

    /// <summary>How it stands.</summary>
    public WorkflowSubStatus SubStatus { get; set; }

    /// <summary>What it is about, for those who look for it: at most <see cref="LongestCorrelationId"/> characters, so that it can be found by an index.</summary>
    /// <exception cref="InvalidOperationException">It is longer.</exception>
    public string? CorrelationId
    {
        get;
        set => field = CheckedCorrelation(value);
    }

    /// <summary>Name given by the workflow.</summary>
    public string? Name { get; set; }

    /// <summary>The instance that started this one and may wait for it.</summary>
    public string? ParentInstanceId { get; set; }

    /// <summary>How many started one another before it, each within a minute of its own first burst.</summary>
    public int Generation { get; set; }

    /// <summary>How many may have been started in the same generation: what was started beside each of them in the same burst, multiplied.</summary>
    public int Spread { get; set; } = 1;

    /// <summary>When its first burst began (UTC); null before.</summary>
    public DateTimeOffset? StartedAt { get; set; }

    /// <summary>Id of the trigger that started it; null when started by hand.</summary>
    public string? TriggerActivityId { get; set; }

    /// <summary>What it was given, by input name.</summary>
    public Dictionary<string, JsonNode?> Input { get; init; } = [];

    /// <summary>What it gives back, by output name.</summary>
    public Dictionary<string, JsonNode?> Output { get; init; } = [];

    /// <summary>What activities gave, by activity id and output name: the latest of each.</summary>
    public Dictionary<string, Dictionary<string, JsonNode?>> ActivityOutput { get; init; } = [];

    /// <summary>The latest value of an output called Result.</summary>
    public JsonNode? LastResult { get; set; }

    /// <summary>Where it waits.</summary>
    public List<Bookmark> Bookmarks { get; init; } = [];

    /// <summary>What went wrong.</summary>
    public List<Incident> Incidents { get; init; } = [];

    /// <summary>Executions that haven't ended, and those around them; parents first.</summary>
    public List<ActivityExecution> ActivityExecutions { get; init; } = [];

    /// <summary>What was still to be run when a fault stopped the burst; a retry goes on with it.</summary>
    public List<ScheduledActivity> Scheduled { get; init; } = [];

    /// <summary>Number of the last journal entry.</summary>
    public long JournalSequence { get; set; }

    /// <summary>When it was made (UTC).</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it last moved (UTC).</summary>
    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>When it ended (UTC).</summary>
    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>The workflow's variables and their values; empty before the start and after the end.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, JsonNode?> Variables => ActivityExecutions.Find(e => e.ParentId is null)?.Variables ?? [];

    /// <summary>A new instance of a definition.</summary>
    public static WorkflowInstance Of(WorkflowDefinition definition, string id, DateTimeOffset now) => new()
    {
        Id = id,
        DefinitionId = definition.DefinitionId,
        DefinitionVersionId = definition.Id,
        Version = definition.Version,
        CreatedAt = now,
        UpdatedAt = now,
    };

    internal static string? CheckedCorrelation(string? id) => id is not { Length: > LongestCorrelationId }
        ? id
        : throw new InvalidOperationException($"A correlation id has at most {LongestCorrelationId} characters; this one has {id.Length}.");

    /// <summary>The state as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, StateJson.Options);

    /// <summary>Reads a state.</summary>
    /// <exception cref="JsonException">Not a state.</exception>
    public static WorkflowInstance FromJson(string json) =>
        JsonSerializer.Deserialize<WorkflowInstance>(json, StateJson.Options) ?? throw new JsonException("The state of an instance is empty.");
}
