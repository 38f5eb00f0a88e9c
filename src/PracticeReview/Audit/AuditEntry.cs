namespace PracticeReview.Audit;

/// <summary>Who did what, when and why. Rows are only ever added.</summary>
public sealed class AuditEntry
{
    /// <summary>Identity.</summary>
    public required Guid Id { get; init; }

    /// <summary>When (UTC).</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What was done, as a dotted name such as "reviewer.replaced" or "submission.withdrawn".</summary>
    public required string Action { get; init; }

    /// <summary>Account of the person; null when the workflow or a reviewer did it.</summary>
    public Guid? UserId { get; init; }

    /// <summary>Who it was in words: a person's name, "Workflow", "Reviewer".</summary>
    public required string Actor { get; init; }

    /// <summary>The practice concerned, if any.</summary>
    public Guid? PracticeId { get; init; }

    /// <summary>The assignment concerned, if any.</summary>
    public Guid? AssignmentId { get; init; }

    /// <summary>What happened, as a sentence for editors.</summary>
    public required string Summary { get; init; }

    /// <summary>The reason given, if one was.</summary>
    public string? Reason { get; init; }
}
