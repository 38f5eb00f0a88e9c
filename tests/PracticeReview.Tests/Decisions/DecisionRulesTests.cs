using PracticeReview.Decisions;
using PracticeReview.Reviews;

namespace PracticeReview.Tests.Decisions;

public class DecisionRulesTests
{
    private static readonly DecisionSettings Settings = new(3.5, 2.5, 0.1, 3, 1.5);
    private static readonly CriterionWeight[] Rubric = [new("relevant", 3, 3), new("clarity", 1, null)];

    private static ReviewContent Review(int relevant, int clarity, Recommendation recommendation = Recommendation.Publish) => new()
    {
        Answers = [new("relevant", relevant, false, ""), new("clarity", clarity, false, "")],
        Recommendation = recommendation,
    };

    private static Verdict Judge(params ReviewContent[] reviews) => DecisionRules.Judge(ScoreSummary.From(reviews, Rubric), Settings);

    [Fact]
    public void Good_scores_and_met_gates_are_published() =>
        Assert.Equal(DecisionOutcome.Publish, Judge(Review(4, 4), Review(4, 4), Review(5, 3)).Outcome);

    [Fact]
    public void Low_scores_are_declined() =>
        Assert.Equal(DecisionOutcome.Decline, Judge(Review(2, 2), Review(2, 2), Review(2, 1)).Outcome);

    [Fact]
    public void Scores_between_ask_for_a_revision() =>
        Assert.Equal(DecisionOutcome.Revise, Judge(Review(3, 3), Review(3, 3), Review(3, 3)).Outcome);

    [Fact]
    public void A_missed_gate_asks_for_a_revision_however_high_the_mean()
    {
        CriterionWeight[] rubric = [new("relevant", 1, 3), new("clarity", 5, null)];
        var verdict = DecisionRules.Judge(ScoreSummary.From([Review(2, 5), Review(2, 5), Review(2, 5)], rubric), Settings);
        Assert.Equal(DecisionOutcome.Revise, verdict.Outcome);
        Assert.Contains("“relevant” has 2.00 and must reach 3.00.", verdict.Reasons);
    }

    [Fact]
    public void A_gate_that_nobody_could_judge_is_not_met()
    {
        var review = new ReviewContent
        {
            Answers = [new("relevant", null, true, ""), new("clarity", 5, false, "")],
            Recommendation = Recommendation.Publish,
        };
        Assert.Equal(DecisionOutcome.Revise, Judge(review, review, review).Outcome);
    }

    [Theory]
    [InlineData("close to the threshold", 3, 5)]
    public void What_is_close_goes_to_an_editor(string says, int relevant, int clarity)
    {
        var verdict = Judge(Review(relevant, clarity), Review(relevant, clarity), Review(relevant, clarity));
        Assert.Null(verdict.Outcome);
        Assert.Contains(verdict.Reasons, reason => reason.Contains(says, StringComparison.Ordinal));
    }

    [Fact]
    public void Too_few_reviews_go_to_an_editor() =>
        Assert.Equal(["Only 2 of 3 reviews came in."], Judge(Review(5, 5), Review(5, 5)).Reasons);

    [Fact]
    public void High_scores_with_one_who_declines_go_to_an_editor() =>
        Assert.Null(Judge(Review(5, 5), Review(5, 5), Review(4, 4, Recommendation.Decline)).Outcome);

    [Fact]
    public void Reviewers_who_still_disagree_go_to_an_editor() =>
        Assert.Null(Judge(Review(5, 5), Review(5, 5), Review(2, 2)).Outcome);

    [Fact]
    public void Cannot_judge_counts_neither_for_nor_against()
    {
        var summary = ScoreSummary.From(
            [new ReviewContent { Answers = [new("relevant", 4, false, ""), new("clarity", null, true, "")] }], Rubric);
        Assert.Equal(4, summary.Mean);
    }

    [Fact]
    public void Weights_and_spread_are_those_of_the_reviewers_means()
    {
        var summary = ScoreSummary.From([Review(5, 1), Review(2, 2)], Rubric);
        Assert.Equal((5 * 3 + 1) / 4.0 - 2, summary.Spread, 6);
        Assert.Equal(3, summary.Mean!.Value, 6);
        Assert.Equal(3.5, summary.Criteria[0].Mean);
    }
}
