namespace PracticeReview.Workflows.Hosting;

/// <summary>Takes an e-mail that a workflow sends: the host's door to its outbox. Called inside the burst, so a host that saves with the burst sends once.</summary>
public delegate ValueTask EmailSender(OutgoingEmail email, CancellationToken cancellation);

/// <summary>An e-mail of an <c>Elsa.SendEmail</c> activity. <paramref name="Key"/> is the same whenever the same execution of the activity sends it.</summary>
public sealed record OutgoingEmail(
    string Key,
    string InstanceId,
    string? From,
    IReadOnlyList<string> To,
    IReadOnlyList<string> Cc,
    IReadOnlyList<string> Bcc,
    string Subject,
    string Body,
    IReadOnlyList<EmailAttachment> Attachments);

/// <summary>A file that goes with an e-mail.</summary>
public sealed record EmailAttachment(string FileName, string ContentType, byte[] Content);
