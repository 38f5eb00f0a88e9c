using Microsoft.EntityFrameworkCore;
using PracticeReview.Audit;
using PracticeReview.Data;
using PracticeReview.Data.Flow;
using PracticeReview.Workflows.Hosting;

namespace PracticeReview.Matching;

/// <summary>
/// Sends a reviewer's mail again with a fresh link, such as after a corrected address or a lost mail. The links sent
/// before end at once; those of the reviewer's other assignments live on.
/// </summary>
public sealed class ResendInvitation(AppDbContext db, EditorActs acts, ReviewerMail mail, IdSource ids, TimeProvider time)
{
    /// <summary>Whether somebody in this state can use a link.</summary>
    public static bool CanUseLink(AssignmentState state) => state is AssignmentState.Invited or AssignmentState.Accepted or AssignmentState.Reviewed;

    /// <summary>Sends it; throws as <see cref="EditorActs.RunAsync"/> does.</summary>
    public Task ExecuteAsync(Guid practiceId, Guid assignmentId, string? reason, int seen, Actor actor, CancellationToken cancellation) =>
        acts.RunAsync(practiceId, assignmentId, seen, actor, async token =>
        {
            var (assignment, reviewer) = await acts.AssignmentAsync(practiceId, assignmentId, token);
            if (!CanUseLink(assignment.State))
            {
                throw new InvalidOperationException("This reviewer is not asked any more, so there is nothing to send a link for.");
            }

            var now = time.GetUtcNow();
            foreach (var link in await db.ReviewLinks.Where(l => l.AssignmentId == assignment.Id && l.RevokedAt == null).ToListAsync(token))
            {
                link.Revoke(now);
            }

            var template = assignment.State == AssignmentState.Invited ? "review-invitation" : "review-link";
            await mail.QueueAsync(template, assignment, $"again:{ids.Next()}", token);
            return new EditorAct(
                "reviewer.link-renewed", $"{reviewer.Name} was sent {(assignment.State == AssignmentState.Invited ? "the invitation" : "the link")} again; earlier links have ended.", reason);
        }, cancellation);
}
