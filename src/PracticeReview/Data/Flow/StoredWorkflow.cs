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

    /// <summary>Was published once, or an instance runs on it: it never changes any more. A draft that nobody used is saved over.</summary>
    public bool IsFrozen { get; set; } = true;

    /// <summary>Other workflows may use it as an activity.</summary>
    public bool IsUsableAsActivity { get; set; }

    /// <summary>What the workflow is for.</summary>
    public string? Description { get; set; }

    /// <summary>Account of the administrator who saved it last; null for one that came with the product.</summary>
    public Guid? AuthorId { get; set; }

    /// <summary>Name of that administrator.</summary>
    public string? Author { get; set; }

    /// <summary>The definition in Elsa's format.</summary>
    public required string Json { get; set; }

    /// <summary>When the version was made (UTC).</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was saved over (UTC); null when it is as it was made.</summary>
    public DateTimeOffset? ChangedAt { get; set; }

    /// <summary>When it was published last (UTC); null when it never was.</summary>
    public DateTimeOffset? PublishedAt { get; set; }

    /// <summary>How often it was saved over.</summary>
    public int Saves { get; set; }

    /// <summary>Tells this content from that of any other save; publishing does not change it.</summary>
    public string Stamp => $"{Id}-{Saves}";
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

    /// <summary>Name that the workflow gave it, its first 200 characters; read from the state by the database.</summary>
    public string? Name { get; private set; }

    /// <summary>Number of the version that it runs on; read from the state by the database.</summary>
    public int Version { get; private set; }

    /// <summary>How often something went wrong; read from the state by the database.</summary>
    public int IncidentCount { get; private set; }

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

/// <summary>A line of an instance's journal; instance and sequence are its key.</summary>
public sealed class StoredJournalEntry
{
    /// <summary>Identity that the runtime gave it.</summary>
    public required string Id { get; init; }

    /// <summary>The instance.</summary>
    public required string InstanceId { get; init; }

    /// <summary>Order within the instance.</summary>
    public required long Sequence { get; init; }

    /// <summary>Started, Completed, Faulted, Suspended, Resumed or Cancelled; Migrated when the instance went to another version.</summary>
    public required string EventName { get; init; }

    /// <summary>The execution of the activity that it tells of; null in entries of earlier releases.</summary>
    public string? ActivityInstanceId { get; init; }

    /// <summary>The execution of the container around it.</summary>
    public string? ParentActivityInstanceId { get; init; }

    /// <summary>Path of ids that leads to the activity in the definition; null in entries of earlier releases.</summary>
    public string? NodeId { get; init; }

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
