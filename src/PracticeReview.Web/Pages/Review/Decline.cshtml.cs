using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using PracticeReview.Criteria;
using PracticeReview.Matching;
using PracticeReview.Reviews;
using PracticeReview.Web.Texts;

namespace PracticeReview.Web.Pages.Review;

/// <summary>Takes an acceptance back, so that someone else can be asked in time.</summary>
[AllowAnonymous]
public sealed class DeclineModel(
    OpenReviewLink links, ReviewBinding binding, AnswerInvitation answers, IStringLocalizer<ReviewTexts> texts)
    : ReviewPage(links, binding)
{
    /// <summary>Why; a <see cref="DeclineReason"/>.</summary>
    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>More about it.</summary>
    [BindProperty]
    public string? Note { get; set; }

    /// <summary>Someone to ask instead.</summary>
    [BindProperty]
    public string? Colleague { get; set; }

    /// <summary>Shows the question.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) =>
        await EnterAsync(cancellation) ?? (Visit.Assignment.State == AssignmentState.Accepted ? Page() : Redirect($"/review/{Id}/done"));

    /// <summary>Takes it back.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (await EnterAsync(cancellation) is { } end)
        {
            return end;
        }

        if (Visit.Assignment.State != AssignmentState.Accepted)
        {
            return Redirect($"/review/{Id}/done");
        }

        if (DeclineChoices.Read(Reason) is not { } reason)
        {
            ModelState.AddModelError(nameof(Reason), texts["Please choose a reason."]);
            return Page();
        }

        await answers.DeclineAsync(Visit, reason, Note, Colleague, [], cancellation);
        return await EnterAsync(cancellation) ?? Redirect($"/review/{Id}");
    }
}
