using Microsoft.AspNetCore.Identity;

namespace PracticeReview.Accounts;

/// <summary>A person with an account: a submitter, an editor or an administrator. Reviewers need none.</summary>
public sealed class User : IdentityUser<Guid>
{
    /// <summary>How the person is addressed on pages and in mails.</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>Language of pages and mails, as a two-letter ISO 639-1 code ("en", "es", "fr").</summary>
    public string Language { get; set; } = "en";

    /// <summary>IANA time zone in which the person reads dates, such as "Europe/Madrid".</summary>
    public string TimeZone { get; set; } = "UTC";

    /// <summary>When the account was created (UTC).</summary>
    public DateTimeOffset CreatedAt { get; set; }
}
