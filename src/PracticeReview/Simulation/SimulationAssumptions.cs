namespace PracticeReview.Simulation;

/// <summary>
/// How people are assumed to behave in a simulation, and who there is. The defaults are plain guesses of ours, apart from
/// the time of a review (the median of the Publons survey of 2018): replace them by what you observe.
/// Probabilities are 0 to 1; documented in docs/simulating.md.
/// </summary>
public sealed record SimulationAssumptions
{
    /// <summary>The defaults.</summary>
    public static SimulationAssumptions Default { get; } = new();

    /// <summary>Reviewers of the UN system on the roster who fit the practice.</summary>
    public int InternalReviewers { get; init; } = 10;

    /// <summary>Reviewers from outside it who fit the practice.</summary>
    public int ExternalReviewers { get; init; } = 20;

    /// <summary>Probability that one of them has a full load and can't be asked.</summary>
    public double Busy { get; init; } = 0.15;

    /// <summary>Probability that an invited reviewer accepts.</summary>
    public double Accept { get; init; } = 0.6;

    /// <summary>Probability that an invited reviewer declines. The rest stay silent.</summary>
    public double Decline { get; init; } = 0.25;

    /// <summary>Probability that somebody who reviewed an earlier round accepts the next one. The rest decline.</summary>
    public double AcceptAgain { get; init; } = 0.85;

    /// <summary>Time from the invitation to the answer.</summary>
    public TypicalDays DaysToAnswer { get; init; } = new(2, 0.9);

    /// <summary>Time from accepting to the review, whatever the due date says.</summary>
    public TypicalDays DaysToReview { get; init; } = new(16.4, 0.5);

    /// <summary>Probability that somebody who accepted never reviews unless reminded.</summary>
    public double Abandon { get; init; } = 0.08;

    /// <summary>Probability that a reminder makes its reader act within a day.</summary>
    public double ReminderHelps { get; init; } = 0.25;

    /// <summary>Level (1 to 5) of an average submission.</summary>
    public double ScoreMean { get; init; } = 3.6;

    /// <summary>Standard deviation of submissions.</summary>
    public double ScoreSpread { get; init; } = 0.6;

    /// <summary>Standard deviation of reviewers about the same submission: some are strict.</summary>
    public double ReviewerSpread { get; init; } = 0.4;

    /// <summary>Standard deviation of the criteria of one review.</summary>
    public double CriterionSpread { get; init; } = 0.6;

    /// <summary>Probability that a reviewer can't judge a criterion.</summary>
    public double CannotJudge { get; init; } = 0.03;

    /// <summary>Editors; each gets the mails to editors.</summary>
    public int Editors { get; init; } = 2;

    /// <summary>Time until an editor decides when asked.</summary>
    public TypicalDays DaysToDecide { get; init; } = new(3, 0.7);

    /// <summary>Probability that the editor publishes.</summary>
    public double EditorPublishes { get; init; } = 0.45;

    /// <summary>Probability that the editor asks for a revision. The rest are declined.</summary>
    public double EditorRevises { get; init; } = 0.35;

    /// <summary>Time until editors find more reviewers when the workflow waits for them.</summary>
    public TypicalDays DaysToFindReviewers { get; init; } = new(5, 0.6);

    /// <summary>How many they then find, of each kind.</summary>
    public int ReviewersFound { get; init; } = 2;

    /// <summary>Words of an average submission.</summary>
    public double Words { get; init; } = 450;

    /// <summary>Standard deviation of the words.</summary>
    public double WordsSpread { get; init; } = 180;

    /// <summary>Probability that a submission has evidence of its impact.</summary>
    public double Evidence { get; init; } = 0.95;

    /// <summary>Probability that a submitter who is asked for a revision sends one.</summary>
    public double Resubmit { get; init; } = 0.75;

    /// <summary>Time until the revision comes.</summary>
    public TypicalDays DaysToResubmit { get; init; } = new(21, 0.7);

    /// <summary>Levels by which a revision is better than the text before.</summary>
    public double RevisionGain { get; init; } = 0.5;

    /// <summary>Probability that a submitter takes the practice back, if there is time to.</summary>
    public double Withdraw { get; init; } = 0.03;

    /// <summary>Time from the submission to that.</summary>
    public TypicalDays DaysToWithdraw { get; init; } = new(20, 0.8);

    /// <summary>Days after which a submission that is still open counts as stuck.</summary>
    public int LongestDays { get; init; } = 1095;

    /// <summary>What can't be assumed, a sentence each; empty when everything can.</summary>
    public IReadOnlyList<string> Problems() =>
    [
        .. Outside(0, 1,
            (nameof(Busy), Busy), (nameof(Accept), Accept), (nameof(Decline), Decline), (nameof(AcceptAgain), AcceptAgain), (nameof(Abandon), Abandon),
            (nameof(ReminderHelps), ReminderHelps), (nameof(CannotJudge), CannotJudge), (nameof(EditorPublishes), EditorPublishes), (nameof(EditorRevises), EditorRevises),
            (nameof(Evidence), Evidence), (nameof(Resubmit), Resubmit), (nameof(Withdraw), Withdraw)),
        .. Outside(1, 5, (nameof(ScoreMean), ScoreMean)),
        .. Outside(0, 4, (nameof(ScoreSpread), ScoreSpread), (nameof(ReviewerSpread), ReviewerSpread), (nameof(CriterionSpread), CriterionSpread), (nameof(RevisionGain), RevisionGain)),
        .. Outside(0, 1000, (nameof(InternalReviewers), InternalReviewers), (nameof(ExternalReviewers), ExternalReviewers), (nameof(Editors), Editors), (nameof(ReviewersFound), ReviewersFound)),
        .. Outside(0, 20_000, (nameof(Words), Words), (nameof(WordsSpread), WordsSpread)),
        .. Outside(1, 3650, (nameof(LongestDays), LongestDays)),
        .. Times(
            (nameof(DaysToAnswer), DaysToAnswer), (nameof(DaysToReview), DaysToReview), (nameof(DaysToDecide), DaysToDecide),
            (nameof(DaysToFindReviewers), DaysToFindReviewers), (nameof(DaysToResubmit), DaysToResubmit), (nameof(DaysToWithdraw), DaysToWithdraw)),
        .. AboveOne(nameof(Accept), Accept, nameof(Decline), Decline),
        .. AboveOne(nameof(EditorPublishes), EditorPublishes, nameof(EditorRevises), EditorRevises),
    ];

    private static IEnumerable<string> Outside(double least, double most, params (string Name, double Value)[] values) =>
        values.Where(v => !(v.Value >= least && v.Value <= most)).Select(v => $"{AssumptionNames.InJson(v.Name)} must be {least} to {most}.");

    private static IEnumerable<string> Times(params (string Name, TypicalDays Value)[] values) =>
        values.Where(v => !(v.Value.Median is >= 0 and <= 3650 && v.Value.Spread is >= 0 and <= 3))
            .Select(v => $"{AssumptionNames.InJson(v.Name)} needs a median of 0 to 3650 days and a spread of 0 to 3.");

    private static IEnumerable<string> AboveOne(string one, double first, string other, double second) =>
        first + second > 1 + 1e-9 ? [$"{AssumptionNames.InJson(one)} and {AssumptionNames.InJson(other)} together must be at most 1."] : [];
}
