using PracticeReview.Accounts;
using PracticeReview.Audit;
using PracticeReview.Criteria;
using PracticeReview.Data.Flow;
using PracticeReview.Decisions;
using PracticeReview.Mail;
using PracticeReview.Matching;
using PracticeReview.Practices;
using PracticeReview.Reviewers;
using PracticeReview.Reviews;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Web.Pages.Admin.Submissions;

/// <summary>A reviewer's part in a submission.</summary>
/// <param name="Assignment">The task.</param>
/// <param name="Reviewer">Who.</param>
/// <param name="Review">The review, once begun.</param>
/// <param name="Reminders">Reminders sent so far.</param>
/// <param name="Rubric">What the reviewer scores by, the same for all of a round.</param>
public sealed record CaseReviewer(Assignment Assignment, Reviewer Reviewer, PracticeReview.Reviews.Review? Review, int Reminders, Rubric Rubric);

/// <summary>A mail about a submission, its text without links and tokens.</summary>
public sealed record CaseMail(
    Guid Id, string Subject, string ToName, string ToAddress, MailState State, string? LastError, DateTimeOffset CreatedAt, DateTimeOffset? SentAt, string Text);

/// <summary>Where the workflow of a submission stands.</summary>
/// <param name="InstanceId">The instance; null before a workflow was started.</param>
/// <param name="Definition">Name and version of the definition; null before a workflow was started.</param>
/// <param name="SubStatus">Elsa's sub-status.</param>
/// <param name="UpdatedAt">When it last moved (UTC).</param>
/// <param name="Hashes">Hashes of the stimuli that it waits for.</param>
/// <param name="NextTimer">When the clock wakes it (UTC).</param>
/// <param name="HasFailed">Whether a step failed and waits to be tried again, or was given up.</param>
/// <param name="Journal">What it did, oldest first.</param>
public sealed record CaseWorkflow(
    string? InstanceId, string? Definition, string? SubStatus, DateTimeOffset? UpdatedAt, IReadOnlySet<string> Hashes, DateTimeOffset? NextTimer, bool HasFailed, IReadOnlyList<StoredJournalEntry> Journal)
{
    /// <summary>Whether anything can still happen by itself.</summary>
    public bool IsUnderWay => SubStatus is not (null or "Finished" or "Cancelled" or "Faulted");

    /// <summary>Whether it waits for a stimulus.</summary>
    public bool WaitsFor(Stimulus stimulus) => Hashes.Contains(stimulus.Hash);
}

/// <summary>Everything editors see of one submission.</summary>
public sealed record CaseFile(
    Practice Practice,
    IReadOnlyList<Revision> Revisions,
    User Submitter,
    IReadOnlyList<CaseReviewer> Reviewers,
    IReadOnlyList<Decision> Decisions,
    IReadOnlyDictionary<Guid, string> EditorNames,
    IReadOnlyList<CaseMail> Mails,
    IReadOnlyList<AuditEntry> Audit,
    CaseWorkflow Workflow)
{
    /// <summary>The text under review.</summary>
    public PracticeContent Content => Revisions[^1].Content;

    /// <summary>Its title, or a word in its place.</summary>
    public string Title => KeepableText.IsBlank(Content.Title) ? "Untitled" : Content.Title;

    /// <summary>The reviewers of the present round.</summary>
    public IEnumerable<CaseReviewer> ThisRound => Reviewers.Where(r => r.Assignment.Round == Practice.Round);

    /// <summary>Failures of the workflow since it last moved.</summary>
    public IReadOnlyList<AuditEntry> Failures =>
        [.. Audit.Where(e => e.Action == PracticeFlow.WorkflowFailed && (Workflow.UpdatedAt is null || e.At >= Workflow.UpdatedAt))];

    /// <summary>What an editor has seen by looking at this, see <see cref="EditorActs.SeenAsync"/>.</summary>
    public int Seen(Guid? assignmentId) =>
        Audit.Count(e => assignmentId is null || e.AssignmentId is null || e.AssignmentId == assignmentId);
}
