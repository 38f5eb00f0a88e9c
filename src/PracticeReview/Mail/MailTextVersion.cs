namespace PracticeReview.Mail;

/// <summary>Subject and body of a mail before they are filled in: Liquid, the body in Markdown.</summary>
public sealed record MailWords(string Subject, string Body);

/// <summary>A text that an administrator gave a template in one language. The newest counts; none is ever changed.</summary>
public sealed class MailTextVersion
{
    /// <summary>Identity.</summary>
    public required Guid Id { get; init; }

    /// <summary>The template: one that came with the product, or an administrator's own.</summary>
    public required string Name { get; init; }

    /// <summary>The template of the product that it stands for: what it is sent for, and which values it can use.</summary>
    public required string BasedOn { get; init; }

    /// <summary>Language (ISO 639-1).</summary>
    public required string Language { get; init; }

    /// <summary>1, 2, … within template and language.</summary>
    public required int Number { get; init; }

    /// <summary>The text; null when that of the product counts again.</summary>
    public required MailWords? Words { get; init; }

    /// <summary>Who wrote it, by name.</summary>
    public required string Author { get; init; }

    /// <summary>When (UTC).</summary>
    public required DateTimeOffset SavedAt { get; init; }
}
