using PracticeReview.Audit;
using PracticeReview.Data.Flow;

namespace PracticeReview.Reviews;

/// <summary>An editor ends the collection of reviews: the decision rests on those that are in.</summary>
public sealed class StopCollecting(EditorActs acts)
{
    /// <summary>Ends it; throws as <see cref="EditorActs.RunAsync"/> does.</summary>
    public Task ExecuteAsync(Guid practiceId, string reason, int seen, Actor actor, CancellationToken cancellation) =>
        acts.RunAsync(
            practiceId, null, seen, actor,
            _ => Task.FromResult(new EditorAct("reviews.stopped", "The collection of reviews was ended.", reason, CollectReviews.Stop(practiceId), MustWake: true)),
            cancellation);
}
