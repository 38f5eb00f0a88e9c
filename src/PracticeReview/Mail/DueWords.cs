using System.Globalization;

namespace PracticeReview.Mail;

/// <summary>Dates in words, in the reader's language and zone, with the zone named.</summary>
public static class DueWords
{
    /// <summary>Such as "Monday, 14 December 2026, 23:59 (Madrid time, UTC+01:00)".</summary>
    /// <param name="at">The moment (UTC).</param>
    /// <param name="timeZone">IANA name of the reader's zone; an unknown one counts as UTC.</param>
    /// <param name="language">Language of the words (ISO 639-1).</param>
    public static string In(DateTimeOffset at, string timeZone, string language)
    {
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var found) ? found : TimeZoneInfo.Utc;
        var local = TimeZoneInfo.ConvertTime(at, zone);
        var culture = CultureInfo.GetCultureInfo(language);
        var day = language switch
        {
            "es" => local.ToString("dddd d 'de' MMMM 'de' yyyy", culture),
            "fr" => local.ToString("dddd d MMMM yyyy", culture),
            _ => local.ToString("dddd, d MMMM yyyy", culture),
        };
        return $"{day}, {local.ToString("HH:mm", CultureInfo.InvariantCulture)} ({ZoneName(zone, local.Offset, language)})";
    }

    private static string ZoneName(TimeZoneInfo zone, TimeSpan offset, string language)
    {
        if (zone.Id is "UTC" or "Etc/UTC")
        {
            return "UTC";
        }

        var place = zone.Id[(zone.Id.LastIndexOf('/') + 1)..].Replace('_', ' ');
        var utc = $"UTC{(offset < TimeSpan.Zero ? "−" : "+")}{offset:hh\\:mm}";
        return language switch
        {
            "es" => $"hora de {place}, {utc}",
            "fr" => $"heure de {place}, {utc}",
            _ => $"{place} time, {utc}",
        };
    }
}
