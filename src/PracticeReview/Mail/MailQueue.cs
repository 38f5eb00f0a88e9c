using Microsoft.EntityFrameworkCore;
using PracticeReview.Data;
using PracticeReview.Workflows.Hosting;

namespace PracticeReview.Mail;

/// <summary>Queues mails in the transaction of what causes them.</summary>
public sealed class MailQueue(AppDbContext db, MailTexts texts, MailTemplates templates, SiteOptions site, TimeProvider time, IdSource ids)
{
    /// <summary>
    /// Renders the mail in the recipient's language and adds it to the context; the caller's transaction saves it. A
    /// mail with a key that was queued before is not queued again.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is no such template, or it can't be rendered.</exception>
    public async Task QueueAsync(MailRequest request, CancellationToken cancellation)
    {
        if (db.Held<OutboxMessage>().Any(m => m.Key == request.Key) || await db.Outbox.AnyAsync(m => m.Key == request.Key, cancellation))
        {
            return;
        }

        var known = MailTemplates.Languages.Contains(request.To.Language);
        var (to, now) = (known ? request.To : request.To with { Language = MailTemplates.Languages[0] }, time.GetUtcNow());
        var model = new Dictionary<string, object?>(request.Model)
        {
            ["recipient_name"] = to.Name,
            ["site_name"] = SiteOptions.Name(to.Language),
            ["site_url"] = site.Address("/"),
            ["link"] = OutboxMessage.LinkPlaceholder,
            ["accept_link"] = OutboxMessage.LinkPlaceholder + "?answer=accept",
            ["decline_link"] = OutboxMessage.LinkPlaceholder + "?answer=decline",
            ["due"] = request.Due is { } due ? DueWords.In(due, to.TimeZone, to.Language) : null,
        };
        var (template, words) = await texts.FindAsync(request.Template, to.Language, cancellation);
        var mail = await templates.RenderAsync(template, words, to.Language, model);
        db.Outbox.Add(new OutboxMessage
        {
            Id = ids.Next(),
            Key = request.Key,
            Template = template,
            Language = to.Language,
            ToAddress = to.Address,
            ToName = to.Name,
            Subject = mail.Subject,
            TextBody = mail.Text,
            HtmlBody = mail.Html,
            Attachments = template is "review-invitation" or "due-extended" && request is { Due: { } end, AssignmentId: { } assignment }
                ? [DueCalendar.Attachment(assignment, request.Model["practice_title"]?.ToString() ?? "", to.Language, end, now)]
                : [],
            PracticeId = request.PracticeId,
            AssignmentId = request.AssignmentId,
            CreatedAt = now,
            NextAttemptAt = now,
        });
    }
}
