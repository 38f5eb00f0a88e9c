using PracticeReview.Audit;
using PracticeReview.Data.Flow;

namespace PracticeReview.Matching;

/// <summary>An editor says that the roster has changed, so the workflow looks for reviewers again.</summary>
public sealed class ContinueWithRoster(EditorActs acts)
{
    /// <summary>Continues; throws as <see cref="EditorActs.RunAsync"/> does.</summary>
    public Task ExecuteAsync(Guid practiceId, string? reason, int seen, Actor actor, CancellationToken cancellation) =>
        acts.RunAsync(
            practiceId, null, seen, actor,
            _ => Task.FromResult(new EditorAct("roster.continued", "Reviewers are looked for again.", reason, AwaitRoster.Continue(practiceId), MustWake: true)),
            cancellation);
}
