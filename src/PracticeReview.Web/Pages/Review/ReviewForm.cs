using System.Globalization;
using PracticeReview.Criteria;
using PracticeReview.Reviews;

namespace PracticeReview.Web.Pages.Review;

/// <summary>Reads a review from the scoring form.</summary>
public static class ReviewForm
{
    /// <summary>Value of "cannot judge".</summary>
    public const string CannotJudge = "cannot";

    private const string ScoreName = "score-";
    private const string CommentName = "comment-";

    /// <summary>
    /// All that was sent, in the order of the rubric. What the form doesn't offer is read too, so that
    /// <see cref="ReviewRules.Refuse"/> can refuse it instead of it being passed over.
    /// </summary>
    public static ReviewContent Read(IFormCollection form, Rubric rubric)
    {
        var strange = form.Keys.Where(name => name.StartsWith(ScoreName, StringComparison.Ordinal))
            .Select(name => name[ScoreName.Length..])
            .Where(key => rubric.Criterion(key) is null);
        return new ReviewContent
        {
            Answers = [.. rubric.Criteria.Select(c => c.Key).Concat(strange).Select(key => Answer(form, key)).OfType<CriterionAnswer>()],
            CommentToSubmitter = Text(form, "toSubmitter"),
            CommentToEditors = Text(form, "toEditors"),
            Recommendation = Advice(form["recommendation"].ToString()),
        };
    }

    /// <summary>Number of saves that the sender knew of; −1 when it was tampered with, which matches none.</summary>
    public static int Version(IFormCollection form) =>
        int.TryParse(form["base"], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : -1;

    /// <summary>The names and values of a review, as the form sends them.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Fields(ReviewContent content)
    {
        foreach (var answer in content.Answers)
        {
            if (answer.CannotJudge || answer.Score is not null)
            {
                yield return new(ScoreName + answer.Criterion, answer.CannotJudge ? CannotJudge : answer.Score!.Value.ToString(CultureInfo.InvariantCulture));
            }

            yield return new(CommentName + answer.Criterion, answer.Comment);
        }

        yield return new("toSubmitter", content.CommentToSubmitter);
        yield return new("toEditors", content.CommentToEditors);
        if (content.Recommendation is { } recommendation)
        {
            yield return new("recommendation", recommendation.ToString());
        }
    }

    private static CriterionAnswer? Answer(IFormCollection form, string key)
    {
        var (level, comment) = (form[ScoreName + key].ToString(), Text(form, CommentName + key));
        int? score = level is "" or CannotJudge ? null : int.TryParse(level, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        return level.Length == 0 && comment.Length == 0 ? null : new(key, score, level == CannotJudge, comment);
    }

    private static Recommendation? Advice(string name) =>
        name.Length == 0 ? null : Enum.GetNames<Recommendation>().Contains(name) ? Enum.Parse<Recommendation>(name) : (Recommendation)(-1);

    // Browsers send line breaks as two characters; counted and stored is one.
    private static string Text(IFormCollection form, string name) => form[name].ToString().Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd();
}
