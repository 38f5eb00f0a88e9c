using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using PracticeReview.Accounts;
using PracticeReview.Web.Hosting;
using PracticeReview.Web.Texts;

namespace PracticeReview.Web.Pages.Account;

/// <summary>Sends the confirming link again.</summary>
[AllowAnonymous]
public sealed class ResendModel(UserManager<User> users, AccountMails mails, IStringLocalizer<AccountTexts> texts) : PageModel
{
    /// <summary>Where to.</summary>
    [BindProperty]
    public string? Email { get; set; }

    /// <summary>Mails the link when there is an unconfirmed account; answers alike in any case.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        if (!AccountInput.IsEmail(Email))
        {
            ModelState.AddModelError(nameof(Email), texts["Enter an e-mail address like name@example.org."]);
            return Page();
        }

        if (await users.FindByEmailAsync(Email!.Trim()) is { } user)
        {
            await (user.EmailConfirmed ? mails.SendAccountExistsAsync(user, HttpContext.RequestAborted) : mails.SendConfirmationAsync(user, null, HttpContext.RequestAborted));
        }

        return RedirectToPage("CheckMail", new { kind = "confirm" });
    }
}
