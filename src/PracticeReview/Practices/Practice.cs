namespace PracticeReview.Practices;

/// <summary>A practice, from its first draft to its end: the text in hand, and the revisions that were handed in.</summary>
public sealed class Practice
{
    private readonly List<Revision> _revisions = [];

    private Practice() { }

    /// <summary>Starts an empty draft.</summary>
    public Practice(Guid id, Guid submitterId, string language, DateTimeOffset now)
    {
        Id = id;
        SubmitterId = submitterId;
        Draft = new PracticeContent { Language = language };
        CreatedAt = UpdatedAt = StageSince = now;
    }

    /// <summary>Identity, also the correlation id of its workflow instance.</summary>
    public Guid Id { get; private set; }

    /// <summary>Account that submits it.</summary>
    public Guid SubmitterId { get; private set; }

    /// <summary>Where it stands.</summary>
    public PracticeStage Stage { get; private set; }

    /// <summary>Since when it stands there (UTC).</summary>
    public DateTimeOffset StageSince { get; private set; }

    /// <summary>By when the stage should end (UTC), if it has a limit.</summary>
    public DateTimeOffset? StageDue { get; private set; }

    /// <summary>The text in hand.</summary>
    public PracticeContent Draft { get; private set; } = new();

    /// <summary>Counts saves of the draft, so that two tabs notice each other.</summary>
    public int DraftVersion { get; private set; }

    /// <summary>Revision round under review: 0 before the first submission, then 1, 2, …</summary>
    public int Round { get; private set; }

    /// <summary>When the draft was begun (UTC).</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When the draft was last saved (UTC).</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>What was handed in, one for each round, never changed.</summary>
    public IReadOnlyList<Revision> Revisions => _revisions;

    /// <summary>Whether the submitter may change the text now.</summary>
    public bool CanEdit => Stage is PracticeStage.Draft or PracticeStage.AwaitingRevision;

    /// <summary>Whether it can still be taken back.</summary>
    public bool CanWithdraw =>
        Stage is PracticeStage.Submitted or PracticeStage.InReview or PracticeStage.AwaitingDecision or PracticeStage.AwaitingRevision;

    /// <summary>Saves the text in hand.</summary>
    /// <exception cref="InvalidOperationException">It is under review or closed.</exception>
    public void SaveDraft(PracticeContent content, DateTimeOffset now)
    {
        if (!CanEdit)
        {
            throw new InvalidOperationException("This practice can't be changed while it is under review or after a decision.");
        }

        Draft = content;
        DraftVersion++;
        UpdatedAt = now;
    }

    /// <summary>Hands the draft in: the next revision, in a new round.</summary>
    /// <exception cref="InvalidOperationException">It is already under review, or closed.</exception>
    public Revision Submit(Guid revisionId, DateTimeOffset now)
    {
        if (!CanEdit)
        {
            throw new InvalidOperationException("This practice was already submitted.");
        }

        Round++;
        var revision = new Revision(revisionId, Id, Round, Draft, now);
        _revisions.Add(revision);
        MoveTo(PracticeStage.Submitted, null, now);
        return revision;
    }

    /// <summary>Reviewers are sought or at work until <paramref name="due"/>.</summary>
    public void BeginReview(DateTimeOffset? due, DateTimeOffset now) => MoveOpen(PracticeStage.InReview, due, now);

    /// <summary>An editor is asked to decide.</summary>
    public void AwaitDecision(DateTimeOffset? due, DateTimeOffset now) => MoveOpen(PracticeStage.AwaitingDecision, due, now);

    /// <summary>The submitter is asked for a revision until <paramref name="due"/>.</summary>
    public void RequestRevision(DateTimeOffset due, DateTimeOffset now) => MoveOpen(PracticeStage.AwaitingRevision, due, now);

    /// <summary>It is in the public repository.</summary>
    public void Publish(DateTimeOffset now) => MoveOpen(PracticeStage.Published, null, now);

    /// <summary>It is not accepted.</summary>
    public void Decline(DateTimeOffset now) => MoveOpen(PracticeStage.Declined, null, now);

    /// <summary>The submitter took it back.</summary>
    public void Withdraw(DateTimeOffset now) => MoveOpen(PracticeStage.Withdrawn, null, now);

    private void MoveOpen(PracticeStage stage, DateTimeOffset? due, DateTimeOffset now)
    {
        if (!CanWithdraw)
        {
            throw new InvalidOperationException($"A practice that is {Stage} can't become {stage}.");
        }

        MoveTo(stage, due, now);
    }

    private void MoveTo(PracticeStage stage, DateTimeOffset? due, DateTimeOffset now)
    {
        StageSince = stage == Stage ? StageSince : now;
        Stage = stage;
        StageDue = due;
    }
}

/// <summary>The text of one round, as it was handed in.</summary>
public sealed class Revision
{
    private Revision() { }

    internal Revision(Guid id, Guid practiceId, int round, PracticeContent content, DateTimeOffset submittedAt) =>
        (Id, PracticeId, Round, Content, SubmittedAt) = (id, practiceId, round, content, submittedAt);

    /// <summary>Identity.</summary>
    public Guid Id { get; private set; }

    /// <summary>The practice.</summary>
    public Guid PracticeId { get; private set; }

    /// <summary>Round it opened: 1, 2, …</summary>
    public int Round { get; private set; }

    /// <summary>The text.</summary>
    public PracticeContent Content { get; private set; } = new();

    /// <summary>When it was handed in (UTC).</summary>
    public DateTimeOffset SubmittedAt { get; private set; }
}
