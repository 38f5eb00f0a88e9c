namespace PracticeReview.Mail;

/// <summary>Where a mail stands.</summary>
public enum MailState
{
    /// <summary>To be sent at <see cref="OutboxMessage.NextAttemptAt"/>.</summary>
    Queued,

    /// <summary>A server is handing it over; taken up again when its claim runs out.</summary>
    Sending,

    /// <summary>The mail server took it.</summary>
    Sent,

    /// <summary>Refused for good; editors see it.</summary>
    Parked,

    /// <summary>No longer wanted before it left.</summary>
    Cancelled,
}

/// <summary>
/// A mail, written in the transaction of the change that causes it and sent afterwards. It holds no link token:
/// where <see cref="LinkPlaceholder"/> stands, the dispatcher puts the address of a link made for this mail.
/// </summary>
public sealed class OutboxMessage
{
    /// <summary>Stands for the address of the reviewer's personal link.</summary>
    public const string LinkPlaceholder = "https://review-link.invalid/";

    /// <summary>Identity; the Message-ID of the mail is made of it and so stays the same on every attempt.</summary>
    public required Guid Id { get; init; }

    /// <summary>What causes the mail, once: a second message with the same key is not queued.</summary>
    public required string Key { get; init; }

    /// <summary>Name of the template, such as "review-invitation".</summary>
    public required string Template { get; init; }

    /// <summary>Language of the text (ISO 639-1).</summary>
    public required string Language { get; init; }

    /// <summary>Address of the recipient.</summary>
    public required string ToAddress { get; init; }

    /// <summary>Name of the recipient.</summary>
    public required string ToName { get; init; }

    /// <summary>Subject line.</summary>
    public required string Subject { get; init; }

    /// <summary>Body as plain text.</summary>
    public required string TextBody { get; init; }

    /// <summary>Body as HTML.</summary>
    public required string HtmlBody { get; init; }

    /// <summary>Attached files.</summary>
    public IReadOnlyList<MailAttachment> Attachments { get; init; } = [];

    /// <summary>The practice it is about, if any.</summary>
    public Guid? PracticeId { get; init; }

    /// <summary>The assignment whose link it carries, if any.</summary>
    public Guid? AssignmentId { get; init; }

    /// <summary>When it was queued (UTC).</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Where it stands.</summary>
    public MailState State { get; set; }

    /// <summary>Attempts made so far.</summary>
    public int Attempts { get; set; }

    /// <summary>When it is due for an attempt, or when a claim on it runs out (UTC).</summary>
    public DateTimeOffset NextAttemptAt { get; set; }

    /// <summary>What the mail server or the network said last; never the text of the mail.</summary>
    public string? LastError { get; set; }

    /// <summary>When the mail server took it (UTC).</summary>
    public DateTimeOffset? SentAt { get; set; }
}

/// <summary>A file that goes with a mail.</summary>
/// <param name="Name">File name.</param>
/// <param name="ContentType">Media type with parameters, such as "text/calendar; method=PUBLISH".</param>
/// <param name="Content">Its bytes.</param>
public sealed record MailAttachment(string Name, string ContentType, byte[] Content);
