using System.Globalization;
using PracticeReview.Decisions;
using PracticeReview.Mail;
using PracticeReview.Matching;
using PracticeReview.Practices;
using PracticeReview.Reviews;

namespace PracticeReview.Web.Pages.Admin;

/// <summary>Values in the words that editors use.</summary>
public static class PlainWords
{
    /// <summary>A length of time in its largest unit, such as "12 days" or "3 hours".</summary>
    public static string Age(TimeSpan age) =>
        age.TotalDays >= 1 ? Count((int)age.TotalDays, "day")
        : age.TotalHours >= 1 ? Count((int)age.TotalHours, "hour")
        : age.TotalMinutes >= 1 ? Count((int)age.TotalMinutes, "minute")
        : "just now";

    /// <summary>How far off a due date is: "due in 3 days", "due today", "2 days overdue".</summary>
    public static string Due(DateTimeOffset due, DateTimeOffset now)
    {
        var left = due - now;
        return left < TimeSpan.Zero ? (left > TimeSpan.FromDays(-1) ? "just overdue" : $"{Age(-left)} overdue")
            : left < TimeSpan.FromDays(1) ? $"due in {Age(left).Replace("just now", "a moment", StringComparison.Ordinal)}"
            : $"due in {Age(left)}";
    }

    /// <summary>Style of a due date: over, soon (two days), or neither.</summary>
    public static string DueClass(DateTimeOffset due, DateTimeOffset now) =>
        due < now ? "due due-over" : due < now.AddDays(2) ? "due due-soon" : "due";

    /// <summary>A number and its noun.</summary>
    public static string Count(int number, string noun) => $"{number.ToString(CultureInfo.InvariantCulture)} {noun}{(number == 1 ? "" : "s")}";

    /// <summary>A mean with one decimal; a dash without one.</summary>
    public static string Mean(double? mean) => mean?.ToString("0.0", CultureInfo.InvariantCulture) ?? "–";

    /// <summary>A stage.</summary>
    public static string Stage(PracticeStage stage) => stage switch
    {
        PracticeStage.InReview => "In review",
        PracticeStage.AwaitingDecision => "Awaiting a decision",
        PracticeStage.AwaitingRevision => "Revision asked for",
        PracticeStage.Declined => "Not accepted",
        _ => stage.ToString(),
    };

    /// <summary>Where a reviewer stands.</summary>
    public static string State(AssignmentState state) => state switch
    {
        AssignmentState.Proposed => "Chosen, not yet invited",
        AssignmentState.Invited => "Invited, no answer yet",
        AssignmentState.Accepted => "Accepted, review awaited",
        AssignmentState.Reviewed => "Review is in",
        AssignmentState.Declined => "Declined",
        AssignmentState.Replaced => "Replaced",
        _ => "No longer needed",
    };

    /// <summary>Where a mail stands.</summary>
    public static string State(MailState state) => state switch
    {
        MailState.Queued => "Waiting to be sent",
        MailState.Sending => "Being sent",
        MailState.Sent => "Sent",
        MailState.Parked => "Parked",
        _ => "Not needed any more",
    };

    /// <summary>A decision.</summary>
    public static string Outcome(DecisionOutcome outcome) => outcome switch
    {
        DecisionOutcome.Publish => "Publish",
        DecisionOutcome.Revise => "Ask for a revision",
        _ => "Decline",
    };

    /// <summary>A recommendation.</summary>
    public static string Recommended(Recommendation? recommendation) => recommendation switch
    {
        Recommendation.Publish => "Publish",
        Recommendation.PublishAfterMinorChanges => "Publish after minor changes",
        Recommendation.ReviseAndResubmit => "Revise and resubmit",
        Recommendation.Decline => "Decline",
        _ => "None given",
    };
}
