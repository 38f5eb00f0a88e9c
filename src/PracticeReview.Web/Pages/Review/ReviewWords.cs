using Microsoft.Extensions.Localization;
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

    /// <summary>A level, "cannot judge", or a dash.</summary>
    public static string Of(CriterionAnswer? answer, IStringLocalizer<ReviewTexts> texts) => answer switch
    {
        { Score: { } score } => texts["{0} of 5", score],
        { CannotJudge: true } => texts["Cannot judge"],
        _ => "–",
    };
}
