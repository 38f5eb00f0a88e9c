using Microsoft.EntityFrameworkCore;
using MimeKit.Text;
using PracticeReview.Data;
using PracticeReview.Workflows.Hosting;

namespace PracticeReview.Mail;

/// <summary>
/// Takes the mails that a workflow sends itself (Elsa.SendEmail) into the outbox, in the transaction of the burst. Each
/// recipient gets a mail of their own, copies included; the sender is always the product's.
/// </summary>
public sealed class WorkflowMail(AppDbContext db, TimeProvider time, IdSource ids)
{
    /// <summary>Name under which editors find these mails.</summary>
    public const string Template = "workflow";

    /// <summary>Queues a mail. The same execution of an activity queues it once.</summary>
    public async ValueTask QueueAsync(OutgoingEmail email, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        foreach (var address in email.To.Concat(email.Cc).Concat(email.Bcc).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            var key = $"workflow:{email.Key}:{address.ToLowerInvariant()}";
            if (await db.Outbox.AnyAsync(m => m.Key == key, cancellation))
            {
                continue;
            }

            db.Outbox.Add(new OutboxMessage
            {
                Id = ids.Next(),
                Key = key,
                Template = Template,
                Language = "en",
                ToAddress = address,
                ToName = "",
                Subject = email.Subject,
                TextBody = AsText(email.Body),
                HtmlBody = email.Body,
                Attachments = [.. email.Attachments.Select(file => new MailAttachment(file.FileName, file.ContentType, file.Content))],
                CreatedAt = now,
                NextAttemptAt = now,
            });
        }
    }

    private static string AsText(string html)
    {
        var text = new StringWriter();
        var tokens = new HtmlTokenizer(new StringReader(html)) { DecodeCharacterReferences = true };
        while (tokens.ReadNextToken(out var token))
        {
            if (token is HtmlDataToken { Kind: HtmlTokenKind.Data } data)
            {
                text.Write(data.Data);
            }
            else if (token is HtmlTagToken { Id: HtmlTagId.P or HtmlTagId.Br or HtmlTagId.Div or HtmlTagId.LI or HtmlTagId.TR, IsEndTag: false })
            {
                text.WriteLine();
            }
        }

        return text.ToString().Trim();
    }
}
