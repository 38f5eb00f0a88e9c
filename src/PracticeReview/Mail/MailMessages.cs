using MimeKit;
using PracticeReview.Matching;

namespace PracticeReview.Mail;

/// <summary>Makes the MIME message of a queued mail, with its personal link in place.</summary>
internal static class MailMessages
{
    /// <param name="source">The queued mail.</param>
    /// <param name="token">The token of the link made for it; null when it carries none.</param>
    /// <param name="site">Where links lead.</param>
    /// <param name="from">Address of the sender.</param>
    public static MimeMessage Of(OutboxMessage source, string? token, SiteOptions site, string from)
    {
        var sender = MailboxAddress.Parse(from);
        if (string.IsNullOrEmpty(sender.Name))
        {
            sender.Name = SiteOptions.Name(source.Language);
        }

        var mail = new MimeMessage
        {
            MessageId = $"{source.Id:N}@{sender.Domain}",
            Date = source.CreatedAt,
            Subject = source.Subject,
        };
        mail.From.Add(sender);
        mail.To.Add(new MailboxAddress(source.ToName, source.ToAddress));
        mail.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        var body = new BodyBuilder { TextBody = WithLink(source.TextBody, token, site), HtmlBody = WithLink(source.HtmlBody, token, site) };
        foreach (var attachment in source.Attachments)
        {
            body.Attachments.Add(attachment.Name, attachment.Content, ContentType.Parse(attachment.ContentType));
        }

        mail.Body = body.ToMessageBody();
        return mail;
    }

    /// <summary>Whether the mail has a place for a link.</summary>
    public static bool WantsLink(OutboxMessage source) =>
        source.AssignmentId is not null && source.TextBody.Contains(OutboxMessage.LinkPlaceholder, StringComparison.Ordinal);

    private static string WithLink(string body, string? token, SiteOptions site) =>
        token is null ? body : body.Replace(OutboxMessage.LinkPlaceholder, site.Address($"/r/{token}"), StringComparison.Ordinal);
}
