using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using PracticeReview.Accounts;
using PracticeReview.Web.Hosting;
using PracticeReview.Web.Texts;

namespace PracticeReview.Web.Pages.Account;

/// <summary>Mails a link to choose a new password; answers alike whether or not there is an account.</summary>
[AllowAnonymous]
public sealed class ForgotPasswordModel(UserManager<User> users, AccountMails mails, IStringLocalizer<AccountTexts> texts) : PageModel
{
    /// <summary>Address of the account.</summary>
    [BindProperty]
    public string? Email { get; set; }

    /// <summary>Mails the link.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        if (!AccountInput.IsEmail(Email))
        {
            ModelState.AddModelError(nameof(Email), texts["Enter an e-mail address like name@example.org."]);
            return Page();
        }

        if (await users.FindByEmailAsync(Email!.Trim()) is { } user)
        {
            await mails.SendPasswordResetAsync(user, HttpContext.RequestAborted);
        }

        return RedirectToPage("CheckMail", new { kind = "reset" });
    }
}
