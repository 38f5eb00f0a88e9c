using Microsoft.Extensions.Localization;
using PracticeReview.Practices;
using PracticeReview.Reviews;
using PracticeReview.Web.Texts;

namespace PracticeReview.Web.Pages.Review;

/// <summary>The words for what a review holds.</summary>
public static class ReviewWords
{
    /// <summary>The recommendations, in the order of the form.</summary>
    public static readonly IReadOnlyList<Recommendation> Recommendations =
        [Recommendation.Publish, Recommendation.PublishAfterMinorChanges, Recommendation.ReviseAndResubmit, Recommendation.Decline];

    /// <summary>A recommendation in the reader's language.</summary>
    public static string Of(Recommendation? recommendation, IStringLocalizer<ReviewTexts> texts) => recommendation switch
    {
        Recommendation.Publish => texts["Publish"],
        Recommendation.PublishAfterMinorChanges => texts["Publish after minor changes"],
        Recommendation.ReviseAndResubmit => texts["Revise and resubmit"],
        Recommendation.Decline => texts["Decline it"],
        _ => "–",
    };

    /// <summary>Answers by objective, a line for each.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<ObjectiveAnswer> answers, string language, IStringLocalizer<ReviewTexts> texts) =>
        [.. answers.Select(a => $"{a.Objective}. {Vocabulary.Objective(a.Objective)?.Short(language)}: {(a.Shown ? texts["Shown"] : texts["Not shown"])}")];

    /// <summary>Answers by principle, a line for each.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<PrincipleAnswer> answers, string language, IStringLocalizer<ReviewTexts> texts) =>
        [.. answers.Select(a => $"{Vocabulary.Principle(a.Principle)?.Label(language)}: {Of(a.Finding, texts)}")];

    private static string Of(PrincipleFinding finding, IStringLocalizer<ReviewTexts> texts) => finding switch
    {
        PrincipleFinding.Reflected => texts["Reflected"],
        PrincipleFinding.NotReflected => texts["Not reflected"],
        _ => texts["Not applicable"],
    };

    /// <summary>A level, "cannot judge", or a dash.</summary>
    public static string Of(CriterionAnswer? answer, IStringLocalizer<ReviewTexts> texts) => answer switch
    {
        { Score: { } score } => texts["{0} of 5", score],
        { CannotJudge: true } => texts["Cannot judge"],
        _ => "–",
    };
}
