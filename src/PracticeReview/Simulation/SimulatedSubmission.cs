using Microsoft.Extensions.DependencyInjection;
using PracticeReview.Criteria;
using PracticeReview.Mail;
using PracticeReview.Practices;
using PracticeReview.Workflows.Execution;
using PracticeReview.Workflows.Hosting;

namespace PracticeReview.Simulation;

/// <summary>One simulated submission: brings its people on, lets them see each burst, and counts what they are sent.</summary>
internal sealed class SimulatedSubmission : SimulatedOutside
{
    private const string RequestRevision = "PracticeReview.RequestRevision", Expired = "Expired";

    private readonly IReadOnlyList<Rubric> _rubrics;
    private readonly IReadOnlyList<MailTextVersion> _mailTexts;
    private readonly SimulatedCast _cast;
    private readonly SimulatedReviewers _reviewers;
    private readonly SimulatedSubmitter _submitter;
    private readonly SimulatedEditors _editors;
    private readonly Action<SimulatedRun> _tell;
    private readonly Dictionary<string, int> _mails = new(StringComparer.OrdinalIgnoreCase);
    private int _counted;

    public SimulatedSubmission(SimulationRequest request, Chance chance, Action<SimulatedRun> tell)
    {
        var assumptions = request.Assumptions;
        (_rubrics, _mailTexts) = (request.Rubrics, request.MailTexts);
        _cast = new SimulatedCast(assumptions, chance);
        _reviewers = new SimulatedReviewers(assumptions, _cast, chance, data => CountMails(data));
        _submitter = new SimulatedSubmitter(assumptions, _cast, chance);
        _editors = new SimulatedEditors(assumptions, _cast, chance);
        _tell = tell;
    }

    public override Task<string?> BeginAsync(IServiceProvider scope, CancellationToken cancellation)
    {
        var data = scope.GetRequiredService<SimulatedData>();
        data.Clear();
        var now = scope.GetRequiredService<TimeProvider>().GetUtcNow();
        _cast.Enter(data, now);
        data.List<RubricVersion>().AddRange(_rubrics.Select((rubric, index) => Published(rubric, index, now)));
        data.List<MailTextVersion>().AddRange(_mailTexts);
        return Task.FromResult<string?>(_cast.PracticeId.ToString());
    }

    public override Task SeeAsync(SimulatedMoment moment, CancellationToken cancellation)
    {
        if (moment.Instance.SubStatus == WorkflowSubStatus.Faulted)
        {
            return Task.CompletedTask; // what the burst did would be undone
        }

        var data = moment.Scope.GetRequiredService<SimulatedData>();
        var mails = CountMails(data);
        foreach (var address in moment.NewEmails.SelectMany(e => e.To.Concat(e.Cc).Concat(e.Bcc)))
        {
            Count(address);
        }

        _reviewers.See(Simulator, data, mails, moment.Now);
        _submitter.See(moment, Simulator, mails);
        _editors.See(moment, Simulator);
        return Task.CompletedTask;
    }

    public override Task<string> EndAsync(IServiceProvider scope, WorkflowInstance instance, CancellationToken cancellation)
    {
        var practice = scope.GetRequiredService<SimulatedData>().List<Practice>().Single();
        var outcome = OutcomeOf(instance, practice.Stage);
        _tell(new SimulatedRun(
            outcome,
            outcome is SimulatedOutcome.Published or SimulatedOutcome.Declined ? practice.StageSince - instance.CreatedAt : null,
            instance.SubStatus == WorkflowSubStatus.Finished ? instance.FinishedAt - instance.CreatedAt : null,
            _reviewers.Asked,
            practice.Round,
            _mails));
        return Task.FromResult(outcome.ToString());
    }

    private SimulatedOutcome OutcomeOf(WorkflowInstance instance, PracticeStage stage) =>
        instance.SubStatus == WorkflowSubStatus.Faulted ? SimulatedOutcome.Faulted
        : instance.Status == WorkflowStatus.Running ? SimulatedOutcome.Stuck
        : stage switch
        {
            PracticeStage.Published => SimulatedOutcome.Published,
            PracticeStage.Withdrawn => SimulatedOutcome.Withdrawn,
            PracticeStage.Declined => HasExpired() ? SimulatedOutcome.Expired : SimulatedOutcome.Declined,
            _ => SimulatedOutcome.Undecided,
        };

    private bool HasExpired() =>
        Simulator.Journal.LastOrDefault(e => e is { ActivityType: RequestRevision, EventName: "Completed" })?.Outcomes.Contains(Expired) is true;

    private static RubricVersion Published(Rubric rubric, int index, DateTimeOffset now)
    {
        var version = new RubricVersion(new Guid(index + 1, 0, 0, new byte[8]), 1, rubric, ShippedRubric.Author, now);
        version.Publish(now);
        return version;
    }

    private List<OutboxMessage> CountMails(SimulatedData data)
    {
        var mails = data.List<OutboxMessage>().Skip(_counted).ToList();
        _counted += mails.Count;
        mails.ForEach(m => Count(m.ToAddress));
        return mails;
    }

    private void Count(string address) => _mails[address] = _mails.GetValueOrDefault(address) + 1;
}
