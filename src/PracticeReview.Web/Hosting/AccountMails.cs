using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
using PracticeReview.Accounts;
using PracticeReview.Data;
using PracticeReview.Mail;
using PracticeReview.Web.Pages.Account;
using PracticeReview.Workflows.Hosting;

namespace PracticeReview.Web.Hosting;

/// <summary>Mails about an account, in its owner's language.</summary>
public sealed class AccountMails(AppDbContext db, UserManager<User> users, MailQueue queue, OutboxSignal signal, SiteOptions site, IdSource ids)
{
    /// <summary>Asks to confirm the address.</summary>
    public async Task SendConfirmationAsync(User user, string? returnUrl, CancellationToken cancellation)
    {
        var link = Link("/account/confirm", user, await users.GenerateEmailConfirmationTokenAsync(user));
        await SendAsync(user, "account-confirmation", returnUrl is null ? link : QueryHelpers.AddQueryString(link, "returnUrl", returnUrl), cancellation);
    }

    /// <summary>Says that there is an account already, to its owner only.</summary>
    public Task SendAccountExistsAsync(User user, CancellationToken cancellation) =>
        SendAsync(user, "account-exists", site.Address("/account/forgot-password"), cancellation);

    /// <summary>Lets the owner choose a new password.</summary>
    public async Task SendPasswordResetAsync(User user, CancellationToken cancellation) =>
        await SendAsync(user, "account-password", Link("/account/reset-password", user, await users.GeneratePasswordResetTokenAsync(user)), cancellation);

    private async Task SendAsync(User user, string template, string link, CancellationToken cancellation)
    {
        var to = new Recipient(user.Email!, user.DisplayName, user.Language, user.TimeZone);
        await queue.QueueAsync(
            new MailRequest(template, to, $"{template}:{user.Id}:{ids.Next()}", new Dictionary<string, object?> { ["account_url"] = link }), cancellation);
        await db.SaveChangesAsync(cancellation);
        signal.Committed();
    }

    // The configured address, never the one of the request: a forged Host header must not lead people elsewhere.
    private string Link(string path, User user, string token) => QueryHelpers.AddQueryString(
        site.Address(path), new Dictionary<string, string?> { ["account"] = user.Id.ToString(), ["code"] = PrivateLink.Encode(token) });
}
