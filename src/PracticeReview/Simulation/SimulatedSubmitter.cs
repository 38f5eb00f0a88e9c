using Microsoft.Extensions.DependencyInjection;
using PracticeReview.Mail;
using PracticeReview.Practices;
using PracticeReview.Workflows.Execution;
using PracticeReview.Workflows.Hosting;

namespace PracticeReview.Simulation;

/// <summary>The submitter of a run: revises or not, may act when reminded, and may take the practice back.</summary>
internal sealed class SimulatedSubmitter(SimulationAssumptions assumptions, SimulatedCast cast, Chance chance)
{
    private readonly string _resubmitted = SubmitPractice.Resubmitted(cast.PracticeId).Hash;
    private readonly string _withdrawn = AwaitWithdrawal.Withdrawn(cast.PracticeId).Hash;
    private Random? _asked;
    private DateTimeOffset? _next;
    private int _requests;
    private int _turn;
    private bool _pondered;

    /// <summary>Sees what is asked, and what is written.</summary>
    public void See(SimulatedMoment moment, WorkflowSimulator simulator, IReadOnlyList<OutboxMessage> mails)
    {
        if (moment.NewBookmarks.Any(b => b.Hash == _resubmitted))
        {
            _asked = chance.For("revision", ++_requests);
            var (sends, delay) = (_asked.Happens(assumptions.Resubmit), assumptions.DaysToResubmit.Draw(_asked));
            _next = null;
            if (sends)
            {
                Resubmit(simulator, moment.Now + delay);
            }
        }
        else if (_asked is not null && mails.Any(m => m.ToAddress == SimulatedCast.SubmitterAddress) && moment.Instance.Bookmarks.Exists(b => b.Hash == _resubmitted))
        {
            var (helps, at) = (_asked.Happens(assumptions.ReminderHelps), moment.Now + TimeSpan.FromDays(_asked.NextDouble()));
            if (helps && !(_next < at))
            {
                Resubmit(simulator, at);
            }
        }

        if (!_pondered && moment.NewBookmarks.Any(b => b.Hash == _withdrawn))
        {
            _pondered = true;
            var random = chance.For("withdrawal");
            if (random.Happens(assumptions.Withdraw))
            {
                simulator.Plan(WithdrawAsync, moment.Now + assumptions.DaysToWithdraw.Draw(random));
            }
        }
    }

    private void Resubmit(WorkflowSimulator simulator, DateTimeOffset at)
    {
        _next = at;
        var turn = ++_turn;
        simulator.Plan((scope, _) =>
        {
            var data = scope.GetRequiredService<SimulatedData>();
            var practice = data.List<Practice>().Single();
            if (_turn != turn || practice.Stage != PracticeStage.AwaitingRevision)
            {
                return Task.FromResult<Stimulus?>(null);
            }

            data.List<Revision>().Add(cast.Resubmit(practice, at));
            return Task.FromResult<Stimulus?>(SubmitPractice.Resubmitted(cast.PracticeId));
        }, at);
    }

    private Task<Stimulus?> WithdrawAsync(IServiceProvider scope, CancellationToken cancellation) =>
        Task.FromResult(scope.GetRequiredService<SimulatedData>().List<Practice>().Single().CanWithdraw ? AwaitWithdrawal.Withdrawn(cast.PracticeId) : null);
}
