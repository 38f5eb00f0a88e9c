using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using PracticeReview.Matching;
using PracticeReview.Reviews;
using PracticeReview.Web.Pages.Account;
using PracticeReview.Web.Texts;

namespace PracticeReview.Web.Pages.Review;

/// <summary>
/// The personal link of a mail. Looking at it changes nothing. Answering needs a choice that only a person makes: some
/// mail scanners press lone buttons.
/// </summary>
[AllowAnonymous]
public sealed class LinkModel(
    OpenReviewLink links, AnswerInvitation answers, SendFreshLink freshLinks, ReviewBinding binding, IStringLocalizer<ReviewTexts> texts) : PageModel
{
    /// <summary>The token; never shown, never written anywhere.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Token { get; set; }

    /// <summary>Which of the mail's two links was followed: "accept" or "decline".</summary>
    [BindProperty(SupportsGet = true, Name = "answer")]
    public string? Answer { get; set; }

    /// <summary>"none" or "some"; nothing is chosen beforehand.</summary>
    [BindProperty]
    public string? Conflict { get; set; }

    /// <summary>Those of <see cref="Organisations"/> that the conflict concerns; other names are ignored.</summary>
    [BindProperty]
    public List<string> ConflictWith { get; set; } = [];

    /// <summary>Why not; a <see cref="DeclineReason"/>.</summary>
    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>More about it.</summary>
    [BindProperty]
    public string? Note { get; set; }

    /// <summary>Someone to ask instead.</summary>
    [BindProperty]
    public string? Colleague { get; set; }

    /// <summary>What the link is about.</summary>
    public ReviewVisit? Visit { get; private set; }

    /// <summary>Why it leads nowhere.</summary>
    public Ended? Ended { get; private set; }

    /// <summary>The reviewer has just said no.</summary>
    public bool HasDeclined { get; private set; }

    /// <summary>Choices of the declaration.</summary>
    public IEnumerable<SelectListItem> Declarations =>
    [
        new(texts["No, I have no conflict of interest"], "none", Conflict == "none"),
        new(texts["Yes, I have one, or others could see one"], "some", Conflict == "some"),
    ];

    /// <summary>Whose work the practice is, and who answers for it: what a reviewer must know to declare a conflict of interest.</summary>
    public IReadOnlyList<string> Organisations => MatchRequests.From(Visit!.Content, null).Organisations.ToList();

    /// <summary>Organisations that the conflict may concern.</summary>
    public IEnumerable<SelectListItem> ConflictChoices => Organisations.Select(name => new SelectListItem(name, name, ConflictWith.Contains(name)));

    /// <summary>Shows what is asked.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (await EnterAsync(cancellation) is { } end)
        {
            return end;
        }

        return Visit!.Assignment.State is AssignmentState.Accepted or AssignmentState.Reviewed && binding.LinkOf(HttpContext, Visit.Assignment.Id) is not null
            ? Redirect($"/review/{Visit.Assignment.Id}")
            : Page();
    }

    /// <summary>Takes an answer, opens the review, or mails a fresh link.</summary>
    public async Task<IActionResult> OnPostAsync(string? ask, CancellationToken cancellation)
    {
        var end = await EnterAsync(cancellation);
        if (ask == "fresh" && Ended is { OffersLink: true } ended)
        {
            await freshLinks.ExecuteAsync(ended.Visit!, cancellation);
            Ended = ended with { WasAsked = true };
            Response.StatusCode = StatusCodes.Status200OK;
            return Page();
        }

        return end ?? ask switch
        {
            "continue" when Visit!.Assignment.State is AssignmentState.Accepted or AssignmentState.Reviewed => Begin(),
            "accept" => await AcceptAsync(cancellation),
            "decline" when Visit!.Assignment.State == AssignmentState.Invited => await DeclineAsync(cancellation),
            _ => Page(),
        };
    }

    private async Task<IActionResult> AcceptAsync(CancellationToken cancellation)
    {
        Answer = "accept";
        switch (Conflict)
        {
            case "none":
                return await answers.AcceptAsync(Visit!, cancellation) == AnswerOutcome.Recorded ? Begin() : await ShowEndAsync(cancellation);
            case "some" when Visit!.Assignment.State == AssignmentState.Invited:
                return await DeclineAsync(DeclineReason.Conflict, cancellation);
            default:
                ModelState.AddModelError(nameof(Conflict), texts["Please answer this question first."]);
                return Page();
        }
    }

    private async Task<IActionResult> DeclineAsync(CancellationToken cancellation)
    {
        Answer = "decline";
        if (DeclineChoices.Read(Reason) is not { } reason)
        {
            ModelState.AddModelError(nameof(Reason), texts["Please choose a reason."]);
            return Page();
        }

        return await DeclineAsync(reason, cancellation);
    }

    private async Task<IActionResult> DeclineAsync(DeclineReason reason, CancellationToken cancellation)
    {
        if (await answers.DeclineAsync(Visit!, reason, Note, Colleague, [.. ConflictWith.Intersect(Organisations)], cancellation) != AnswerOutcome.Recorded)
        {
            return await ShowEndAsync(cancellation);
        }

        HasDeclined = true;
        return Page();
    }

    private RedirectResult Begin()
    {
        binding.Bind(HttpContext, Visit!);
        return Redirect($"/review/{Visit!.Assignment.Id}");
    }

    private async Task<IActionResult> ShowEndAsync(CancellationToken cancellation) => await EnterAsync(cancellation) ?? Page();

    private async Task<IActionResult?> EnterAsync(CancellationToken cancellation)
    {
        PrivateLink.Protect(Response);
        Response.Headers["X-Robots-Tag"] = "noindex";
        var opened = await links.ByTokenAsync(Token, cancellation);
        (Visit, Ended) = (opened.Visit, Ended.Of(opened));
        if (Ended is null)
        {
            return null;
        }

        Response.StatusCode = Ended.Status;
        return Page();
    }
}
