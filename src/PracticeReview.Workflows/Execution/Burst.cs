using System.Text.Json.Nodes;
using PracticeReview.Workflows.Hosting;

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
public sealed record StartRequest(string DefinitionId, string InstanceId, string? CorrelationId, IReadOnlyDictionary<string, JsonNode?> Input, string ParentInstanceId)
{
    /// <summary>Generation of the new instance.</summary>
    public int Generation { get; init; }

    /// <summary>Spread of the new instance, see <see cref="WorkflowInstance.Spread"/>.</summary>
    public int Spread { get; init; } = 1;
}

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
    string? Message)
{
    /// <summary>What the activity was given, by input name, where the log setting says so; never sensitive inputs.</summary>
    public IReadOnlyDictionary<string, JsonNode?>? Inputs { get; init; }

    /// <summary>What it gave, by output name, where the log setting says so.</summary>
    public IReadOnlyDictionary<string, JsonNode?>? Outputs { get; init; }
}

/// <summary>Limits of a burst, and what its host can do for it.</summary>
public sealed record BurstOptions
{
    /// <summary>The usual limits.</summary>
    public static BurstOptions Default { get; } = new();

    /// <summary>Activities run in one burst before it is taken for an endless loop.</summary>
    public int MaximumActivities { get; init; } = 50_000;

    /// <summary>Workflows that may come from one, each started within a minute of the one before, as far as an instance can know: its generation times its spread. What is started in several bursts, with pauses between, is not counted together.</summary>
    public int MaximumKin { get; init; } = 50_000;

    /// <summary>Exceptions that end the burst, so that the host rolls back and tries again, instead of becoming incidents: a lost database, a lost race.</summary>
    public Func<Exception, bool> Aborts { get; init; } = _ => false;

    /// <summary>Whether a journal is written.</summary>
    public bool WritesJournal { get; init; } = true;

    /// <summary>Whether the journal keeps inputs and outputs where a definition doesn't say. Off, so that nothing personal is kept by accident.</summary>
    public bool LogsValues { get; init; }

    /// <summary>Told each line when it is written.</summary>
    public Action<string>? OnLine { get; init; }

    /// <summary>Whether a workflow can be started; where not given, a start that fails is told to who waits for it.</summary>
    public Func<string, CancellationToken, ValueTask<bool>>? Knows { get; init; }

    /// <summary>Runs a workflow within this burst and gives its instance; null when it can't now. Where not given, children run after the burst.</summary>
    public Func<StartRequest, CancellationToken, Task<WorkflowInstance?>>? RunsChild { get; init; }

    /// <summary>Takes e-mails instead of the sender that is registered.</summary>
    public EmailSender? EmailSender { get; init; }
}
