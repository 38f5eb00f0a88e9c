using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using PracticeReview.Workflows.Activities;
using PracticeReview.Workflows.Definitions;

namespace PracticeReview.Workflows.Execution;

/// <summary>How an execution of an activity stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ActivityStatus>))]
public enum ActivityStatus
{
    /// <summary>Under way.</summary>
    Running,

    /// <summary>Ended well.</summary>
    Completed,

    /// <summary>No longer wanted.</summary>
    Cancelled,

    /// <summary>Stopped by an incident; can be retried.</summary>
    Faulted,
}

/// <summary>One execution of an activity: what of it survives a suspension, and its ties within a burst.</summary>
public sealed class ActivityExecution
{
    /// <summary>Identity, the same across resumes.</summary>
    public required string Id { get; init; }

    /// <summary>The execution of the container; null for the workflow itself.</summary>
    public string? ParentId { get; init; }

    /// <summary>The activity.</summary>
    public required string NodeId { get; init; }

    /// <summary>How it stands.</summary>
    public ActivityStatus Status { get; set; }

    /// <summary>What the container wrote on it when scheduling.</summary>
    public string? Tag { get; init; }

    /// <summary>What the activity remembers.</summary>
    public Dictionary<string, object?>? State { get; set; }

    /// <summary>Variables of this scope and their values.</summary>
    public Dictionary<string, JsonNode?>? Variables { get; set; }

    private List<ActivityExecution>? _openChildren;

    [JsonIgnore]
    internal bool HasOpenChildren => _openChildren is { Count: > 0 };

    /// <summary>Position among the executions of the burst, in the order of their beginning.</summary>
    [JsonIgnore]
    internal int Order { get; set; }

    [JsonIgnore]
    internal ActivityNode Node { get; set; } = null!;

    [JsonIgnore]
    internal ActivityExecution? Parent { get; set; }

    [JsonIgnore]
    internal Activity? Activity { get; set; }

    [JsonIgnore]
    internal List<ActivityExecution> OpenChildren => _openChildren ??= [];

    /// <summary>Children scheduled and not begun.</summary>
    [JsonIgnore]
    internal int ScheduledChildren { get; set; }

    [JsonIgnore]
    internal string[]? PendingOutcomes { get; set; }

    /// <summary>Outputs that the journal keeps.</summary>
    [JsonIgnore]
    internal Dictionary<string, JsonNode?>? LoggedOutputs { get; set; }

    [JsonIgnore]
    internal bool HasEnded => Status is ActivityStatus.Completed or ActivityStatus.Cancelled;

    /// <summary>Drops the ties of an earlier burst, for an instance that stayed in memory.</summary>
    internal void ForgetBurst()
    {
        _openChildren = null;
        ScheduledChildren = 0;
        Activity = null;
        PendingOutcomes = null;
    }

    internal T? Get<T>(string key)
    {
        if (State is null || !State.TryGetValue(key, out var value))
        {
            return default;
        }

        if (value is JsonElement json && typeof(T) != typeof(JsonElement))
        {
            var read = json.Deserialize<T>(StateJson.Options);
            State[key] = read;
            return read;
        }

        return value is T typed ? typed : default;
    }

    internal void Set<T>(string key, T value) => (State ??= new(StringComparer.Ordinal))[key] = value;
}

/// <summary>An activity that waits for its turn: in which container, with which tag and variables of its own.</summary>
public sealed record ScheduledActivity(string NodeId, string OwnerId, string? Tag, Dictionary<string, JsonNode?>? Variables);
