using PracticeReview.Reviews;

namespace PracticeReview.Decisions;

/// <summary>How much a criterion counts in a summary.</summary>
/// <param name="Key">Key of the criterion.</param>
/// <param name="Weight">Weight in the mean; above 0.</param>
/// <param name="MustReach">Mean that must be reached; null where none must.</param>
/// <param name="Title">What editors know it by; the key where there is none.</param>
public sealed record CriterionWeight(string Key, double Weight, double? MustReach, string? Title = null);

/// <summary>The reviewers' mean for one criterion.</summary>
/// <param name="Criterion">Key of the criterion.</param>
/// <param name="Mean">Mean of the scores given (1 to 5); null when nobody could judge.</param>
/// <param name="MustReach">Mean that must be reached; null where none must.</param>
/// <param name="Title">What editors knew it by at the time; null in decisions from before titles could be changed.</param>
public sealed record CriterionMean(string Criterion, double? Mean, double? MustReach, string? Title = null)
{
    /// <summary>Whether a mean that must be reached is reached. A gate that nobody could judge is not.</summary>
    public bool IsMet => MustReach is not { } least || Mean >= least;
}

/// <summary>The scores of a round, brought together.</summary>
/// <param name="Reviews">Number of reviews.</param>
/// <param name="Mean">Mean of the reviewers' weighted means (1 to 5); null without a score.</param>
/// <param name="Spread">Highest weighted mean less the lowest; 0 with fewer than two.</param>
/// <param name="Criteria">Means by criterion, in the order of the rubric.</param>
/// <param name="Recommendations">The reviewers' recommendations.</param>
public sealed record ScoreSummary(
    int Reviews,
    double? Mean,
    double Spread,
    IReadOnlyList<CriterionMean> Criteria,
    IReadOnlyList<Recommendation> Recommendations)
{
    /// <summary>Before any review.</summary>
    public static ScoreSummary Empty { get; } = new(0, null, 0, [], []);

    /// <summary>Brings submitted reviews together. "Cannot judge" counts for nothing, neither for nor against.</summary>
    public static ScoreSummary From(IReadOnlyCollection<ReviewContent> reviews, IReadOnlyList<CriterionWeight> rubric)
    {
        var means = reviews.Select(review => WeightedMean(review, rubric)).OfType<double>().ToList();
        return new ScoreSummary(
            reviews.Count,
            means.Count == 0 ? null : means.Average(),
            means.Count < 2 ? 0 : means.Max() - means.Min(),
            [.. rubric.Select(criterion => new CriterionMean(criterion.Key, MeanOf(reviews, criterion.Key), criterion.MustReach, criterion.Title))],
            [.. reviews.Select(review => review.Recommendation).OfType<Recommendation>()]);
    }

    /// <summary>One reviewer's weighted mean (1 to 5) over the criteria scored; null without a score.</summary>
    public static double? WeightedMean(ReviewContent review, IReadOnlyList<CriterionWeight> rubric)
    {
        var scored = rubric
            .Join(review.Answers.Where(answer => answer.Score is not null), c => c.Key, a => a.Criterion, (c, a) => (c.Weight, Score: a.Score!.Value))
            .ToList();
        return scored.Count == 0 ? null : scored.Sum(s => s.Weight * s.Score) / scored.Sum(s => s.Weight);
    }

    private static double? MeanOf(IEnumerable<ReviewContent> reviews, string criterion) =>
        reviews.SelectMany(review => review.Answers).Where(answer => answer.Criterion == criterion).Average(answer => answer.Score);
}
