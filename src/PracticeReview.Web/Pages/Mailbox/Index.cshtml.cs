using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using PracticeReview.Data;
using PracticeReview.Mail;

namespace PracticeReview.Web.Pages.Mailbox;

/// <summary>The newest mails, of everybody or to one address.</summary>
public sealed class IndexModel(AppDbContext db, MailOptions options, IHostEnvironment environment) : MailboxPage(options, environment)
{
    /// <summary>Mails shown at most.</summary>
    public const int Limit = 200;

    /// <summary>Part of the address that mails went to.</summary>
    [BindProperty(SupportsGet = true)]
    public string? To { get; set; }

    /// <summary>The mails, newest first.</summary>
    public IReadOnlyList<Line> Lines { get; private set; } = [];

    /// <summary>Addresses that got mail, with how many, most recent first.</summary>
    public IReadOnlyList<(string Address, int Mails)> Addresses { get; private set; } = [];

    /// <summary>Reads the list.</summary>
    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var part = To?.Trim().ToLowerInvariant() ?? "";
        Lines = await db.Mailbox.Where(mail => mail.ToAddress.ToLower().Contains(part))
            .OrderByDescending(mail => mail.ReceivedAt).ThenByDescending(mail => mail.Id).Take(Limit)
            .Select(mail => new Line(mail.Id, mail.ToAddress, mail.Subject, mail.ReceivedAt)).ToListAsync(cancellation);
        var addresses = await db.Mailbox.GroupBy(mail => mail.ToAddress).Select(group => new { group.Key, Count = group.Count(), Last = group.Max(mail => mail.ReceivedAt) })
            .OrderByDescending(group => group.Last).Take(8).ToListAsync(cancellation);
        Addresses = [.. addresses.Select(group => (group.Key, group.Count))];
    }

    /// <summary>A mail in the list.</summary>
    public sealed record Line(Guid Id, string To, string Subject, DateTimeOffset At);
}
