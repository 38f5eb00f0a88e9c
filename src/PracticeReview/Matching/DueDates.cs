namespace PracticeReview.Matching;

/// <summary>Due dates as people mean them: the whole of a day, where they live.</summary>
public static class DueDates
{
    /// <summary>
    /// One minute to midnight, <paramref name="days"/> days after today, in an IANA time zone; as UTC. An unknown
    /// zone counts as UTC. A minute that clocks skip becomes the first one after it.
    /// </summary>
    public static DateTimeOffset EndOfDay(DateTimeOffset now, int days, string timeZone)
    {
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var found) ? found : TimeZoneInfo.Utc;
        var local = TimeZoneInfo.ConvertTime(now, zone).Date.AddDays(days).Add(new TimeSpan(23, 59, 0));
        while (zone.IsInvalidTime(local))
        {
            local = local.AddMinutes(1);
        }

        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
