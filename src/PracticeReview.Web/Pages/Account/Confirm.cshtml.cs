using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using PracticeReview.Accounts;
using PracticeReview.Web.Hosting;
using PracticeReview.Web.Texts;

namespace PracticeReview.Web.Pages.Account;

/// <summary>Confirms an address. Opening the link changes nothing, since mail scanners open links too; the button does.</summary>
[AllowAnonymous]
public sealed class ConfirmModel(UserManager<User> users, IStringLocalizer<AccountTexts> texts) : PageModel
{
    /// <summary>The account.</summary>
    [BindProperty(SupportsGet = true, Name = "account")]
    public Guid AccountId { get; set; }

    /// <summary>Proof that the link was received.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Code { get; set; }

    /// <summary>Where to go after signing in.</summary>
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>The link is no longer any good.</summary>
    public bool IsExpired { get; private set; }

    /// <summary>Shows the button.</summary>
    public void OnGet() => PrivateLink.Protect(Response);

    /// <summary>Confirms the address and makes the account a submitter's.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        PrivateLink.Protect(Response);
        var user = await users.FindByIdAsync(AccountId.ToString());
        if (user is { EmailConfirmed: true })
        {
            return Done();
        }

        if (user is null || PrivateLink.Decode(Code) is not { } token || !(await users.ConfirmEmailAsync(user, token)).Succeeded)
        {
            IsExpired = true;
            return Page();
        }

        if (!await users.IsInRoleAsync(user, Roles.Submitter))
        {
            await users.AddToRoleAsync(user, Roles.Submitter);
        }

        return Done();
    }

    private RedirectToPageResult Done()
    {
        this.Say(texts["Your address is confirmed. Sign in to go on."]);
        return RedirectToPage("SignIn", new { returnUrl = Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : null });
    }
}
