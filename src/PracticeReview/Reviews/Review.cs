namespace PracticeReview.Reviews;

/// <summary>What a reviewer thinks should happen to a practice.</summary>
public enum Recommendation
{
    /// <summary>Publish as it is.</summary>
    Publish,

    /// <summary>Publish after minor changes.</summary>
    PublishAfterMinorChanges,

    /// <summary>Revise and resubmit.</summary>
    ReviseAndResubmit,

    /// <summary>Decline.</summary>
    Decline,
}

/// <summary>A reviewer's answer to one criterion.</summary>
/// <param name="Criterion">Key of the criterion.</param>
/// <param name="Score">1 to 5; null when not answered or "cannot judge".</param>
/// <param name="CannotJudge">The reviewer says so, rather than guess.</param>
/// <param name="Comment">In the reviewer's words.</param>
public sealed record CriterionAnswer(string Criterion, int? Score, bool CannotJudge, string Comment);

/// <summary>Whether a reviewer found a guiding principle in the practice.</summary>
public enum PrincipleFinding
{
    /// <summary>The practice reflects it.</summary>
    Reflected,

    /// <summary>It should, and doesn't.</summary>
    NotReflected,

    /// <summary>It doesn't apply to this practice.</summary>
    NotApplicable,
}

/// <summary>A reviewer's answer to one objective that the practice claims.</summary>
/// <param name="Objective">Number of the objective.</param>
/// <param name="Shown">The text shows that the practice serves it.</param>
public sealed record ObjectiveAnswer(int Objective, bool Shown);

/// <summary>A reviewer's answer to one guiding principle.</summary>
/// <param name="Principle">Key of the principle.</param>
/// <param name="Finding">What the reviewer found.</param>
public sealed record PrincipleAnswer(string Principle, PrincipleFinding Finding);

/// <summary>What a reviewer writes: in hand, or submitted.</summary>
public sealed record ReviewContent
{
    /// <summary>Answers by criterion.</summary>
    public IReadOnlyList<CriterionAnswer> Answers { get; init; } = [];

    /// <summary>Answers by objective; only those that the reviewer gave.</summary>
    public IReadOnlyList<ObjectiveAnswer> Objectives { get; init; } = [];

    /// <summary>Answers by guiding principle; only those that the reviewer gave.</summary>
    public IReadOnlyList<PrincipleAnswer> Principles { get; init; } = [];

    /// <summary>Shown to the submitter, and anonymised to the public.</summary>
    public string CommentToSubmitter { get; init; } = "";

    /// <summary>Shown to editors only.</summary>
    public string CommentToEditors { get; init; } = "";

    /// <summary>What should happen; null until chosen.</summary>
    public Recommendation? Recommendation { get; init; }

    /// <summary>Whether both say the same, answer by answer.</summary>
    public bool Equals(ReviewContent? other) =>
        other is not null && Recommendation == other.Recommendation && CommentToSubmitter == other.CommentToSubmitter
        && CommentToEditors == other.CommentToEditors && Answers.SequenceEqual(other.Answers)
        && Objectives.SequenceEqual(other.Objectives) && Principles.SequenceEqual(other.Principles);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Answers.Count, Recommendation, CommentToSubmitter, CommentToEditors);
}

/// <summary>The review of one assignment.</summary>
public sealed class Review
{
    private Review() { }

    /// <summary>Begins an empty review.</summary>
    public Review(Guid assignmentId, DateTimeOffset now) => (AssignmentId, UpdatedAt) = (assignmentId, now);

    /// <summary>The assignment, and identity.</summary>
    public Guid AssignmentId { get; private set; }

    /// <summary>The text in hand, saved as the reviewer types.</summary>
    public ReviewContent Draft { get; private set; } = new();

    /// <summary>Counts saves, so that two devices notice each other.</summary>
    public int DraftVersion { get; private set; }

    /// <summary>What counts for the decision; null until submitted.</summary>
    public ReviewContent? Submitted { get; private set; }

    /// <summary>When it was last submitted (UTC).</summary>
    public DateTimeOffset? SubmittedAt { get; private set; }

    /// <summary>When the draft was last saved (UTC).</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>Saves the text in hand.</summary>
    public void Save(ReviewContent content, DateTimeOffset now)
    {
        Draft = content;
        DraftVersion++;
        UpdatedAt = now;
    }

    /// <summary>Hands in the text in hand.</summary>
    public void Submit(DateTimeOffset now)
    {
        Submitted = Draft;
        SubmittedAt = now;
    }
}
