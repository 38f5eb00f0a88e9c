using System.Text.Json.Nodes;

namespace PracticeReview.Workflows.Execution;

/// <summary>What a burst did beyond the state: journal, lines, stimuli for other instances, workflows to start. The host carries the last two out after saving.</summary>
public sealed record Burst(IReadOnlyList<JournalEntry> Journal, IReadOnlyList<string> Lines)
{
    /// <summary>Events published by the burst.</summary>
    public IReadOnlyList<PublishedStimulus> Published { get; init; } = [];

    /// <summary>Workflows that the burst wants started.</summary>
    public IReadOnlyList<StartRequest> Starts { get; init; } = [];
}

/// <summary>An event for waiting instances: all, those of one correlation id, or one instance.</summary>
public sealed record PublishedStimulus(Stimulus Stimulus, string? CorrelationId, string? InstanceId);

/// <summary>A workflow to start: which, as which instance, with what, for which parent.</summary>
public sealed record StartRequest(string DefinitionId, string InstanceId, string? CorrelationId, IReadOnlyDictionary<string, JsonNode?> Input, string ParentInstanceId);

/// <summary>A line of an instance's journal. <paramref name="EventName"/>: Started, Completed, Faulted, Suspended, Resumed or Cancelled.</summary>
public sealed record JournalEntry(
    string Id,
    string InstanceId,
    string ActivityInstanceId,
    string? ParentActivityInstanceId,
    string ActivityId,
    string ActivityNodeId,
    string ActivityType,
    string? ActivityName,
    string EventName,
    DateTimeOffset Timestamp,
    long Sequence,
    IReadOnlyList<string> Outcomes,
    string? Message);

/// <summary>Limits of a burst.</summary>
public sealed record BurstOptions
{
    /// <summary>The usual limits.</summary>
    public static BurstOptions Default { get; } = new();

    /// <summary>Activities run in one burst before it is taken for an endless loop.</summary>
    public int MaximumActivities { get; init; } = 50_000;

    /// <summary>Exceptions that end the burst, so that the host rolls back and tries again, instead of becoming incidents: a lost database, a lost race.</summary>
    public Func<Exception, bool> Aborts { get; init; } = _ => false;
}
