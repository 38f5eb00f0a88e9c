using PracticeReview.Criteria;
using PracticeReview.Practices;

namespace PracticeReview.Reviews;

/// <summary>What is missing or wrong in a review.</summary>
/// <param name="Field">"recommendation", "toSubmitter", "toEditors", or "score-" or "comment-" and the criterion's key.</param>
/// <param name="Sentence">What to do, in plain English with placeholders; the key of its translations.</param>
/// <param name="Arguments">Values of the placeholders.</param>
public sealed record ReviewProblem(string Field, string Sentence, params object[] Arguments);

/// <summary>What a review needs: to be kept at all, and to be submitted.</summary>
public static class ReviewRules
{
    /// <summary>Characters that the comment to the submitter needs: less can't help anybody.</summary>
    public const int ShortestComment = 20;

    /// <summary>Characters that the comment to the submitter needs when the advice is to decline.</summary>
    public const int ShortestRefusal = 60;

    /// <summary>Characters of a comment on a criterion.</summary>
    public const int LongestNote = 3000;

    /// <summary>Characters of the comments to the submitter and to the editors.</summary>
    public const int LongestComment = 8000;

    /// <summary>Characters that a draft keeps of each text; what is longer than submitting allows is told, not lost.</summary>
    public const int LongestDraft = 50_000;

    /// <summary>A criterion without an answer.</summary>
    public const string Unanswered = "Choose a level from 1 to 5, or “cannot judge”.";

    /// <summary>A required level that was not reached, without a word on it.</summary>
    public const string ExplainLow = "Say in a sentence why it falls short: the submitter needs to know.";

    /// <summary>No recommendation.</summary>
    public const string ChooseRecommendation = "Choose what you recommend.";

    /// <summary>The comment to the submitter is missing or too short.</summary>
    public const string CommentTooShort = "Write at least {0} characters to the submitter; there are {1}.";

    /// <summary>The advice is to decline, and the comment doesn't say enough.</summary>
    public const string ExplainRefusal = "Explain to the submitter why you recommend to decline, in at least {0} characters; there are {1}.";

    /// <summary>An answer by objective or principle that the form doesn't offer.</summary>
    public const string NotOffered = "Choose one of the answers offered.";

    /// <summary>A text beyond its limit.</summary>
    public const string TooLong = "Shorten this to {0} characters; it has {1}.";

    /// <summary>Everything that keeps the review from being submitted, in the order of the form; empty when nothing does.</summary>
    public static IReadOnlyList<ReviewProblem> Check(ReviewContent content, Rubric rubric)
    {
        var problems = new List<ReviewProblem>(Refuse(content, rubric));
        foreach (var criterion in rubric.Criteria)
        {
            var answer = content.Answers.FirstOrDefault(a => a.Criterion == criterion.Key);
            if (answer is null or { Score: null, CannotJudge: false })
            {
                problems.Add(new("score-" + criterion.Key, Unanswered));
            }

            if (answer is { Score: { } score } && score < criterion.MustReach && string.IsNullOrWhiteSpace(answer.Comment))
            {
                problems.Add(new("comment-" + criterion.Key, ExplainLow));
            }

            AddTooLong(problems, "comment-" + criterion.Key, answer?.Comment ?? "", LongestNote);
        }

        if (content.Recommendation is null)
        {
            problems.Add(new("recommendation", ChooseRecommendation));
        }

        var said = content.CommentToSubmitter.Trim().Length;
        if (content.Recommendation == Recommendation.Decline && said < ShortestRefusal)
        {
            problems.Add(new("toSubmitter", ExplainRefusal, ShortestRefusal, said));
        }
        else if (said < ShortestComment)
        {
            problems.Add(new("toSubmitter", CommentTooShort, ShortestComment, said));
        }

        AddTooLong(problems, "toSubmitter", content.CommentToSubmitter, LongestComment);
        AddTooLong(problems, "toEditors", content.CommentToEditors, LongestComment);
        return problems;
    }

    /// <summary>What no page of ours sends, so that not even a draft keeps it: strange criteria, levels beyond the scale, endless texts.</summary>
    public static IReadOnlyList<ReviewProblem> Refuse(ReviewContent content, Rubric rubric)
    {
        var problems = new List<ReviewProblem>();
        foreach (var answer in content.Answers)
        {
            if (rubric.Criterion(answer.Criterion) is null)
            {
                problems.Add(new("score-" + answer.Criterion, "There is no such criterion."));
            }

            if (answer.Score is < Rubric.LowestLevel or > Rubric.HighestLevel || answer is { Score: not null, CannotJudge: true })
            {
                problems.Add(new("score-" + answer.Criterion, Unanswered));
            }
        }

        problems.AddRange(content.Objectives.Where(a => Vocabulary.Objective(a.Objective) is null).Select(_ => new ReviewProblem("score-relevant", NotOffered)));
        problems.AddRange(content.Principles.Where(a => Vocabulary.Principle(a.Principle) is null || !Enum.IsDefined(a.Finding))
            .Select(_ => new ReviewProblem("score-coherent", NotOffered)));
        if (content.Objectives.DistinctBy(a => a.Objective).Count() < content.Objectives.Count)
        {
            problems.Add(new("score-relevant", NotOffered));
        }

        problems.AddRange(content.Answers.GroupBy(a => a.Criterion).Where(group => group.Count() > 1)
            .Select(group => new ReviewProblem("score-" + group.Key, "A criterion has one answer.")));
        if (content.Recommendation is { } recommendation && !Enum.IsDefined(recommendation))
        {
            problems.Add(new("recommendation", ChooseRecommendation));
        }

        foreach (var (field, text) in content.Answers.Select(a => ("comment-" + a.Criterion, a.Comment))
            .Append(("toSubmitter", content.CommentToSubmitter)).Append(("toEditors", content.CommentToEditors)))
        {
            AddTooLong(problems, field, text, LongestDraft);
        }

        return problems;
    }

    /// <summary>Number of the rubric's criteria that have an answer, "cannot judge" included.</summary>
    public static int Answered(ReviewContent content, Rubric rubric) =>
        rubric.Criteria.Count(c => content.Answers.Any(a => a.Criterion == c.Key && (a.Score is not null || a.CannotJudge)));

    private static void AddTooLong(List<ReviewProblem> problems, string field, string text, int limit)
    {
        if (text.Length > limit && problems.All(p => p.Field != field || p.Sentence != TooLong))
        {
            problems.Add(new(field, TooLong, limit, text.Length));
        }
    }
}
