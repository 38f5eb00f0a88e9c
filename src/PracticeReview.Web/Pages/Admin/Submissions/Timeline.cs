using PracticeReview.Audit;
using PracticeReview.Data.Flow;
using PracticeReview.Matching;

namespace PracticeReview.Web.Pages.Admin.Submissions;

/// <summary>Something that happened to a submission.</summary>
/// <param name="At">When (UTC).</param>
/// <param name="What">In plain words.</param>
/// <param name="Who">A person; null for the workflow.</param>
/// <param name="Why">The reason given.</param>
/// <param name="IsProblem">Something went wrong.</param>
public sealed record TimelineItem(DateTimeOffset At, string What, string? Who, string? Why, bool IsProblem);

/// <summary>Brings together what people did and what the workflow did.</summary>
public static class Timeline
{
    /// <summary>All of it, newest first; within a moment, effects come above their cause.</summary>
    public static IReadOnlyList<TimelineItem> From(CaseFile file) =>
        From(file.Audit, file.Workflow.Journal, file.Reviewers.SelectMany(r => Steps(r, file.Audit)));

    /// <summary>Merges the audit trail, a journal, and what reviewers did.</summary>
    public static IReadOnlyList<TimelineItem> From(
        IEnumerable<AuditEntry> audit, IEnumerable<StoredJournalEntry> journal, IEnumerable<TimelineItem>? reviewers = null)
    {
        var answers = (reviewers ?? []).Select(item => (Item: item, Order: 0L));
        var people = audit.Select(e => (
            Item: new TimelineItem(e.At, e.Summary, e.Actor == AuditTrail.Workflow ? null : e.Actor, e.Reason, e.Action == PracticeFlow.WorkflowFailed), Order: e.UserId is null ? 1L : 0L));
        var steps = journal.Select(e => (Words: JournalWords.Of(e), Entry: e))
            .Where(step => step.Words is not null)
            .Select(step => (Item: new TimelineItem(step.Entry.Timestamp, step.Words!, null, step.Entry.Message, step.Entry.EventName == "Faulted"), Order: 2 + step.Entry.Sequence));
        return [.. people.Concat(answers).Concat(steps).OrderByDescending(x => x.Item.At).ThenByDescending(x => x.Order).Select(x => x.Item)];
    }

    // The trail tells what a reviewer did in better words, where it does.
    private static IEnumerable<TimelineItem> Steps(CaseReviewer one, IReadOnlyList<AuditEntry> audit)
    {
        var a = one.Assignment;
        var ended = a.State == AssignmentState.Declined ? a.EndedAt : null;
        var steps = new (DateTimeOffset? At, string What, string? Why)[]
        {
            (a.State == AssignmentState.Declined && a.AnsweredAt == a.EndedAt ? null : a.AnsweredAt, "Accepted the invitation.", null),
            (a.ReviewedAt, "Handed in the review.", null),
            (ended, "Declined.", a.EndReason),
        };
        return steps
            .Where(step => step.At is { } at && !audit.Any(e => e.AssignmentId == a.Id && e.Action != "reviewer.assigned" && (e.At - at).Duration() < TimeSpan.FromSeconds(5)))
            .Select(step => new TimelineItem(step.At!.Value, step.What, one.Reviewer.Name, step.Why, false));
    }
}
