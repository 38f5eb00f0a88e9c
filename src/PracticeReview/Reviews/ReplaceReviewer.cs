using PracticeReview.Audit;
using PracticeReview.Data.Flow;
using PracticeReview.Matching;

namespace PracticeReview.Reviews;

/// <summary>An editor gives a reviewer up, so that the workflow asks another: the chosen one, or the next best.</summary>
public sealed class ReplaceReviewer(EditorActs acts, CandidateQuery candidates, MatchRequests requests, TimeProvider time)
{
    /// <summary>Replaces; throws as <see cref="EditorActs.RunAsync"/> does.</summary>
    /// <param name="practiceId">The submission.</param>
    /// <param name="assignmentId">Whom to give up.</param>
    /// <param name="successorId">Whom to ask instead; null for the next best.</param>
    /// <param name="reason">Why.</param>
    /// <param name="seen">What the editor saw.</param>
    /// <param name="actor">The editor.</param>
    /// <param name="cancellation">Stops the work.</param>
    public Task ExecuteAsync(
        Guid practiceId, Guid assignmentId, Guid? successorId, string reason, int seen, Actor actor, CancellationToken cancellation) =>
        acts.RunAsync(practiceId, assignmentId, seen, actor, async token =>
        {
            var (assignment, reviewer) = await acts.AssignmentAsync(practiceId, assignmentId, token);
            var instead = "the next best";
            if (successorId is not null)
            {
                var request = await requests.ForAsync(practiceId, token);
                var chosen = (await candidates.ForAsync(practiceId, assignment.Round, token)).FirstOrDefault(c => c.ReviewerId == successorId)
                    ?? throw new InvalidOperationException("The reviewer chosen is already asked, declined before, or is not on the roster any more.");
                if (ReviewerMatcher.Exclusion(request, chosen) is { } problem)
                {
                    throw new InvalidOperationException($"{chosen.Name} can't review this practice. {problem}");
                }

                instead = chosen.Name;
            }

            assignment.Replace(reason, time.GetUtcNow(), successorId);
            return new EditorAct(
                "reviewer.replaced", $"{reviewer.Name} was given up; {instead} is asked instead.", reason, CollectReviews.Changed(assignment.Id), MustWake: true);
        }, cancellation);
}
