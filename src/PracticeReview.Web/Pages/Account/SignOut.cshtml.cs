using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using PracticeReview.Accounts;
using PracticeReview.Web.Hosting;
using PracticeReview.Web.Texts;

namespace PracticeReview.Web.Pages.Account;

/// <summary>Signs out.</summary>
[AllowAnonymous]
public sealed class SignOutModel(SignInManager<User> signIn, IStringLocalizer<AccountTexts> texts) : PageModel
{
    /// <summary>Signs out and leads to the front page.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        await signIn.SignOutAsync();
        this.Say(texts["You are signed out."]);
        return LocalRedirect("/");
    }
}
