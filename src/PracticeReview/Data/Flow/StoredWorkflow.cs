namespace PracticeReview.Data.Flow;

/// <summary>One version of a workflow definition.</summary>
public sealed class StoredDefinition
{
    /// <summary>Identity of the version.</summary>
    public required string Id { get; init; }

    /// <summary>What all versions of the workflow share.</summary>
    public required string DefinitionId { get; init; }

    /// <summary>1, 2, …</summary>
    public required int Version { get; init; }

    /// <summary>Name shown to administrators.</summary>
    public required string Name { get; set; }

    /// <summary>The newest version.</summary>
    public bool IsLatest { get; set; }

    /// <summary>The version that new submissions take.</summary>
    public bool IsPublished { get; set; }

    /// <summary>Came with the product; otherwise an administrator made it.</summary>
    public bool IsShipped { get; init; }

    /// <summary>The definition in Elsa's format. Never changed once an instance runs on it.</summary>
    public required string Json { get; set; }

    /// <summary>When the version was made (UTC).</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>A workflow under way or ended.</summary>
public sealed class StoredInstance
{
    /// <summary>Identity.</summary>
    public required string Id { get; init; }

    /// <summary>The workflow.</summary>
    public required string DefinitionId { get; init; }

    /// <summary>The version it runs on.</summary>
    public required string DefinitionVersionId { get; init; }

    /// <summary>What it is about: the practice that it moves, as text, if it moves one.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>The instance that started it, if one did.</summary>
    public string? ParentId { get; init; }

    /// <summary>Running or Finished.</summary>
    public required string Status { get; init; }

    /// <summary>Elsa's sub-status: Suspended, Finished, Faulted, Cancelled, …</summary>
    public required string SubStatus { get; init; }

    /// <summary>The state of the runtime, as JSON.</summary>
    public required string State { get; init; }

    /// <summary>When it started (UTC).</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last moved (UTC).</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When it ended (UTC).</summary>
    public DateTimeOffset? FinishedAt { get; init; }
}

/// <summary>What an instance waits for, so that a stimulus or the clock finds it by index.</summary>
public sealed class StoredBookmark
{
    /// <summary>Identity.</summary>
    public required string Id { get; init; }

    /// <summary>The instance that waits.</summary>
    public required string InstanceId { get; init; }

    /// <summary>Hash of the stimulus that wakes it.</summary>
    public required string Hash { get; init; }

    /// <summary>When it is taken up: at its time, at once after a stimulus, or again after a failure (UTC); null while only a stimulus can wake it.</summary>
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>Whether a stimulus woke it.</summary>
    public bool Woken { get; init; }

    /// <summary>What came with the stimulus, as JSON.</summary>
    public string? Payload { get; init; }

    /// <summary>Bursts that failed at it.</summary>
    public int Attempts { get; init; }

    /// <summary>Given up after too many failures, until somebody has it tried again.</summary>
    public bool Parked { get; init; }

    /// <summary>What the last failure was.</summary>
    public string? Problem { get; init; }
}

/// <summary>Something that happened and that nobody has waited for yet.</summary>
public sealed class StoredStimulus
{
    /// <summary>Identity, in the order of arrival.</summary>
    public long Id { get; init; }

    /// <summary>Hash of its name and key; bookmarks that wait for it have the same.</summary>
    public required string Hash { get; init; }

    /// <summary>Only instances about this hear it.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>Only this instance hears it.</summary>
    public string? InstanceId { get; init; }

    /// <summary>What comes with it, as JSON.</summary>
    public string? Payload { get; init; }

    /// <summary>When it happened (UTC).</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it is forgotten (UTC).</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>A line of an instance's journal.</summary>
public sealed class StoredJournalEntry
{
    /// <summary>Identity.</summary>
    public required string Id { get; init; }

    /// <summary>The instance.</summary>
    public required string InstanceId { get; init; }

    /// <summary>Order within the instance.</summary>
    public required long Sequence { get; init; }

    /// <summary>Started, Completed, Faulted, Suspended, Resumed or Cancelled.</summary>
    public required string EventName { get; init; }

    /// <summary>Id of the activity in the definition.</summary>
    public required string ActivityId { get; init; }

    /// <summary>Type of the activity.</summary>
    public required string ActivityType { get; init; }

    /// <summary>Name of the activity in the definition.</summary>
    public string? ActivityName { get; init; }

    /// <summary>Outcomes of a completed activity.</summary>
    public required IReadOnlyList<string> Outcomes { get; init; }

    /// <summary>What went wrong, for a fault.</summary>
    public string? Message { get; init; }

    /// <summary>What the activity was given, as JSON, where the definition has it logged.</summary>
    public string? Inputs { get; init; }

    /// <summary>What it gave, as JSON, where the definition has it logged.</summary>
    public string? Outputs { get; init; }

    /// <summary>When (UTC).</summary>
    public required DateTimeOffset Timestamp { get; init; }
}
