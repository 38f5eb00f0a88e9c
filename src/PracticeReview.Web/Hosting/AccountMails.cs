using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Localization;
using PracticeReview.Accounts;
using PracticeReview.Data;
using PracticeReview.Mail;
using PracticeReview.Web.Pages.Account;
using PracticeReview.Web.Texts;

namespace PracticeReview.Web.Hosting;

/// <summary>Mails about an account, in its owner's language.</summary>
public sealed class AccountMails(
    AppDbContext db, UserManager<User> users, IHttpContextAccessor http, TimeProvider time, IdSource ids,
    IStringLocalizer<AccountTexts> texts, IStringLocalizer<SharedTexts> shared)
{
    /// <summary>Asks to confirm the address.</summary>
    public async Task SendConfirmationAsync(User user, string? returnUrl, CancellationToken cancellation)
    {
        var link = Link("/account/confirm", user, await users.GenerateEmailConfirmationTokenAsync(user));
        await SendAsync(user, "account-confirmation", returnUrl is null ? link : QueryHelpers.AddQueryString(link, "returnUrl", returnUrl),
            () => (texts["Confirm your address"], texts["Someone, probably you, has created an account with this address. To confirm it, open the link and press the button. It works for one day."], texts["Confirm my address"],
                texts["If it was not you, do nothing: without the confirmation nobody can use the account."]), cancellation);
    }

    /// <summary>Says that there is an account already, to its owner only.</summary>
    public Task SendAccountExistsAsync(User user, CancellationToken cancellation) => SendAsync(user, "account-exists", Address("/account/forgot-password"),
        () => (texts["You have an account already"], texts["Someone, probably you, wanted to create an account with this address, which has one. Sign in with it; if you have forgotten the password, choose a new one."], texts["Choose a new password"],
            texts["If it was not you, do nothing: nothing was changed."]), cancellation);

    /// <summary>Lets the owner choose a new password.</summary>
    public async Task SendPasswordResetAsync(User user, CancellationToken cancellation)
    {
        var link = Link("/account/reset-password", user, await users.GeneratePasswordResetTokenAsync(user));
        await SendAsync(user, "account-password", link,
            () => (texts["Choose a new password"], texts["Someone, probably you, has asked for a new password for this account. Open the link to choose one. It works for one day, and once."], texts["Choose a new password"],
                texts["If it was not you, do nothing: your password stays as it is."]), cancellation);
    }

    private async Task SendAsync(
        User user, string template, string link, Func<(string Subject, string Text, string Button, string Else)> write, CancellationToken cancellation)
    {
        var (now, id) = (time.GetUtcNow(), ids.Next());
        db.Outbox.Add(InLanguage(user.Language, () =>
        {
            var (subject, text, button, otherwise) = write();
            var greeting = texts["Dear {0},", user.DisplayName].Value;
            string sender = shared["Repository of Practices"];
            return new OutboxMessage
            {
                Id = id,
                Key = $"{template}:{user.Id}:{id}",
                Template = template,
                Language = user.Language,
                ToAddress = user.Email!,
                ToName = user.DisplayName,
                Subject = $"{subject} – {sender}",
                TextBody = $"{greeting}\n\n{text}\n\n{link}\n\n{otherwise}\n\n{sender}\n",
                HtmlBody = $"""
                    <p>{Html(greeting)}</p><p>{Html(text)}</p>
                    <p><a href="{Html(link)}">{Html(button)}</a></p>
                    <p>{Html(otherwise)}</p><p>{Html(sender)}</p>
                    """,
                CreatedAt = now,
                NextAttemptAt = now,
            };
        }));
        await db.SaveChangesAsync(cancellation);
    }

    private string Link(string path, User user, string token) => QueryHelpers.AddQueryString(
        Address(path), new Dictionary<string, string?> { ["account"] = user.Id.ToString(), ["code"] = PrivateLink.Encode(token) });

    private string Address(string path)
    {
        var request = http.HttpContext!.Request;
        return $"{request.Scheme}://{request.Host}{request.PathBase}{path}";
    }

    private static string Html(string text) => WebUtility.HtmlEncode(text);

    private static T InLanguage<T>(string language, Func<T> write)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        try
        {
            return write();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
