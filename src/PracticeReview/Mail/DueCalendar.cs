using System.Text;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;

namespace PracticeReview.Mail;

/// <summary>The due date as a calendar entry (RFC 5545). It holds no link: a calendar is often shared.</summary>
internal static class DueCalendar
{
    public static MailAttachment Attachment(Guid assignmentId, string summary, DateTimeOffset due, DateTimeOffset now)
    {
        var calendar = new Calendar { Method = "PUBLISH", ProductId = "-//PracticeReview//Review due date//EN" };
        calendar.Events.Add(new CalendarEvent
        {
            Uid = $"{assignmentId}@practice-review",
            Summary = summary,
            DtStamp = new CalDateTime(now.UtcDateTime, "UTC"),
            Start = new CalDateTime(due.UtcDateTime.AddMinutes(-30), "UTC"),
            End = new CalDateTime(due.UtcDateTime, "UTC"),
            Transparency = "TRANSPARENT",
        });
        var text = new CalendarSerializer().SerializeToString(calendar) ?? throw new InvalidOperationException("The calendar entry could not be written.");
        return new MailAttachment("review-due.ics", "text/calendar; method=PUBLISH; charset=utf-8", Encoding.UTF8.GetBytes(text));
    }
}
