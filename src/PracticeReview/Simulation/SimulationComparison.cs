namespace PracticeReview.Simulation;

/// <summary>Two reports side by side: what a change of the workflow would change.</summary>
/// <param name="Before">The workflow as it is.</param>
/// <param name="After">The workflow as it would be.</param>
/// <param name="Measures">What can be compared by numbers, in the order of a report.</param>
/// <param name="NewlyUnreached">Activities that no run of the second reaches, and that were reached in the first or not in it.</param>
/// <param name="NewlyReached">Activities that no run of the first reached, and that are reached in the second or not in it.</param>
/// <param name="NewFaults">What fails only in the second.</param>
public sealed record SimulationComparison(
    SimulationReport Before,
    SimulationReport After,
    IReadOnlyList<ComparedMeasure> Measures,
    IReadOnlyList<ActivityName> NewlyUnreached,
    IReadOnlyList<ActivityName> NewlyReached,
    IReadOnlyList<SimulatedFault> NewFaults)
{
    /// <summary>Compares two reports.</summary>
    public static SimulationComparison Of(SimulationReport before, SimulationReport after) => new(
        before,
        after,
        [.. Compare(before, after)],
        [.. after.NeverReached.ExceptBy(before.NeverReached.Select(a => a.Id), a => a.Id)],
        [.. before.NeverReached.ExceptBy(after.NeverReached.Select(a => a.Id), a => a.Id)],
        [.. after.Faults.ExceptBy(before.Faults.Select(f => (f.Activity, f.Message)), f => (f.Activity, f.Message))]);

    /// <summary>Whether the numbers are the same.</summary>
    public bool IsSame => Measures.All(m => m.Before == m.After) && NewlyUnreached.Count + NewlyReached.Count + NewFaults.Count == 0;

    private static IEnumerable<ComparedMeasure> Compare(SimulationReport before, SimulationReport after)
    {
        foreach (var outcome in Enum.GetValues<SimulatedOutcome>().Where(o => before.ShareOf(o) + after.ShareOf(o) > 0))
        {
            yield return new ComparedMeasure($"{outcome}", MeasureUnit.Share, before.ShareOf(outcome), after.ShareOf(outcome));
        }

        yield return new ComparedMeasure("Time to decision, half of them", MeasureUnit.Days, before.DaysToDecision?.P50, after.DaysToDecision?.P50);
        yield return new ComparedMeasure("Time to decision, nine of ten", MeasureUnit.Days, before.DaysToDecision?.P90, after.DaysToDecision?.P90);
        foreach (var role in Enum.GetValues<SimulatedRole>())
        {
            yield return new ComparedMeasure($"Mails to {(role == SimulatedRole.Editor ? "an" : "a")} {role.ToString().ToLowerInvariant()}", MeasureUnit.Count, before.MailsOf(role).Mean, after.MailsOf(role).Mean);
        }

        yield return new ComparedMeasure("Reviewers asked", MeasureUnit.Count, before.ReviewersAsked.Mean, after.ReviewersAsked.Mean);
        yield return new ComparedMeasure("Rounds", MeasureUnit.Count, before.Rounds.Mean, after.Rounds.Mean);
    }
}

/// <summary>One number of two reports.</summary>
/// <param name="Name">What it measures.</param>
/// <param name="Unit">In what.</param>
/// <param name="Before">Of the first; null when there is none.</param>
/// <param name="After">Of the second; null when there is none.</param>
public sealed record ComparedMeasure(string Name, MeasureUnit Unit, double? Before, double? After)
{
    /// <summary>Second less first; null when one is missing.</summary>
    public double? Difference => After - Before;
}

/// <summary>In what a measure is told.</summary>
[System.Text.Json.Serialization.JsonConverter(typeof(System.Text.Json.Serialization.JsonStringEnumConverter<MeasureUnit>))]
public enum MeasureUnit
{
    /// <summary>0 to 1.</summary>
    Share,

    /// <summary>Days of 24 hours.</summary>
    Days,

    /// <summary>A number of mails, people or rounds, on average.</summary>
    Count,
}
