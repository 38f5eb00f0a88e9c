using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using PracticeReview.Reviews;
using PracticeReview.Web.Texts;

namespace PracticeReview.Web.Pages.Review;

/// <summary>The reasons for a no, as the form offers them.</summary>
public static class DeclineChoices
{
    /// <summary>All reasons, none chosen beforehand.</summary>
    public static IEnumerable<SelectListItem> All(IStringLocalizer<ReviewTexts> texts, string? chosen) =>
    [
        Choice(DeclineReason.NoTime, texts["I have no time before the due date"], chosen),
        Choice(DeclineReason.NotMyField, texts["It is not my field"], chosen),
        Choice(DeclineReason.Language, texts["I can't read its language well enough"], chosen),
        Choice(DeclineReason.Conflict, texts["I have a conflict of interest"], chosen),
        Choice(DeclineReason.Other, texts["Another reason"], chosen),
    ];

    /// <summary>The reason that was chosen; null when none of ours was.</summary>
    public static DeclineReason? Read(string? chosen) =>
        Enum.GetNames<DeclineReason>().Contains(chosen) ? Enum.Parse<DeclineReason>(chosen!) : null;

    private static SelectListItem Choice(DeclineReason reason, string text, string? chosen) => new(text, reason.ToString(), reason.ToString() == chosen);
}
