using System.Net.Mail;

namespace PracticeReview.Web.Pages.Account;

/// <summary>Checks that several account pages share.</summary>
public static class AccountInput
{
    /// <summary>Whether a text is one plain e-mail address with a domain.</summary>
    public static bool IsEmail(string? text) =>
        text?.Trim() is { Length: > 3 and <= 254 } trimmed
        && MailAddress.TryCreate(trimmed, out var address)
        && address.Address == trimmed
        && address.Host.Contains('.');

    /// <summary>IANA time zones to choose from, by name.</summary>
    public static IReadOnlyList<string> TimeZones { get; } =
    [
        "UTC",
        .. TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id)
            .Where(id => id.Contains('/') && !id.StartsWith("Etc/", StringComparison.Ordinal) && !id.StartsWith("US/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];
}
