using System.Globalization;
using PracticeReview.Reviews;

namespace PracticeReview.Decisions;

/// <summary>Thresholds of the rule. The shipped ones are the product's defaults, set in the workflow.</summary>
/// <param name="PublishFrom">Mean from which a practice is published.</param>
/// <param name="DeclineBelow">Mean below which it is declined.</param>
/// <param name="Margin">Within this distance of a threshold an editor decides.</param>
/// <param name="LeastReviews">With fewer reviews an editor decides.</param>
/// <param name="LargestSpread">With a larger spread an editor decides.</param>
public sealed record DecisionSettings(double PublishFrom, double DeclineBelow, double Margin, int LeastReviews, double LargestSpread);

/// <summary>What the rule says.</summary>
/// <param name="Outcome">The decision; null when it is for an editor to take.</param>
/// <param name="Reasons">Why, as sentences for editors.</param>
public sealed record Verdict(DecisionOutcome? Outcome, IReadOnlyList<string> Reasons);

/// <summary>
/// The default rule: publish from the threshold when every gate is met and nobody declines; decline below the lower
/// threshold; otherwise ask for a revision. What is close, thin or contested goes to an editor.
/// </summary>
public static class DecisionRules
{
    /// <summary>Whether reviewers disagree so much that a further one should be asked.</summary>
    public static bool Disagree(ScoreSummary summary, double largestSpread) => summary.Spread > largestSpread;

    /// <summary>Judges a round.</summary>
    public static Verdict Judge(ScoreSummary summary, DecisionSettings settings)
    {
        var doubts = Doubts(summary, settings).ToList();
        if (doubts.Count > 0)
        {
            return new Verdict(null, doubts);
        }

        var mean = summary.Mean!.Value;
        if (mean < settings.DeclineBelow)
        {
            return new Verdict(DecisionOutcome.Decline, [$"The mean {Number(mean)} is below {Number(settings.DeclineBelow)}."]);
        }

        var obstacles = Obstacles(summary, settings).ToList();
        return obstacles.Count == 0
            ? new Verdict(DecisionOutcome.Publish, [$"The mean {Number(mean)} reaches {Number(settings.PublishFrom)}, every required criterion is met, and no reviewer declines."])
            : new Verdict(DecisionOutcome.Revise, obstacles);
    }

    private static IEnumerable<string> Doubts(ScoreSummary summary, DecisionSettings settings)
    {
        if (summary.Reviews < settings.LeastReviews || summary.Mean is null)
        {
            yield return $"Only {summary.Reviews} of {settings.LeastReviews} reviews came in.";
            yield break;
        }

        if (Disagree(summary, settings.LargestSpread))
        {
            yield return $"The reviewers still disagree: their means spread by {Number(summary.Spread)}.";
        }

        foreach (var threshold in new[] { settings.PublishFrom, settings.DeclineBelow })
        {
            if (Math.Abs(summary.Mean.Value - threshold) < settings.Margin)
            {
                yield return $"The mean {Number(summary.Mean.Value)} is close to the threshold {Number(threshold)}.";
            }
        }

        if (summary.Mean >= settings.PublishFrom && summary.Recommendations.Contains(Recommendation.Decline))
        {
            yield return "The scores say publish, but a reviewer recommends to decline.";
        }
    }

    private static IEnumerable<string> Obstacles(ScoreSummary summary, DecisionSettings settings)
    {
        if (summary.Mean < settings.PublishFrom)
        {
            yield return $"The mean {Number(summary.Mean.Value)} is below {Number(settings.PublishFrom)}.";
        }

        foreach (var gate in summary.Criteria.Where(criterion => !criterion.IsMet))
        {
            yield return gate.Mean is { } mean
                ? $"“{gate.Title ?? gate.Criterion}” has {Number(mean)} and must reach {Number(gate.MustReach!.Value)}."
                : $"Nobody could judge “{gate.Title ?? gate.Criterion}”, which must reach {Number(gate.MustReach!.Value)}.";
        }

        if (summary.Recommendations.Contains(Recommendation.Decline))
        {
            yield return "A reviewer recommends to decline.";
        }
    }

    private static string Number(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}
