using PracticeReview.Criteria;
using PracticeReview.Reviews;

namespace PracticeReview.Tests.Reviews;

public sealed class ReviewRulesTests
{
    private static readonly Rubric Rubric = Rubric.Default;

    private static ReviewContent Complete => new()
    {
        Answers = [.. Rubric.Criteria.Select(c => new CriterionAnswer(c.Key, 4, false, ""))],
        CommentToSubmitter = "Clear, and useful to others.",
        Recommendation = Recommendation.Publish,
    };

    [Fact]
    public void A_complete_review_can_be_submitted() => Assert.Empty(ReviewRules.Check(Complete, Rubric));

    [Fact]
    public void Answers_by_objective_and_principle_are_optional_and_must_be_among_those_offered()
    {
        Assert.Empty(Fields(Complete with { Objectives = [new(3, true)], Principles = [new("human-rights", PrincipleFinding.NotApplicable)] }));
        Assert.Equal(["score-relevant"], Fields(Complete with { Objectives = [new(0, true)] }));
        Assert.Equal(["score-relevant"], Fields(Complete with { Objectives = [new(3, true), new(3, false)] }));
        Assert.Equal(["score-coherent"], Fields(Complete with { Principles = [new("kindness", PrincipleFinding.Reflected)] }));
        Assert.Equal(["score-coherent"], Fields(Complete with { Principles = [new("human-rights", (PrincipleFinding)9)] }));
    }

    [Fact]
    public void Cannot_judge_is_an_answer()
    {
        var review = With("evidence", answer => answer with { Score = null, CannotJudge = true });
        Assert.Empty(ReviewRules.Check(review, Rubric));
        Assert.Equal(Rubric.Criteria.Count, ReviewRules.Answered(review, Rubric));
    }

    [Fact]
    public void Every_criterion_needs_an_answer()
    {
        var review = Complete with { Answers = [.. Complete.Answers.Where(a => a.Criterion != "clarity")] };
        Assert.Equal([new ReviewProblem("score-clarity", ReviewRules.Unanswered).Field], Fields(review));
        Assert.Equal(Rubric.Criteria.Count - 1, ReviewRules.Answered(review, Rubric));
    }

    [Fact]
    public void An_empty_review_lacks_each_criterion_the_recommendation_and_the_comment() =>
        Assert.Equal([.. Rubric.Criteria.Select(c => "score-" + c.Key), "recommendation", "toSubmitter"], Fields(new ReviewContent()));

    [Theory]
    [InlineData("implemented", 2, true)]
    [InlineData("implemented", 3, false)]
    [InlineData("innovative", 1, false)]
    public void A_gate_that_is_not_reached_needs_a_word(string criterion, int score, bool needsOne)
    {
        var review = With(criterion, answer => answer with { Score = score });
        Assert.Equal(needsOne ? ["comment-" + criterion] : [], Fields(review));
        Assert.Empty(Fields(With(criterion, answer => answer with { Score = score, Comment = "Only a plan." })));
    }

    [Theory]
    [InlineData(19, Recommendation.Publish, false)]
    [InlineData(20, Recommendation.Publish, true)]
    [InlineData(59, Recommendation.Decline, false)]
    [InlineData(60, Recommendation.Decline, true)]
    public void The_submitter_is_told_enough_and_more_when_declined(int characters, Recommendation recommendation, bool isEnough) =>
        Assert.Equal(isEnough ? [] : ["toSubmitter"], Fields(Complete with { CommentToSubmitter = new string('a', characters) + "   ", Recommendation = recommendation }));

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    [InlineData(-1)]
    public void Levels_beyond_the_scale_are_refused_even_in_a_draft(int score) =>
        Assert.Equal("score-relevant", Assert.Single(ReviewRules.Refuse(With("relevant", a => a with { Score = score }), Rubric)).Field);

    [Fact]
    public void A_level_and_cannot_judge_at_once_are_refused() =>
        Assert.Single(ReviewRules.Refuse(With("relevant", a => a with { CannotJudge = true }), Rubric));

    [Fact]
    public void Unknown_criteria_and_second_answers_are_refused()
    {
        Assert.Single(ReviewRules.Refuse(new ReviewContent { Answers = [new("beauty", 5, false, "")] }, Rubric));
        Assert.Single(ReviewRules.Refuse(new ReviewContent { Answers = [new("relevant", 5, false, ""), new("relevant", 1, false, "")] }, Rubric));
    }

    [Fact]
    public void Texts_have_limits()
    {
        Assert.Equal(["toSubmitter"], Fields(Complete with { CommentToSubmitter = new string('a', ReviewRules.LongestComment + 1) }));
        Assert.Equal(["comment-timely"], Fields(With("timely", a => a with { Comment = new string('a', ReviewRules.LongestNote + 1) })));
        Assert.Empty(ReviewRules.Refuse(Complete with { CommentToEditors = new string('a', ReviewRules.LongestDraft) }, Rubric));
        Assert.Single(ReviewRules.Refuse(Complete with { CommentToEditors = new string('a', ReviewRules.LongestDraft + 1) }, Rubric));
    }

    [Fact]
    public void Two_reviews_that_say_the_same_are_equal()
    {
        Assert.Equal(Complete, Complete);
        Assert.NotEqual(Complete, With("timely", a => a with { Score = 3 }));
    }

    private static ReviewContent With(string criterion, Func<CriterionAnswer, CriterionAnswer> change) =>
        Complete with { Answers = [.. Complete.Answers.Select(a => a.Criterion == criterion ? change(a) : a)] };

    private static IEnumerable<string> Fields(ReviewContent review) => ReviewRules.Check(review, Rubric).Select(p => p.Field);
}
