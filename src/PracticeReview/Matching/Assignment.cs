namespace PracticeReview.Matching;

/// <summary>Where an assignment stands.</summary>
public enum AssignmentState
{
    /// <summary>Chosen, not yet invited.</summary>
    Proposed,

    /// <summary>Invited; no answer yet.</summary>
    Invited,

    /// <summary>Accepted; the review is awaited.</summary>
    Accepted,

    /// <summary>The review is in; it can be changed until the decision.</summary>
    Reviewed,

    /// <summary>The reviewer declined.</summary>
    Declined,

    /// <summary>Given up after silence, or replaced by an editor.</summary>
    Replaced,

    /// <summary>No longer needed.</summary>
    Closed,
}

/// <summary>One reviewer's task in one round of one practice.</summary>
public sealed class Assignment
{
    private Assignment() { }

    /// <summary>Chooses a reviewer for a round.</summary>
    public Assignment(Guid id, Guid practiceId, int round, Guid reviewerId, bool isInternal, IReadOnlyList<string> reasons, DateTimeOffset now)
    {
        Id = id;
        PracticeId = practiceId;
        Round = round;
        ReviewerId = reviewerId;
        IsInternal = isInternal;
        Reasons = [.. reasons];
        CreatedAt = now;
    }

    /// <summary>Identity.</summary>
    public Guid Id { get; private set; }

    /// <summary>The practice.</summary>
    public Guid PracticeId { get; private set; }

    /// <summary>Its revision round.</summary>
    public int Round { get; private set; }

    /// <summary>Who is asked.</summary>
    public Guid ReviewerId { get; private set; }

    /// <summary>Counts among the internal (UN) reviewers.</summary>
    public bool IsInternal { get; private set; }

    /// <summary>Why this reviewer, as sentences for editors.</summary>
    public List<string> Reasons { get; private set; } = [];

    /// <summary>Where it stands.</summary>
    public AssignmentState State { get; private set; }

    /// <summary>When the reviewer was chosen (UTC).</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When the invitation was queued (UTC).</summary>
    public DateTimeOffset? InvitedAt { get; private set; }

    /// <summary>By when the review is due (UTC).</summary>
    public DateTimeOffset? DueAt { get; private set; }

    /// <summary>Counts changes of the due date: reminders of an earlier one don't count for a later one.</summary>
    public int DueVersion { get; private set; }

    /// <summary>When that due date was set (UTC): reminders that fall before it are not sent.</summary>
    public DateTimeOffset? DueSetAt { get; private set; }

    /// <summary>When the reviewer answered the invitation (UTC).</summary>
    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>When the review came in (UTC).</summary>
    public DateTimeOffset? ReviewedAt { get; private set; }

    /// <summary>When it ended without a review (UTC).</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Why it was declined or replaced.</summary>
    public string? EndReason { get; private set; }

    /// <summary>A colleague the reviewer suggested on declining.</summary>
    public string? SuggestedColleague { get; private set; }

    /// <summary>Asked because the others disagreed.</summary>
    public bool IsFurther { get; init; }

    /// <summary>The version of the rubric that this reviewer scores by, the same for all of a round; null for the default.</summary>
    public Guid? RubricVersionId { get; init; }

    /// <summary>When the workflow learned that this reviewer is lost (UTC).</summary>
    public DateTimeOffset? LossReportedAt { get; private set; }

    /// <summary>The reviewer whom an editor wants in this one's place, if the rules allow.</summary>
    public Guid? PreferredSuccessorId { get; private set; }

    /// <summary>Declined or given up, and the workflow does not know yet.</summary>
    public bool IsUnreportedLoss => State is AssignmentState.Declined or AssignmentState.Replaced && LossReportedAt is null;

    /// <summary>Waits for the reviewer: for an answer or for the review.</summary>
    public bool IsOpen => State is AssignmentState.Proposed or AssignmentState.Invited or AssignmentState.Accepted;

    /// <summary>Invites the reviewer, with a due date.</summary>
    /// <exception cref="InvalidOperationException">Already invited or ended.</exception>
    public void Invite(DateTimeOffset dueAt, DateTimeOffset now)
    {
        Require(State == AssignmentState.Proposed, "Only a reviewer who was chosen and not yet asked can be invited.");
        State = AssignmentState.Invited;
        InvitedAt = now;
        DueAt = dueAt;
        DueSetAt = now;
        DueVersion = 1;
    }

    /// <summary>The reviewer accepts, having declared no conflict of interest.</summary>
    /// <exception cref="InvalidOperationException">Not awaiting an answer.</exception>
    public void Accept(DateTimeOffset now)
    {
        Require(State == AssignmentState.Invited, "This invitation was already answered or is closed.");
        State = AssignmentState.Accepted;
        AnsweredAt = now;
    }

    /// <summary>The reviewer declines, before or after accepting.</summary>
    /// <exception cref="InvalidOperationException">Already reviewed or ended.</exception>
    public void Decline(string reason, string? colleague, DateTimeOffset now)
    {
        Require(State is AssignmentState.Invited or AssignmentState.Accepted, "This invitation was already answered or is closed.");
        AnsweredAt ??= now;
        SuggestedColleague = colleague;
        End(AssignmentState.Declined, reason, now);
    }

    /// <summary>The review is in, for the first time or changed.</summary>
    /// <exception cref="InvalidOperationException">Not accepted, or ended.</exception>
    public void Complete(DateTimeOffset now)
    {
        Require(State is AssignmentState.Accepted or AssignmentState.Reviewed, "A review needs an accepted invitation.");
        State = AssignmentState.Reviewed;
        ReviewedAt = now;
    }

    /// <summary>Gives the reviewer more time.</summary>
    /// <exception cref="InvalidOperationException">Nothing is due.</exception>
    public void ExtendDue(DateTimeOffset dueAt, DateTimeOffset now)
    {
        Require(State is AssignmentState.Invited or AssignmentState.Accepted, "Only an open assignment has a due date to extend.");
        DueAt = dueAt;
        DueSetAt = now;
        DueVersion++;
    }

    /// <summary>Gives the reviewer up, so that another is asked: <paramref name="successorId"/>, if named and allowed.</summary>
    /// <exception cref="InvalidOperationException">Already reviewed or ended.</exception>
    public void Replace(string reason, DateTimeOffset now, Guid? successorId = null)
    {
        Require(IsOpen, "Only a reviewer whose review is still awaited can be replaced.");
        PreferredSuccessorId = successorId;
        End(AssignmentState.Replaced, reason, now);
    }

    /// <summary>The workflow knows that this reviewer is lost; each loss is reported once.</summary>
    /// <exception cref="InvalidOperationException">Neither declined nor given up.</exception>
    public void ReportLoss(DateTimeOffset now)
    {
        Require(State is AssignmentState.Declined or AssignmentState.Replaced, "Only a reviewer who declined or was given up is lost.");
        LossReportedAt ??= now;
    }

    /// <summary>It is no longer needed.</summary>
    public void Close(string reason, DateTimeOffset now)
    {
        if (IsOpen)
        {
            End(AssignmentState.Closed, reason, now);
        }
    }

    private void End(AssignmentState state, string reason, DateTimeOffset now)
    {
        State = state;
        EndReason = reason;
        EndedAt = now;
    }

    private static void Require(bool condition, string sentence)
    {
        if (!condition)
        {
            throw new InvalidOperationException(sentence);
        }
    }
}
