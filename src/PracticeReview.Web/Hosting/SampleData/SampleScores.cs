using PracticeReview.Criteria;
using PracticeReview.Practices;
using PracticeReview.Reviews;

namespace PracticeReview.Web.Hosting.SampleData;

/// <summary>What a sample reviewer answers, so that the rule decides as the story wants.</summary>
public static class SampleScores
{
    /// <summary>A complete review in the reviewer's words; the same numbers give the same review.</summary>
    /// <param name="fate">Where the practice is taken to.</param>
    /// <param name="round">Its round: after a revision everybody is content.</param>
    /// <param name="seed">Any number; it chooses among the comments.</param>
    /// <param name="language">Language of the comments.</param>
    /// <param name="practice">What is reviewed: most reviewers answer for each objective and principle that it names.</param>
    public static ReviewContent Review(SampleFate fate, int round, int seed, string language, PracticeContent practice)
    {
        var comments = SampleFiles.Comments(language);
        var criteria = SampleFiles.CriterionComments(language);
        var (pool, recommendation) = fate switch
        {
            SampleFate.Declined => (comments.Weak, Recommendation.Decline),
            SampleFate.Revision => (comments.Middling, Recommendation.ReviseAndResubmit),
            SampleFate.Revised when round == 1 => (comments.Middling, Recommendation.ReviseAndResubmit),
            SampleFate.Decision => (comments.Middling, Recommendation.PublishAfterMinorChanges),
            _ => (comments.Strong, seed % 3 == 0 ? Recommendation.PublishAfterMinorChanges : Recommendation.Publish),
        };
        return new ReviewContent
        {
            Answers = [.. Rubric.Default.Criteria.Select((criterion, index) => Answer(criterion, fate, round, seed + index, criteria))],
            Objectives = [.. practice.Objectives().Order().Where(_ => seed % 5 != 4).Select(number => new ObjectiveAnswer(number, IsFound(fate, seed + number)))],
            Principles = [.. practice.Principles.Select(p => p.Principle).Order(StringComparer.Ordinal).Where(_ => seed % 5 < 3)
                .Select((key, index) => new PrincipleAnswer(key, IsFound(fate, seed + (index * 3)) ? PrincipleFinding.Reflected : PrincipleFinding.NotReflected))],
            CommentToSubmitter = pool[seed % pool.Count],
            CommentToEditors = seed % 2 == 0 ? comments.Editors[seed % comments.Editors.Count] : "",
            Recommendation = recommendation,
        };
    }

    private static bool IsFound(SampleFate fate, int seed) => seed % (fate == SampleFate.Declined ? 2 : 6) != 1;

    private static CriterionAnswer Answer(Criterion criterion, SampleFate fate, int round, int seed, IReadOnlyList<string> comments)
    {
        var score = fate switch
        {
            SampleFate.Declined => seed % 3 == 0 ? 1 : 2,
            SampleFate.Revision => 3,
            SampleFate.Revised when round == 1 => 3,
            // Half of the weight at 4, half at 3: a mean of 3.5, on the threshold.
            SampleFate.Decision => criterion.Key is "implemented" or "relevant" or "coherent" ? 4 : 3,
            _ => seed % 4 == 0 ? 5 : 4,
        };
        var cannotJudge = criterion is { MustReach: null, Weight: 1 } && seed % 11 == 0 && fate != SampleFate.Decision;
        return new CriterionAnswer(criterion.Key, cannotJudge ? null : score, cannotJudge, score <= 2 || seed % 5 == 0 ? comments[seed % comments.Count] : "");
    }
}
