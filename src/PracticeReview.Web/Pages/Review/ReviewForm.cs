using System.Globalization;
using PracticeReview.Criteria;
using PracticeReview.Reviews;

namespace PracticeReview.Web.Pages.Review;

/// <summary>Reads a review from the scoring form.</summary>
public static class ReviewForm
{
    /// <summary>Value of "cannot judge".</summary>
    public const string CannotJudge = "cannot";

    /// <summary>Shown, or reflected.</summary>
    public const string Yes = "yes";

    /// <summary>Not shown, or not reflected.</summary>
    public const string No = "no";

    /// <summary>The principle doesn't apply.</summary>
    public const string NotApplicable = "na";

    /// <summary>Beginning of the names of answers by objective.</summary>
    public const string ObjectiveName = "objective-";

    /// <summary>Beginning of the names of answers by principle.</summary>
    public const string PrincipleName = "principle-";

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
            Objectives = [.. Given(form, ObjectiveName).Select(pair => new ObjectiveAnswer(
                pair.Value is Yes or No && int.TryParse(pair.Key, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0, pair.Value == Yes))
                .OrderBy(answer => answer.Objective)],
            Principles = [.. Given(form, PrincipleName).Select(pair => new PrincipleAnswer(pair.Key, Finding(pair.Value)))
                .OrderBy(answer => answer.Principle, StringComparer.Ordinal)],
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

        foreach (var answer in content.Objectives)
        {
            yield return new(ObjectiveName + answer.Objective.ToString(CultureInfo.InvariantCulture), answer.Shown ? Yes : No);
        }

        foreach (var answer in content.Principles)
        {
            yield return new(PrincipleName + answer.Principle, answer.Finding switch { PrincipleFinding.Reflected => Yes, PrincipleFinding.NotReflected => No, _ => NotApplicable });
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

    private static IEnumerable<KeyValuePair<string, string>> Given(IFormCollection form, string name) =>
        form.Where(field => field.Key.StartsWith(name, StringComparison.Ordinal) && field.Value.ToString().Length > 0)
            .Select(field => KeyValuePair.Create(field.Key[name.Length..], field.Value.ToString()));

    private static PrincipleFinding Finding(string value) => value switch
    {
        Yes => PrincipleFinding.Reflected,
        No => PrincipleFinding.NotReflected,
        NotApplicable => PrincipleFinding.NotApplicable,
        _ => (PrincipleFinding)(-1),
    };

    private static Recommendation? Advice(string name) =>
        name.Length == 0 ? null : Enum.GetNames<Recommendation>().Contains(name) ? Enum.Parse<Recommendation>(name) : (Recommendation)(-1);

    // Browsers send line breaks as two characters; counted and stored is one.
    private static string Text(IFormCollection form, string name) => form[name].ToString().Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd();
}
