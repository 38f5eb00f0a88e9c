using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using PracticeReview.Accounts;
using PracticeReview.Web.Hosting;
using PracticeReview.Web.Texts;

namespace PracticeReview.Web.Pages.Account;

/// <summary>Signs in with e-mail address and password. One answer for every failure, so that nobody learns who has an account.</summary>
[AllowAnonymous]
public sealed class SignInModel(
    UserManager<User> users, SignInManager<User> signIn, IPasswordHasher<User> hasher, AccountMails mails, IStringLocalizer<AccountTexts> texts) : PageModel
{
    // Checked when there is no account, so that the answer takes as long as with one.
    private static readonly User Nobody = new();
    private static string? s_nobodysHash;

    /// <summary>Address.</summary>
    [BindProperty]
    public string? Email { get; set; }

    /// <summary>Password.</summary>
    [BindProperty]
    public string? Password { get; set; }

    /// <summary>Stay signed in when the browser is closed.</summary>
    [BindProperty]
    public bool Remember { get; set; }

    /// <summary>Where to go then; only an address of this product counts.</summary>
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>Signs in.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        if (string.IsNullOrWhiteSpace(Email))
        {
            ModelState.AddModelError(nameof(Email), texts["Enter your e-mail address."]);
        }

        if (string.IsNullOrEmpty(Password))
        {
            ModelState.AddModelError(nameof(Password), texts["Enter your password."]);
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        if (await FindAsync() is not { } user)
        {
            ModelState.AddModelError("", texts["The address and the password do not match. After several failed attempts an account is locked for 15 minutes."]);
            return Page();
        }

        if (!user.EmailConfirmed)
        {
            await mails.SendConfirmationAsync(user, ReturnUrl, HttpContext.RequestAborted);
            return RedirectToPage("CheckMail", new { kind = "confirm" });
        }

        await users.ResetAccessFailedCountAsync(user);
        await signIn.SignInAsync(user, Remember);
        Localisation.RememberLanguage(HttpContext, user.Language);
        return LocalRedirect(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : await HomeOfAsync(user));
    }

    private async Task<string> HomeOfAsync(User user) =>
        await users.IsInRoleAsync(user, Roles.Editor) || await users.IsInRoleAsync(user, Roles.Administrator) ? "/admin" : "/submissions";

    private async Task<User?> FindAsync()
    {
        var user = await users.FindByEmailAsync(Email!.Trim());
        if (user is null)
        {
            hasher.VerifyHashedPassword(Nobody, s_nobodysHash ??= hasher.HashPassword(Nobody, "nobody's"), Password!);
            return null;
        }

        if (await users.IsLockedOutAsync(user))
        {
            return null;
        }

        if (!await users.CheckPasswordAsync(user, Password!))
        {
            await users.AccessFailedAsync(user);
            return null;
        }

        return user;
    }
}
