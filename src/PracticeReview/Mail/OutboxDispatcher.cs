using MailKit.Net.Smtp;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using MimeKit;
using PracticeReview.Data;
using PracticeReview.Matching;
using PracticeReview.Workflows.Hosting;

namespace PracticeReview.Mail;

/// <summary>
/// Hangfire's job that sends what is queued. A message is claimed with a row lock that other nodes pass over, and its
/// claim is committed, with the hash of the link made for it, before a byte leaves. What SMTP makes unavoidable: if
/// the process dies between the server's "250" and the commit that notes it, the claim runs out and the mail is sent
/// again, with the same Message-ID, which lets mailboxes recognise it; both its links work.
/// </summary>
public sealed partial class OutboxDispatcher(
    AppDbContext db, MailTransport transport, MailOptions options, SiteOptions site, TimeProvider time, IdSource ids, EditorMail editors, ILogger<OutboxDispatcher> log)
{
    private static readonly TimeSpan Claim = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LinkGrace = TimeSpan.FromDays(90);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(6);

    /// <summary>Mails that make no sense once the reviewer is no longer waited for.</summary>
    private static readonly string[] OnlyWhileOpen = ["review-invitation", "invitation-reminder", "review-reminder", "due-extended"];

    /// <summary>Sends everything that is due.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        for (var sent = 0; await IsAnythingDueAsync(cancellation); sent++)
        {
            // Connected before a mail is claimed: while the server is away nothing is attempted, and nothing parked.
            if (!await ConnectAsync(fresh: sent % options.BatchSize == 0, cancellation) || await ClaimAsync(cancellation) is not { } claim)
            {
                return;
            }

            await SendAsync(claim.Message, claim.Token, cancellation);
            db.ChangeTracker.Clear();
        }
    }

    private Task<bool> IsAnythingDueAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        return db.Outbox.AnyAsync(m => (m.State == MailState.Queued || m.State == MailState.Sending) && m.NextAttemptAt <= now, cancellation);
    }

    private async Task<bool> ConnectAsync(bool fresh, CancellationToken cancellation)
    {
        try
        {
            await transport.ConnectAsync(fresh, cancellation);
            return true;
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            LogUnreachable(e.Message);
            return false;
        }
    }

    /// <summary>Takes the next message, and makes the link that it carries.</summary>
    private async Task<(OutboxMessage Message, string? Token)?> ClaimAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var now = time.GetUtcNow();
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            var message = await db.Outbox
                .FromSql($"select * from outbox where state in ('Queued', 'Sending') and next_attempt_at <= {now} order by next_attempt_at limit 1 for update skip locked")
                .SingleOrDefaultAsync(cancellation);
            if (message is null)
            {
                return null;
            }

            string? token = null;
            if (await IsPointlessAsync(message, cancellation))
            {
                message.State = MailState.Cancelled;
            }
            else
            {
                message.State = MailState.Sending;
                message.Attempts++;
                message.NextAttemptAt = now + Claim;
                token = MailMessages.WantsLink(message) ? await NewLinkAsync(message, now, cancellation) : null;
            }

            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
            if (message.State == MailState.Sending)
            {
                return (message, token);
            }

            db.ChangeTracker.Clear();
        }
    }

    private async Task SendAsync(OutboxMessage message, string? token, CancellationToken cancellation)
    {
        try
        {
            using var mail = MailMessages.Of(message, token, site, options.From);
            await transport.SendAsync(message, mail, cancellation);
            message.State = MailState.Sent;
            message.SentAt = time.GetUtcNow();
            message.LastError = null;
            Forget(message);
            LogSent(message.Id, message.Template);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            var forGood = IsForGood(e);
            message.State = forGood || message.Attempts >= options.MaximumAttempts ? MailState.Parked : MailState.Queued;
            message.NextAttemptAt = time.GetUtcNow() + Pause(message.Attempts);
            message.LastError = e is SmtpCommandException refused ? $"{(int)refused.StatusCode} {refused.Message}" : e.Message;
            if (message.State == MailState.Parked)
            {
                await TellEditorsAsync(message);
            }

            LogFailed(message.Id, message.Template, message.State, e.GetType().Name);
        }

        await db.SaveChangesAsync(CancellationToken.None);
    }

    // Somebody waits for an answer that will not come unless an editor steps in.
    private async Task TellEditorsAsync(OutboxMessage message)
    {
        if (message.PracticeId is { } practice && !message.Template.StartsWith("editor-", StringComparison.Ordinal))
        {
            await editors.QueueAsync(
                "editor-mail-parked", practice, $"parked:{message.Id}:{message.Attempts}", CancellationToken.None,
                new Dictionary<string, object?> { ["address_masked"] = Masked(message.ToAddress) });
        }
    }

    /// <summary>Enough to recognise an address by, such as "a…@example.org".</summary>
    private static string Masked(string address) =>
        address.LastIndexOf('@') is > 0 and var at ? $"{address[0]}…{address[at..]}" : "…";

    // The recipient or the text is refused for good. A refused sender is our own setting, which somebody will put right.
    private static bool IsForGood(Exception e) => e is ParseException
        || (e is SmtpCommandException { ErrorCode: not SmtpErrorCode.SenderNotAccepted, StatusCode: var code } && (int)code is >= 500 and < 600);

    // A mail about an account carries a one-time code, which nobody needs to keep.
    private void Forget(OutboxMessage message)
    {
        if (message.Template.StartsWith("account-", StringComparison.Ordinal))
        {
            db.Entry(message).Property(m => m.TextBody).CurrentValue = "";
            db.Entry(message).Property(m => m.HtmlBody).CurrentValue = "";
        }
    }

    private async Task<bool> IsPointlessAsync(OutboxMessage message, CancellationToken cancellation)
    {
        if (message.AssignmentId is not { } id || !OnlyWhileOpen.Contains(message.Template))
        {
            return false;
        }

        var state = await db.Assignments.Where(a => a.Id == id).Select(a => (AssignmentState?)a.State).SingleOrDefaultAsync(cancellation);
        return message.Template == "invitation-reminder"
            ? state != AssignmentState.Invited
            : state is not (AssignmentState.Invited or AssignmentState.Accepted);
    }

    private async Task<string> NewLinkAsync(OutboxMessage message, DateTimeOffset now, CancellationToken cancellation)
    {
        var due = await db.Assignments.Where(a => a.Id == message.AssignmentId).Select(a => a.DueAt).SingleOrDefaultAsync(cancellation);
        var token = ReviewLink.NewToken();
        db.ReviewLinks.Add(new ReviewLink(ids.Next(), message.AssignmentId!.Value, ReviewLink.Hash(token), message.Id, (due > now ? due.Value : now) + LinkGrace, now));
        return token;
    }

    /// <summary>One minute, then twice as long each time, up to six hours.</summary>
    private static TimeSpan Pause(int attempts) =>
        TimeSpan.FromMinutes(Math.Min(LongestPause.TotalMinutes, Math.Pow(2, Math.Min(attempts, 20) - 1)));

    [LoggerMessage(EventId = 3001, Level = LogLevel.Information, Message = "Mail {MailId} ({Template}) was sent.")]
    private partial void LogSent(Guid mailId, string template);

    [LoggerMessage(EventId = 3003, Level = LogLevel.Warning, Message = "Mails wait, for the mail server can't be used: {Problem}")]
    private partial void LogUnreachable(string problem);

    [LoggerMessage(EventId = 3002, Level = LogLevel.Warning, Message = "Mail {MailId} ({Template}) was not sent and is now {State}: {Problem}.")]
    private partial void LogFailed(Guid mailId, string template, MailState state, string problem);
}
