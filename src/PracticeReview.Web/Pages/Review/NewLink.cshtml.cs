using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using PracticeReview.Reviews;
using PracticeReview.Web.Texts;

namespace PracticeReview.Web.Pages.Review;

/// <summary>
/// For reviewers whose link got lost or mangled: mails fresh ones to the address that was invited. The answer is the same
/// whether anybody was, so that nobody learns who reviews.
/// </summary>
[AllowAnonymous]
public sealed class NewLinkModel(OpenReviewLink links, SendFreshLink freshLinks, IStringLocalizer<ReviewTexts> texts) : PageModel
{
    /// <summary>The address.</summary>
    [BindProperty]
    public string? Address { get; set; }

    /// <summary>It was asked for just now.</summary>
    public bool WasAsked { get; private set; }

    /// <summary>Shows the form.</summary>
    public void OnGet() => Response.Headers["X-Robots-Tag"] = "noindex";

    /// <summary>Mails the links.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (Address?.Trim() is not { Length: > 2 and <= 200 } address || !address.Contains('@', StringComparison.Ordinal))
        {
            ModelState.AddModelError(nameof(Address), texts["Enter the e-mail address, like name@example.org."]);
            return Page();
        }

        foreach (var visit in await links.OfAddressAsync(address, cancellation))
        {
            await freshLinks.ExecuteAsync(visit, cancellation);
        }

        WasAsked = true;
        return Page();
    }
}
