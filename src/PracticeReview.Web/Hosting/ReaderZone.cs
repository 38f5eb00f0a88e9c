namespace PracticeReview.Web.Hosting;

/// <summary>The time zone that the reader of a page thinks in.</summary>
public static class ReaderZone
{
    /// <summary>Claim with the IANA time zone of an account.</summary>
    public const string Claim = "zoneinfo";

    /// <summary>Cookie in which a script leaves the browser's IANA time zone.</summary>
    public const string Cookie = "tz";

    /// <summary>The zone of the account, else of the browser, else UTC.</summary>
    public static TimeZoneInfo TimeZone(this HttpContext context) =>
        Find(context.User.FindFirst(Claim)?.Value) ?? Find(context.Request.Cookies[Cookie]) ?? TimeZoneInfo.Utc;

    /// <summary>The zone with this IANA id; null when there is none.</summary>
    public static TimeZoneInfo? Find(string? id) =>
        id is { Length: > 0 and < 64 } && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : null;

    /// <summary>The city a zone is named after, or "UTC": "America/Argentina/Buenos_Aires" is "Buenos Aires".</summary>
    public static string City(TimeZoneInfo zone) =>
        zone.Id.StartsWith("Etc/", StringComparison.Ordinal) || zone.Id == "UTC" ? "UTC" : zone.Id[(zone.Id.LastIndexOf('/') + 1)..].Replace('_', ' ');
}
