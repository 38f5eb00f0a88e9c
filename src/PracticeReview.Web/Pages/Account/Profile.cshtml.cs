using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using PracticeReview.Accounts;
using PracticeReview.Web.Hosting;
using PracticeReview.Web.Texts;

namespace PracticeReview.Web.Pages.Account;

/// <summary>Name, language, time zone and password of the account.</summary>
[Authorize]
public sealed class ProfileModel(UserManager<User> users, SignInManager<User> signIn, IStringLocalizer<AccountTexts> texts) : PageModel
{
    /// <summary>Name to be addressed by.</summary>
    [BindProperty]
    public string? DisplayName { get; set; }

    /// <summary>Language of pages and mails.</summary>
    [BindProperty]
    public string? Language { get; set; }

    /// <summary>IANA time zone.</summary>
    [BindProperty]
    public string? TimeZone { get; set; }

    /// <summary>The password in use.</summary>
    [BindProperty]
    public string? CurrentPassword { get; set; }

    /// <summary>The password to use.</summary>
    [BindProperty]
    public string? NewPassword { get; set; }

    /// <summary>Address of the account.</summary>
    public string Email { get; private set; } = "";

    /// <summary>What the browser says about the zone, when it differs.</summary>
    public string? BrowserZone { get; private set; }

    /// <summary>Shows the account.</summary>
    public async Task<IActionResult> OnGetAsync()
    {
        if (await users.GetUserAsync(User) is not { } user)
        {
            return Challenge();
        }

        Show(user);
        return Page();
    }

    /// <summary>Saves name, language and zone.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        if (await users.GetUserAsync(User) is not { } user)
        {
            return Challenge();
        }

        Require(DisplayName?.Trim() is { Length: > 0 and <= 200 }, nameof(DisplayName), texts["Enter your name, in at most 200 characters."]);
        Require(Localisation.IsLanguage(Language), nameof(Language), texts["Choose one of the languages."]);
        Require(ReaderZone.Find(TimeZone) is not null, nameof(TimeZone), texts["Choose one of the time zones."]);
        if (!ModelState.IsValid)
        {
            Show(user);
            return Page();
        }

        (user.DisplayName, user.Language, user.TimeZone) = (DisplayName!.Trim(), Language!, TimeZone!);
        await users.UpdateAsync(user);
        await signIn.RefreshSignInAsync(user);
        Localisation.RememberLanguage(HttpContext, user.Language);
        this.Say(texts["Your profile is saved."]);
        return RedirectToPage();
    }

    /// <summary>Changes the password.</summary>
    public async Task<IActionResult> OnPostPasswordAsync()
    {
        if (await users.GetUserAsync(User) is not { } user)
        {
            return Challenge();
        }

        var result = await users.ChangePasswordAsync(user, CurrentPassword ?? "", NewPassword ?? "");
        foreach (var error in result.Errors)
        {
            Require(false, error.Code == nameof(IdentityErrorDescriber.PasswordMismatch) ? nameof(CurrentPassword) : nameof(NewPassword), error.Description);
        }

        if (!result.Succeeded)
        {
            Show(user);
            return Page();
        }

        await signIn.RefreshSignInAsync(user);
        this.Say(texts["Your new password is set."]);
        return RedirectToPage();
    }

    private void Show(User user)
    {
        Email = user.Email ?? "";
        DisplayName ??= user.DisplayName;
        Language ??= user.Language;
        TimeZone ??= user.TimeZone;
        BrowserZone = ReaderZone.Find(Request.Cookies[ReaderZone.Cookie])?.Id is { } zone && zone != user.TimeZone ? zone : null;
    }

    private void Require(bool condition, string field, string sentence)
    {
        if (!condition)
        {
            ModelState.AddModelError(field, sentence);
        }
    }
}
