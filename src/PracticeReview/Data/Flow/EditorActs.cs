using Microsoft.EntityFrameworkCore;
using PracticeReview.Audit;
using PracticeReview.Matching;
using PracticeReview.Reviewers;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Data.Flow;

/// <summary>What an editor did, for the audit trail, and what it means to the workflow.</summary>
/// <param name="Action">Dotted name, such as "reviewer.reminded".</param>
/// <param name="Summary">What happened, as a sentence.</param>
/// <param name="Reason">Why, in the editor's words.</param>
/// <param name="Wakes">The stimulus that tells the workflow, if it needs to know.</param>
/// <param name="MustWake">Whether the act is void when the workflow does not wait for the stimulus.</param>
public sealed record EditorAct(string Action, string Summary, string? Reason, Stimulus? Wakes = null, bool MustWake = false);

/// <summary>Somebody or something changed the submission after the editor opened the form.</summary>
public sealed class ChangedMeanwhileException(AuditEntry latest)
    : Exception("The submission changed after you opened this page.")
{
    /// <summary>The last thing that happened.</summary>
    public AuditEntry Latest { get; } = latest;
}

/// <summary>
/// Runs what an editor does about a submission: with the submission locked, only if nothing happened that the editor
/// did not see, and with an entry in the audit trail, all in the transaction of the change.
/// </summary>
public sealed class EditorActs(AppDbContext db, PracticeFlow flow, AuditTrail audit)
{
    /// <summary>
    /// How many things happened to a submission that matter to an act: all of them, or those of one assignment and
    /// of the submission as a whole. The trail only grows, so the number is a version.
    /// </summary>
    public Task<int> SeenAsync(Guid practiceId, Guid? assignmentId, CancellationToken cancellation) =>
        Relevant(practiceId, assignmentId).CountAsync(cancellation);

    /// <summary>Runs an act.</summary>
    /// <param name="practiceId">The submission.</param>
    /// <param name="assignmentId">The assignment concerned, if it is about one.</param>
    /// <param name="seen">What <see cref="SeenAsync"/> said when the editor opened the form; null when it doesn't matter.</param>
    /// <param name="actor">The editor.</param>
    /// <param name="change">Changes the domain.</param>
    /// <param name="cancellation">Stops the work; nothing is kept.</param>
    /// <exception cref="ChangedMeanwhileException">Something happened meanwhile; nothing was kept.</exception>
    /// <exception cref="InvalidOperationException">The act is not possible; the message says why.</exception>
    /// <exception cref="FlowFaultedException">The workflow failed; nothing was kept but an entry in the audit trail.</exception>
    public async Task RunAsync(
        Guid practiceId, Guid? assignmentId, int? seen, Actor actor, Func<CancellationToken, Task<EditorAct>> change, CancellationToken cancellation)
    {
        await flow.AdvanceAsync(
            practiceId,
            async token =>
            {
                await RefuseChangedAsync(practiceId, assignmentId, seen, token);
                var act = await change(token);
                if (act is { MustWake: true, Wakes: { } stimulus } && !await flow.IsWaitingForAsync(practiceId, stimulus, token))
                {
                    throw new InvalidOperationException("The workflow does not wait for this any more.");
                }

                audit.Record(act.Action, act.Summary, actor.Name, actor.UserId, practiceId, assignmentId, act.Reason);
                return act.Wakes;
            },
            cancellation);
    }

    /// <summary>Refuses an act when something happened meanwhile. The submission is locked.</summary>
    /// <exception cref="ChangedMeanwhileException">Something did.</exception>
    internal async Task RefuseChangedAsync(Guid practiceId, Guid? assignmentId, int? seen, CancellationToken cancellation)
    {
        if (seen is not null && await SeenAsync(practiceId, assignmentId, cancellation) != seen)
        {
            throw new ChangedMeanwhileException(
                await Relevant(practiceId, assignmentId).OrderByDescending(e => e.At).ThenByDescending(e => e.Id).FirstAsync(cancellation));
        }
    }

    /// <summary>An assignment of a submission with its reviewer.</summary>
    /// <exception cref="InvalidOperationException">It is none of this submission.</exception>
    public async Task<(Assignment Assignment, Reviewer Reviewer)> AssignmentAsync(Guid practiceId, Guid assignmentId, CancellationToken cancellation)
    {
        var assignment = await db.Assignments.SingleOrDefaultAsync(a => a.Id == assignmentId && a.PracticeId == practiceId, cancellation)
            ?? throw new InvalidOperationException("This submission has no such reviewer.");
        return (assignment, await db.Reviewers.SingleAsync(r => r.Id == assignment.ReviewerId, cancellation));
    }

    private IQueryable<AuditEntry> Relevant(Guid practiceId, Guid? assignmentId) => db.AuditEntries.AsNoTracking()
        .Where(e => e.PracticeId == practiceId && (assignmentId == null || e.AssignmentId == null || e.AssignmentId == assignmentId));
}
