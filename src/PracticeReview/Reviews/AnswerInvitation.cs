using Microsoft.EntityFrameworkCore;
using PracticeReview.Audit;
using PracticeReview.Data;
using PracticeReview.Data.Flow;
using PracticeReview.Matching;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Reviews;

/// <summary>Why a reviewer says no.</summary>
public enum DeclineReason
{
    /// <summary>No time before the due date.</summary>
    NoTime,

    /// <summary>Not the reviewer's field.</summary>
    NotMyField,

    /// <summary>Can't read the practice's language well enough.</summary>
    Language,

    /// <summary>A conflict of interest.</summary>
    Conflict,

    /// <summary>Something else.</summary>
    Other,
}

/// <summary>What became of an answer.</summary>
public enum AnswerOutcome
{
    /// <summary>It is recorded, now or by the first of two clicks.</summary>
    Recorded,

    /// <summary>The link or the assignment ended meanwhile; nothing was changed.</summary>
    Ended,
}

/// <summary>Records a reviewer's answer to an invitation, and lets the workflow go on with it.</summary>
public sealed class AnswerInvitation(AppDbContext db, PracticeFlow flow, AuditTrail audit, TimeProvider time)
{
    /// <summary>Characters kept of what a reviewer writes with an answer.</summary>
    public const int LongestNote = 1000;

    /// <summary>Accepts for a reviewer who has just declared to have no conflict of interest.</summary>
    public Task<AnswerOutcome> AcceptAsync(ReviewVisit visit, CancellationToken cancellation) =>
        ChangeAsync(visit, (assignment, _) =>
        {
            if (assignment.State is AssignmentState.Accepted or AssignmentState.Reviewed)
            {
                return Task.FromResult(false);
            }

            assignment.Accept(time.GetUtcNow());
            audit.Record("invitation.accepted", $"{visit.Reviewer.Name} accepted, and declared to have no conflict of interest.",
                "Reviewer", practiceId: assignment.PracticeId, assignmentId: assignment.Id);
            return Task.FromResult(true);
        }, cancellation);

    /// <summary>Declines, before or after having accepted. A conflict of interest is recorded as one.</summary>
    /// <param name="visit">The link and its assignment.</param>
    /// <param name="reason">Why.</param>
    /// <param name="note">More about it, in the reviewer's words; may be empty.</param>
    /// <param name="colleague">Someone to ask instead; may be empty.</param>
    /// <param name="conflictWith">Organisations with which there is a conflict of interest: no practice of theirs is offered again.</param>
    /// <param name="cancellation">Stops the work; nothing is kept.</param>
    public Task<AnswerOutcome> DeclineAsync(ReviewVisit visit, DeclineReason reason, string? note, string? colleague, IReadOnlyCollection<string> conflictWith, CancellationToken cancellation) =>
        ChangeAsync(visit, async (assignment, stop) =>
        {
            if (assignment.State == AssignmentState.Declined)
            {
                return false;
            }

            var words = Words(reason, Cut(note));
            assignment.Decline(words, Cut(colleague), time.GetUtcNow());
            var isConflict = reason == DeclineReason.Conflict;
            audit.Record(isConflict ? "invitation.conflict" : "invitation.declined",
                isConflict ? $"{visit.Reviewer.Name} declared a conflict of interest." : $"{visit.Reviewer.Name} declined.",
                "Reviewer", practiceId: assignment.PracticeId, assignmentId: assignment.Id, reason: words);
            if (conflictWith.Count > 0)
            {
                var reviewer = await db.Reviewers.SingleAsync(r => r.Id == assignment.ReviewerId, stop);
                reviewer.ConflictOrganisations = [.. reviewer.ConflictOrganisations.Union(conflictWith, StringComparer.OrdinalIgnoreCase)];
                audit.Record("reviewer.conflict", $"{reviewer.Name} is not asked about practices of {string.Join(", ", conflictWith)} again.",
                    "Reviewer", assignmentId: assignment.Id, reason: words);
            }

            return true;
        }, cancellation);

    private async Task<AnswerOutcome> ChangeAsync(ReviewVisit visit, Func<Assignment, CancellationToken, Task<bool>> change, CancellationToken cancellation)
    {
        var outcome = AnswerOutcome.Recorded;
        await flow.AdvanceAsync(visit.Assignment.PracticeId, async stop =>
        {
            var link = await db.ReviewLinks.SingleAsync(l => l.Id == visit.Link.Id, stop);
            var assignment = await db.Assignments.SingleAsync(a => a.Id == link.AssignmentId, stop);
            try
            {
                if (!link.OpensAt(time.GetUtcNow()))
                {
                    outcome = AnswerOutcome.Ended;
                    return null;
                }

                return await change(assignment, stop) ? CollectReviews.Changed(assignment.Id) : null;
            }
            catch (InvalidOperationException)
            {
                // The domain's own refusal: an editor replaced the reviewer, or the round ended, a moment ago.
                outcome = AnswerOutcome.Ended;
                return (Stimulus?)null;
            }
        }, cancellation);
        return outcome;
    }

    private static string Words(DeclineReason reason, string? note)
    {
        var words = reason switch
        {
            DeclineReason.NoTime => "No time before the due date",
            DeclineReason.NotMyField => "Not the reviewer's field",
            DeclineReason.Language => "Can't read the language well enough",
            DeclineReason.Conflict => "Conflict of interest",
            _ => "Another reason",
        };
        return note is null ? words + "." : $"{words}: {note}";
    }

    private static string? Cut(string? text)
    {
        var trimmed = text?.Trim();
        return string.IsNullOrEmpty(trimmed) ? null : trimmed.Length <= LongestNote ? trimmed : trimmed[..LongestNote];
    }
}
