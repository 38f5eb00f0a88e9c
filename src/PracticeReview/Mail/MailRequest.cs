namespace PracticeReview.Mail;

/// <summary>Who gets a mail, in which language, with dates in which zone.</summary>
/// <param name="Address">E-mail address.</param>
/// <param name="Name">Full name.</param>
/// <param name="Language">Language of the text (ISO 639-1).</param>
/// <param name="TimeZone">IANA time zone in which dates are told.</param>
public sealed record Recipient(string Address, string Name, string Language, string TimeZone);

/// <summary>A mail to queue.</summary>
/// <param name="Template">Name of the template, such as "review-invitation".</param>
/// <param name="To">Who gets it.</param>
/// <param name="Key">What causes it: the same key is queued once.</param>
/// <param name="Model">What the template shows, by name.</param>
public sealed record MailRequest(string Template, Recipient To, string Key, IReadOnlyDictionary<string, object?> Model)
{
    /// <summary>The practice it is about, if any.</summary>
    public Guid? PracticeId { get; init; }

    /// <summary>The assignment whose personal link it carries, if any.</summary>
    public Guid? AssignmentId { get; init; }

    /// <summary>A date that the mail tells (UTC).</summary>
    public DateTimeOffset? Due { get; init; }
}
