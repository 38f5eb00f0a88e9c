using PracticeReview.Audit;
using PracticeReview.Data.Flow;
using PracticeReview.Matching;
using PracticeReview.Reviews;

namespace PracticeReview.Reminders;

/// <summary>An editor has a reviewer reminded at once, beside the reminders that the rules send.</summary>
public sealed class RemindNow(EditorActs acts)
{
    /// <summary>Reminds; throws as <see cref="EditorActs.RunAsync"/> does.</summary>
    public Task ExecuteAsync(Guid practiceId, Guid assignmentId, string? reason, int seen, Actor actor, CancellationToken cancellation) =>
        acts.RunAsync(practiceId, assignmentId, seen, actor, async token =>
        {
            var (assignment, reviewer) = await acts.AssignmentAsync(practiceId, assignmentId, token);
            if (assignment.State is not (AssignmentState.Invited or AssignmentState.Accepted))
            {
                throw new InvalidOperationException("Nothing is awaited from this reviewer.");
            }

            return new EditorAct("reviewer.reminded", $"{reviewer.Name} was reminded.", reason, CollectReviews.RemindNow(assignment.Id), MustWake: true);
        }, cancellation);
}
