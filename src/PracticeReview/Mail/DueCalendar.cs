using System.Text;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;

namespace PracticeReview.Mail;

/// <summary>The due date as a calendar entry (RFC 5545). It holds no link: a calendar is often shared.</summary>
internal static class DueCalendar
{
    private static readonly DateTimeOffset Epoch = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// The half hour before the due time. The entry's UID belongs to the assignment and its sequence grows by the
    /// minute, so that a later file moves the entry instead of adding one.
    /// </summary>
    public static MailAttachment Attachment(Guid assignmentId, string title, string language, DateTimeOffset due, DateTimeOffset now)
    {
        var summary = language switch
        {
            "es" => $"Fecha límite de la revisión: {title}",
            "fr" => $"Évaluation à rendre : {title}",
            _ => $"Review due: {title}",
        };
        var calendar = new Calendar { Method = "PUBLISH", ProductId = "-//PracticeReview//Review due date//EN" };
        calendar.Events.Add(new CalendarEvent
        {
            Uid = $"{assignmentId}@practice-review",
            Summary = summary,
            DtStamp = new CalDateTime(now.UtcDateTime, "UTC"),
            Start = new CalDateTime(due.UtcDateTime.AddMinutes(-30), "UTC"),
            End = new CalDateTime(due.UtcDateTime, "UTC"),
            Sequence = Math.Max(0, (int)(now - Epoch).TotalMinutes),
            Transparency = "TRANSPARENT",
        });
        var text = new CalendarSerializer().SerializeToString(calendar) ?? throw new InvalidOperationException("The calendar entry could not be written.");
        return new MailAttachment("review-due.ics", "text/calendar; method=PUBLISH; charset=utf-8", Encoding.UTF8.GetBytes(text));
    }
}
