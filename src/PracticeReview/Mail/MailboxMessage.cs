namespace PracticeReview.Mail;

/// <summary>
/// A mail as it would have left, kept in Development when there is no mail server. It holds working links, as a
/// real mailbox does; nothing is ever written here where a mail server is set up, or outside Development.
/// </summary>
public sealed class MailboxMessage
{
    /// <summary>Identity: that of the outbox message.</summary>
    public required Guid Id { get; init; }

    /// <summary>Recipient's address.</summary>
    public required string ToAddress { get; init; }

    /// <summary>Subject line.</summary>
    public required string Subject { get; init; }

    /// <summary>The whole message, as MIME.</summary>
    public required byte[] Mime { get; init; }

    /// <summary>When it arrived (UTC).</summary>
    public required DateTimeOffset ReceivedAt { get; init; }
}
