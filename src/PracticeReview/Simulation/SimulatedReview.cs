using PracticeReview.Criteria;
using PracticeReview.Decisions;
using PracticeReview.Reviews;

namespace PracticeReview.Simulation;

/// <summary>Writes the review that a simulated reviewer hands in.</summary>
internal static class SimulatedReview
{
    // What reviewers recommend follows from the mean of their own scores.
    private const double Minor = 4.2, Major = 3.3, Refusal = 2.2;

    public static ReviewContent Of(double quality, Rubric rubric, SimulationAssumptions assumptions, Random random)
    {
        var level = quality + (assumptions.ReviewerSpread * random.Normal());
        var answers = rubric.Criteria.Select(criterion =>
        {
            var score = Math.Clamp((int)Math.Round(level + (assumptions.CriterionSpread * random.Normal())), Rubric.LowestLevel, Rubric.HighestLevel);
            return random.Happens(assumptions.CannotJudge)
                ? new CriterionAnswer(criterion.Key, null, true, "")
                : new CriterionAnswer(criterion.Key, score, false, "");
        }).ToList();
        var review = new ReviewContent { Answers = answers, CommentToSubmitter = "What a simulated reviewer has to say about it." };
        return review with { Recommendation = Recommend(ScoreSummary.WeightedMean(review, RoundReviews.Weights(rubric)) ?? level) };
    }

    private static Recommendation Recommend(double mean) =>
        mean >= Minor ? Recommendation.Publish
        : mean >= Major ? Recommendation.PublishAfterMinorChanges
        : mean >= Refusal ? Recommendation.ReviseAndResubmit
        : Recommendation.Decline;
}
