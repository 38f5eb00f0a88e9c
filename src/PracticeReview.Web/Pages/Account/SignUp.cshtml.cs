using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using PracticeReview.Accounts;
using PracticeReview.Web.Hosting;
using PracticeReview.Web.Texts;

namespace PracticeReview.Web.Pages.Account;

/// <summary>Creates an account. Answers alike whether or not the address has one already; the mail tells its owner.</summary>
[AllowAnonymous]
public sealed class SignUpModel(UserManager<User> users, AccountMails mails, TimeProvider time, IStringLocalizer<AccountTexts> texts) : PageModel
{
    /// <summary>What is asked.</summary>
    [BindProperty]
    public Form Input { get; set; } = new();

    /// <summary>Where to go after signing in.</summary>
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>Creates the account and mails a link, or tells what is wrong.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        Check();
        var now = time.GetUtcNow();
        var email = (Input.Email ?? "").Trim();
        var user = new User
        {
            Id = Guid.CreateVersion7(now),
            UserName = email,
            Email = email,
            DisplayName = (Input.DisplayName ?? "").Trim(),
            Language = Localisation.CurrentLanguage,
            TimeZone = HttpContext.TimeZone().Id,
            CreatedAt = now,
        };
        if (!await CheckPasswordAsync(user))
        {
            return Page();
        }

        if (await users.FindByEmailAsync(email) is { } known)
        {
            await mails.SendAccountExistsAsync(known, HttpContext.RequestAborted);
        }
        else if (await CreateAsync(user))
        {
            await mails.SendConfirmationAsync(user, ReturnUrl, HttpContext.RequestAborted);
        }

        return RedirectToPage("CheckMail", new { kind = "confirm" });
    }

    private async Task<bool> CreateAsync(User user)
    {
        try
        {
            return (await users.CreateAsync(user, Input.Password!)).Succeeded;
        }
        catch (DbUpdateException)
        {
            return false; // the same address, at the same moment
        }
    }

    private async Task<bool> CheckPasswordAsync(User user)
    {
        foreach (var validator in string.IsNullOrEmpty(Input.Password) ? [] : users.PasswordValidators)
        {
            foreach (var error in (await validator.ValidateAsync(users, user, Input.Password)).Errors)
            {
                ModelState.AddModelError("Input.Password", error.Description);
            }
        }

        return ModelState.IsValid;
    }

    private void Check()
    {
        if (string.IsNullOrWhiteSpace(Input.DisplayName) || Input.DisplayName.Trim().Length > 200)
        {
            ModelState.AddModelError("Input.DisplayName", texts["Enter your name, in at most 200 characters."]);
        }

        if (!AccountInput.IsEmail(Input.Email))
        {
            ModelState.AddModelError("Input.Email", texts["Enter an e-mail address like name@example.org."]);
        }

        if (string.IsNullOrEmpty(Input.Password))
        {
            ModelState.AddModelError("Input.Password", texts["Choose a password."]);
        }
    }

    /// <summary>The form.</summary>
    public sealed class Form
    {
        /// <summary>Name to be addressed by.</summary>
        public string? DisplayName { get; set; }

        /// <summary>Address, also the name to sign in with.</summary>
        public string? Email { get; set; }

        /// <summary>Chosen password.</summary>
        [DataType(DataType.Password)]
        public string? Password { get; set; }
    }
}
