using PracticeReview.Audit;
using PracticeReview.Data.Flow;

namespace PracticeReview.Decisions;

/// <summary>An editor decides, where the workflow asks for it.</summary>
public sealed class DecideAsEditor(EditorActs acts)
{
    /// <summary>Whether the submitter must be told something in the editor's words.</summary>
    public static bool NeedsFeedback(DecisionOutcome outcome) => outcome is DecisionOutcome.Revise or DecisionOutcome.Decline;

    /// <summary>Decides; throws as <see cref="EditorActs.RunAsync"/> does.</summary>
    /// <param name="practiceId">The submission.</param>
    /// <param name="outcome">What is decided.</param>
    /// <param name="reason">Why, for the record.</param>
    /// <param name="feedback">What the submitter is told.</param>
    /// <param name="seen">What the editor saw.</param>
    /// <param name="actor">The editor.</param>
    /// <param name="cancellation">Stops the work.</param>
    public Task ExecuteAsync(
        Guid practiceId, DecisionOutcome outcome, string reason, string feedback, int seen, Actor actor, CancellationToken cancellation)
    {
        if (NeedsFeedback(outcome) && string.IsNullOrWhiteSpace(feedback))
        {
            throw new InvalidOperationException("Tell the submitter what to revise, or why it is declined.");
        }

        var decision = new EditorDecision(outcome, actor.UserId, reason, feedback);
        return acts.RunAsync(
            practiceId, null, seen, actor,
            _ => Task.FromResult(new EditorAct("decision.editor", Sentence(outcome), reason, AskEditor.Decided(practiceId, decision), MustWake: true)),
            cancellation);
    }

    private static string Sentence(DecisionOutcome outcome) => outcome switch
    {
        DecisionOutcome.Publish => "Decided: publish.",
        DecisionOutcome.Revise => "Decided: ask for a revision.",
        _ => "Decided: decline.",
    };
}
