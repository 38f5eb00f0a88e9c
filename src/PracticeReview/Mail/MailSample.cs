namespace PracticeReview.Mail;

/// <summary>Made-up values for every mail, to show and check texts with.</summary>
public static class MailSample
{
    /// <summary>The values by name.</summary>
    public static readonly IReadOnlyDictionary<string, object?> Values = new Dictionary<string, object?>
    {
        ["recipient_name"] = "Ana Ruiz",
        ["site_name"] = SiteOptions.Name("en"),
        ["site_url"] = "https://practices.example/",
        ["practice_title"] = "Skills passports for nurses",
        ["status_url"] = "https://practices.example/submissions/1",
        ["public_url"] = "https://practices.example/practices/skills-passports-for-nurses",
        ["admin_url"] = "https://practices.example/admin/submissions/1",
        ["account_url"] = "https://practices.example/account/confirm",
        ["link"] = "https://practices.example/r/personal-link",
        ["accept_link"] = "https://practices.example/r/personal-link?answer=accept",
        ["decline_link"] = "https://practices.example/r/personal-link?answer=decline",
        ["due"] = "Monday, 14 December 2026, 23:59 (Madrid time, UTC+01:00)",
        ["days_left"] = 3,
        ["minutes"] = 10,
        ["round"] = 2,
        ["outcome"] = "Publish",
        ["reason_key"] = "replaced",
        ["address_masked"] = "a…@example.org",
        ["wanted"] = "internal",
        ["message"] = "Could you tell us how many nurses were hired?",
        ["editor_name"] = "Ingrid Solberg",
        ["editor_feedback"] = "A strong practice; please add figures.",
        ["missing"] = new[] { "Evidence of impact." },
        ["reasons"] = new[] { "The mean is close to the threshold." },
        ["feedback"] = new[] { new Dictionary<string, object?> { ["who"] = 1, ["comment"] = "Clear and useful." } },
    };
}
