using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using PracticeReview.Accounts;
using PracticeReview.Web.Hosting;
using PracticeReview.Web.Texts;

namespace PracticeReview.Web.Pages.Account;

/// <summary>Chooses a new password with the link of a mail.</summary>
[AllowAnonymous]
public sealed class ResetPasswordModel(UserManager<User> users, IStringLocalizer<AccountTexts> texts) : PageModel
{
    /// <summary>The account.</summary>
    [BindProperty(SupportsGet = true, Name = "account")]
    public Guid AccountId { get; set; }

    /// <summary>Proof that the link was received.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Code { get; set; }

    /// <summary>The new password.</summary>
    [BindProperty]
    public string? Password { get; set; }

    /// <summary>The link is no longer any good.</summary>
    public bool IsExpired { get; private set; }

    /// <summary>Asks for the new password.</summary>
    public void OnGet() => PrivateLink.Protect(Response);

    /// <summary>Sets it; other devices are signed out by the changed security stamp.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        PrivateLink.Protect(Response);
        if (string.IsNullOrEmpty(Password))
        {
            ModelState.AddModelError(nameof(Password), texts["Choose a password."]);
            return Page();
        }

        if (await users.FindByIdAsync(AccountId.ToString()) is not { } user || PrivateLink.Decode(Code) is not { } token)
        {
            IsExpired = true;
            return Page();
        }

        var result = await users.ResetPasswordAsync(user, token, Password);
        if (!result.Succeeded)
        {
            IsExpired = result.Errors.Any(error => error.Code == nameof(IdentityErrorDescriber.InvalidToken));
            foreach (var error in result.Errors)
            {
                ModelState.AddModelError(nameof(Password), error.Description);
            }

            return Page();
        }

        await users.SetLockoutEndDateAsync(user, null);
        this.Say(texts["Your new password is set. Sign in with it."]);
        return RedirectToPage("SignIn");
    }
}
