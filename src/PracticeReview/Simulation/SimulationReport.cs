namespace PracticeReview.Simulation;

/// <summary>What a workflow would do to submissions, if people behave as assumed.</summary>
public sealed record SimulationReport
{
    /// <summary>Name of the workflow.</summary>
    public required string Workflow { get; init; }

    /// <summary>Its version.</summary>
    public required int Version { get; init; }

    /// <summary>How many submissions were simulated.</summary>
    public required int Runs { get; init; }

    /// <summary>Where chance began: the same seed gives the same report.</summary>
    public required int Seed { get; init; }

    /// <summary>How they came out, each outcome that happened.</summary>
    public required IReadOnlyList<OutcomeShare> Outcomes { get; init; }

    /// <summary>Days from the submission to its publication or refusal; null when none was decided.</summary>
    public required Percentiles? DaysToDecision { get; init; }

    /// <summary>Days from the submission to the end of the workflow, however it came; null when none ended.</summary>
    public required Percentiles? DaysToEnd { get; init; }

    /// <summary>Mails that a person gets about one submission.</summary>
    public required IReadOnlyList<MailLoad> Mails { get; init; }

    /// <summary>Reviewers invited for one submission, all rounds together.</summary>
    public required Average ReviewersAsked { get; init; }

    /// <summary>Rounds of one submission: 1 without a revision.</summary>
    public required Average Rounds { get; init; }

    /// <summary>Activities that no run reached, in the order of the definition.</summary>
    public required IReadOnlyList<ActivityName> NeverReached { get; init; }

    /// <summary>What stuck runs waited for.</summary>
    public required IReadOnlyList<StuckAt> WaitsFor { get; init; }

    /// <summary>What failed.</summary>
    public required IReadOnlyList<SimulatedFault> Faults { get; init; }

    /// <summary>How people were assumed to behave.</summary>
    public required SimulationAssumptions Assumptions { get; init; }

    /// <summary>Share of an outcome, 0 to 1.</summary>
    public double ShareOf(SimulatedOutcome outcome) => Outcomes.FirstOrDefault(o => o.Outcome == outcome)?.Share ?? 0;

    /// <summary>Mails that a person of this part gets.</summary>
    public MailLoad MailsOf(SimulatedRole role) => Mails.First(m => m.Role == role);
}

/// <summary>How often something came out so.</summary>
/// <param name="Outcome">How.</param>
/// <param name="Runs">In how many runs.</param>
/// <param name="Share">Of all, 0 to 1.</param>
public sealed record OutcomeShare(SimulatedOutcome Outcome, int Runs, double Share);

/// <summary>What half of the cases, and nine of ten, do not exceed.</summary>
public sealed record Percentiles(double P50, double P90)
{
    internal static Percentiles? Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? null : new Percentiles(At(0.5), At(0.9));

        double At(double share) => sorted[(int)Math.Ceiling(sorted.Count * share) - 1];
    }
}

/// <summary>Mean and largest value.</summary>
public sealed record Average(double Mean, int Max)
{
    internal static Average Of(IEnumerable<int> values)
    {
        var all = values.ToList();
        return all.Count == 0 ? new Average(0, 0) : new Average(all.Average(), all.Max());
    }
}

/// <summary>Mails to one person about one submission.</summary>
/// <param name="Role">The part that the person plays; null for all other addresses.</param>
/// <param name="Mean">On average, over those who got any; editors and the submitter always count.</param>
/// <param name="Max">At most.</param>
public sealed record MailLoad(SimulatedRole? Role, double Mean, int Max);

/// <summary>An activity of the definition.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name, or its id when it has none.</param>
/// <param name="Type">Its type.</param>
public sealed record ActivityName(string Id, string Name, string Type);

/// <summary>What runs that could not go on waited for.</summary>
/// <param name="Activity">Which activity.</param>
/// <param name="For">The name of the stimulus, with that of an event where the definition writes it out.</param>
/// <param name="Runs">In how many runs.</param>
public sealed record StuckAt(string Activity, string For, int Runs);

/// <summary>What failed.</summary>
/// <param name="Activity">Which activity.</param>
/// <param name="Message">Why.</param>
/// <param name="Times">How often.</param>
public sealed record SimulatedFault(string Activity, string Message, int Times);
