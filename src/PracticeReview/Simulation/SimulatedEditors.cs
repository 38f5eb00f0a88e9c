using Microsoft.Extensions.DependencyInjection;
using PracticeReview.Decisions;
using PracticeReview.Matching;
using PracticeReview.Workflows.Execution;
using PracticeReview.Workflows.Hosting;

namespace PracticeReview.Simulation;

/// <summary>The editors of a run: decide when asked, and find reviewers when the workflow waits for them. They do nothing unasked.</summary>
internal sealed class SimulatedEditors(SimulationAssumptions assumptions, SimulatedCast cast, Chance chance)
{
    private readonly string _decided = AskEditor.Decided(cast.PracticeId).Hash;
    private readonly string _continue = AwaitRoster.Continue(cast.PracticeId).Hash;
    private int _questions;
    private int _searches;
    private bool _searching;

    /// <summary>Sees what is asked.</summary>
    public void See(SimulatedMoment moment, WorkflowSimulator simulator)
    {
        if (assumptions.Editors == 0)
        {
            return;
        }

        if (moment.NewBookmarks.Any(b => b.Hash == _decided))
        {
            var random = chance.For("editor", ++_questions);
            var (mood, delay) = (random.NextDouble(), assumptions.DaysToDecide.Draw(random));
            var decision = new EditorDecision(Outcome(mood), cast.EditorId, "Assumed.", "What a simulated editor has to say about it.");
            simulator.Plan(AskEditor.Decided(cast.PracticeId, decision), moment.Now + delay);
        }

        if (!_searching && moment.NewBookmarks.Any(b => b.Hash == _continue))
        {
            _searching = true;
            simulator.Plan(FindAsync, moment.Now + assumptions.DaysToFindReviewers.Draw(chance.For("search", ++_searches)));
        }
    }

    private DecisionOutcome Outcome(double mood) =>
        mood < assumptions.EditorPublishes ? DecisionOutcome.Publish
        : mood < assumptions.EditorPublishes + assumptions.EditorRevises ? DecisionOutcome.Revise
        : DecisionOutcome.Decline;

    private Task<Stimulus?> FindAsync(IServiceProvider scope, CancellationToken cancellation)
    {
        _searching = false;
        cast.AddReviewers(scope.GetRequiredService<SimulatedData>(), assumptions.ReviewersFound, assumptions.ReviewersFound, 0);
        return Task.FromResult<Stimulus?>(AwaitRoster.Continue(cast.PracticeId));
    }
}
