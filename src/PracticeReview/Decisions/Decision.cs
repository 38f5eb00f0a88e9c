namespace PracticeReview.Decisions;

/// <summary>What was decided about a round.</summary>
public enum DecisionOutcome
{
    /// <summary>It goes into the repository.</summary>
    Publish,

    /// <summary>The submitter is asked for a revision.</summary>
    Revise,

    /// <summary>It is declined, with feedback.</summary>
    Decline,
}

/// <summary>A decision about one round of a practice, with its reasons: by the rule, or by an editor. Never changed.</summary>
public sealed class Decision
{
    private Decision() { }

    /// <summary>Records a decision. <paramref name="editorId"/> is null when the rule decided.</summary>
    public Decision(
        Guid id, Guid practiceId, int round, DecisionOutcome outcome, Guid? editorId,
        IReadOnlyList<string> reasons, string feedback, ScoreSummary summary, DateTimeOffset now)
    {
        Id = id;
        PracticeId = practiceId;
        Round = round;
        Outcome = outcome;
        EditorId = editorId;
        Reasons = [.. reasons];
        Feedback = feedback;
        Summary = summary;
        DecidedAt = now;
    }

    /// <summary>Identity.</summary>
    public Guid Id { get; private set; }

    /// <summary>The practice.</summary>
    public Guid PracticeId { get; private set; }

    /// <summary>Its revision round.</summary>
    public int Round { get; private set; }

    /// <summary>What was decided.</summary>
    public DecisionOutcome Outcome { get; private set; }

    /// <summary>The editor who decided; null when the rule did.</summary>
    public Guid? EditorId { get; private set; }

    /// <summary>Why, as sentences for editors.</summary>
    public List<string> Reasons { get; private set; } = [];

    /// <summary>What the editor writes to the submitter; empty when the reviewers' words stand alone.</summary>
    public string Feedback { get; private set; } = "";

    /// <summary>The scores it rests on.</summary>
    public ScoreSummary Summary { get; private set; } = ScoreSummary.Empty;

    /// <summary>When it was taken (UTC).</summary>
    public DateTimeOffset DecidedAt { get; private set; }
}
