namespace PracticeReview.Practices;

/// <summary>Where a practice stands. Only activities of its workflow move it on from <see cref="Submitted"/>.</summary>
public enum PracticeStage
{
    /// <summary>Being written; only its submitter sees it.</summary>
    Draft,

    /// <summary>Handed in; the workflow takes it from here.</summary>
    Submitted,

    /// <summary>Reviewers are sought or at work.</summary>
    InReview,

    /// <summary>An editor is asked to decide.</summary>
    AwaitingDecision,

    /// <summary>The submitter is asked for a revision.</summary>
    AwaitingRevision,

    /// <summary>In the public repository.</summary>
    Published,

    /// <summary>Not accepted; the submitter has the feedback.</summary>
    Declined,

    /// <summary>Taken back by the submitter.</summary>
    Withdrawn,
}
