using PracticeReview.Decisions;
using PracticeReview.Matching;
using PracticeReview.Practices;
using PracticeReview.Reviews;

namespace PracticeReview.Web.Pages.Admin.Submissions;

/// <summary>Something an editor could do.</summary>
/// <param name="Key">Last part of its address.</param>
/// <param name="Label">What the button says.</param>
/// <param name="WhyNot">Why it is not possible now; null when it is.</param>
public sealed record CaseAction(string Key, string Label, string? WhyNot);

/// <summary>What can be done about a submission now, and why the rest can't.</summary>
public static class CaseActions
{
    /// <summary>About the submission as a whole.</summary>
    public static IReadOnlyList<CaseAction> For(CaseFile file) =>
    [
        new("decide", "Decide", Decide(file)),
        new("stop", "Stop collecting reviews", Stop(file)),
        new("continue", "Look for reviewers again", Continue(file)),
        new("write", "Write to the submitter", null),
        .. TryAgain(file) is null ? new CaseAction[] { new("try-again", "Try the workflow again", null) } : [],
        .. StartOver(file) is null ? new CaseAction[] { new("start-over", "Start the workflow again", null) } : [],
    ];

    /// <summary>About one reviewer.</summary>
    public static IReadOnlyList<CaseAction> For(CaseFile file, Assignment assignment) =>
    [
        new("remind", "Remind now", Remind(file, assignment)),
        new("invite-again", "Send the link again", InviteAgain(file, assignment)),
        new("extend", "Extend", Extend(file, assignment)),
        new("replace", "Replace", Replace(file, assignment)),
    ];

    /// <summary>Why an editor can't decide now.</summary>
    public static string? Decide(CaseFile file) =>
        file.Workflow.WaitsFor(AskEditor.Decided(file.Practice.Id)) ? null : file.Practice.Stage switch
        {
            PracticeStage.InReview when Stop(file) is null => "Reviews are still being collected. To decide with those that are in, stop collecting first.",
            PracticeStage.InReview or PracticeStage.Submitted => "The reviews come first.",
            PracticeStage.AwaitingRevision => "The submitter is at work on a revision.",
            PracticeStage.Published or PracticeStage.Declined => "It is decided.",
            PracticeStage.Withdrawn => "The submitter took it back.",
            _ => "The workflow does not ask for a decision now.",
        };

    /// <summary>Why the collection of reviews can't be ended now.</summary>
    public static string? Stop(CaseFile file) =>
        file.Workflow.WaitsFor(CollectReviews.Stop(file.Practice.Id)) ? null : "No reviews are being collected now.";

    /// <summary>Why looking for reviewers again would do nothing.</summary>
    public static string? Continue(CaseFile file) =>
        file.Workflow.WaitsFor(AwaitRoster.Continue(file.Practice.Id)) ? null : "The workflow is not short of reviewers.";

    /// <summary>Why there is nothing to try again.</summary>
    public static string? TryAgain(CaseFile file) => file.Workflow.HasFailed ? null : "No step of the workflow has failed.";

    /// <summary>Why the workflow can't begin again.</summary>
    public static string? StartOver(CaseFile file) =>
        file.Workflow.IsUnderWay ? "The workflow is under way."
        : file.Practice.CanWithdraw ? null
        : "The submission has come to its end.";

    /// <summary>Why a reviewer can't be reminded now.</summary>
    public static string? Remind(CaseFile file, Assignment assignment) =>
        Ended(assignment)
        ?? (assignment.State == AssignmentState.Proposed ? "Not invited yet."
            : assignment.State == AssignmentState.Reviewed ? "The review is in."
            : file.Workflow.WaitsFor(CollectReviews.RemindNow(assignment.Id)) ? null : NotWaiting);

    /// <summary>Why a link can't be sent now.</summary>
    public static string? InviteAgain(CaseFile file, Assignment assignment) =>
        Ended(assignment)
        ?? (assignment.State == AssignmentState.Proposed ? "Not invited yet."
            : file.Practice.Stage is PracticeStage.InReview or PracticeStage.AwaitingDecision && assignment.Round == file.Practice.Round ? null
            : "This round is closed.");

    /// <summary>Why the due date can't be moved now.</summary>
    public static string? Extend(CaseFile file, Assignment assignment) =>
        Ended(assignment)
        ?? (assignment.State == AssignmentState.Reviewed ? "The review is in."
            : assignment.State == AssignmentState.Proposed ? "Nothing is due yet."
            : file.Workflow.WaitsFor(CollectReviews.Changed(assignment.Id)) ? null : NotWaiting);

    /// <summary>Why a reviewer can't be replaced now.</summary>
    public static string? Replace(CaseFile file, Assignment assignment) =>
        Ended(assignment)
        ?? (assignment.State == AssignmentState.Reviewed ? "The review is in."
            : file.Workflow.WaitsFor(CollectReviews.Changed(assignment.Id)) ? null : NotWaiting);

    private const string NotWaiting = "The workflow does not wait for this reviewer now.";

    private static string? Ended(Assignment assignment) => assignment.State switch
    {
        AssignmentState.Declined => "The reviewer declined.",
        AssignmentState.Replaced => "The reviewer was replaced.",
        AssignmentState.Closed => "The reviewer is not needed any more.",
        _ => null,
    };
}
