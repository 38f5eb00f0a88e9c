namespace PracticeReview.Reminders;

/// <summary>
/// The ledger of reminders: one row for each assignment, rule and version of the due date, written in the
/// transaction that queues the mail. Its key makes a second reminder of the kind impossible, however often the
/// scheduler runs.
/// </summary>
public sealed class Reminder
{
    /// <summary>Who is reminded.</summary>
    public required Guid AssignmentId { get; init; }

    /// <summary>Key of the rule, such as "review:-7" (days from the due date), or "now:…" for one that an editor sent.</summary>
    public required string Rule { get; init; }

    /// <summary>Version of the due date: after an extension the rules count anew.</summary>
    public required int DueVersion { get; init; }

    /// <summary>When it was queued (UTC).</summary>
    public required DateTimeOffset SentAt { get; init; }
}
