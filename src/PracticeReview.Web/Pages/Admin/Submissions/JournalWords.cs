using PracticeReview.Data.Flow;

namespace PracticeReview.Web.Pages.Admin.Submissions;

/// <summary>Lines of a workflow's journal in the words of editors.</summary>
public static class JournalWords
{
    private const string Ours = "PracticeReview.";

    /// <summary>What a line tells; null for one that tells editors nothing, such as a step of the diagram itself.</summary>
    public static string? Of(StoredJournalEntry entry)
    {
        var name = entry.ActivityType.StartsWith(Ours, StringComparison.Ordinal) ? entry.ActivityType[Ours.Length..] : null;
        return entry.EventName switch
        {
            "Faulted" => $"The workflow failed at “{entry.ActivityName ?? entry.ActivityId}”.",
            "Migrated" => $"The submission goes on with another version of the workflow. {entry.Message}",
            "Cancelled" when name is "AwaitWithdrawal" => null,
            "Started" => name switch
            {
                "AwaitRoster" => "Reviewers are lacking; editors were told.",
                "AskEditor" => "Editors were asked to decide.",
                "RequestRevision" => "The submitter was asked for a revision.",
                _ => null,
            },
            "Completed" when name is not null => Completed(name, entry.Outcomes.FirstOrDefault() ?? "") ?? Unknown(entry),
            _ => null,
        };
    }

    private static string? Completed(string name, string outcome) => (name, outcome) switch
    {
        ("CheckCompleteness", "Complete") => "Checked: nothing is missing.",
        ("CheckCompleteness", _) => "Checked: something is missing.",
        ("NotifySubmitter", _) => "The submitter was told by mail.",
        ("AssignReviewers", "Assigned") => "Reviewers were chosen.",
        ("AssignReviewers", _) => "Not enough reviewers fit.",
        ("AwaitRoster", _) => "Reviewers are looked for again.",
        ("InviteReviewers", _) => "Invitations were sent.",
        ("CollectReviews", "Completed") => "All reviews are in.",
        ("CollectReviews", "Reminder due") => "A reminder fell due.",
        ("CollectReviews", "Reviewer lost") => "A reviewer was lost.",
        ("CollectReviews", "Stopped") => "The collection of reviews ended early.",
        ("RemindReviewers", _) => "Reminders were sent.",
        ("ReplaceReviewers", "Replaced") => "Somebody else was chosen in place of the reviewer who was lost.",
        ("ReplaceReviewers", _) => "Nobody fits in place of the reviewer who was lost.",
        ("SummariseScores", "Agree") => "The reviewers agree well enough.",
        ("SummariseScores", _) => "The reviewers disagree.",
        ("Decide", "Publish") => "The rule says: publish.",
        ("Decide", "Revise") => "The rule says: ask for a revision.",
        ("Decide", "Decline") => "The rule says: decline.",
        ("Decide", _) => "The rule leaves the decision to an editor.",
        ("AskEditor", _) => "An editor decided.",
        ("RequestRevision", "Resubmitted") => "The revised text came in.",
        ("RequestRevision", _) => "The time for the revision ran out.",
        ("PublishPractice", _) => "It was published.",
        ("DeclinePractice", _) => "It was declined.",
        ("NotifyReviewers", _) => "The reviewers were told the outcome.",
        ("AwaitWithdrawal", _) => "The submitter took it back.",
        ("WithdrawSubmission", _) => "The submission was closed.",
        _ => null,
    };

    // A definition may use activities that were made after this was written.
    private static string Unknown(StoredJournalEntry entry) =>
        $"Step “{entry.ActivityName ?? entry.ActivityId}” was done{(entry.Outcomes is [{ } outcome, ..] && outcome != "Done" ? $": {outcome}" : "")}.";
}
