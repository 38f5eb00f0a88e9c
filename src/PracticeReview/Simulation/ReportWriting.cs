using PracticeReview.Workflows.Definitions;
using PracticeReview.Workflows.Hosting;

namespace PracticeReview.Simulation;

/// <summary>Adds runs up to a report.</summary>
internal static class ReportWriting
{
    public static SimulationReport Write(WorkflowDefinition definition, SimulationRequest request, IReadOnlyList<SimulatedRun> runs, ForecastResult forecast) => new()
    {
        Workflow = definition.Name,
        Version = definition.Version,
        Runs = runs.Count,
        Seed = request.Seed,
        Outcomes = [.. runs.CountBy(r => r.Outcome).OrderBy(o => o.Key).Select(o => new OutcomeShare(o.Key, o.Value, (double)o.Value / runs.Count))],
        DaysToDecision = Percentiles.Of(runs.Where(r => r.ToDecision is not null).Select(r => r.ToDecision!.Value.TotalDays)),
        DaysToEnd = Percentiles.Of(runs.Where(r => r.ToEnd is not null).Select(r => r.ToEnd!.Value.TotalDays)),
        Mails = [.. Mails(request.Assumptions, runs)],
        ReviewersAsked = Average.Of(runs.Select(r => r.ReviewersAsked)),
        Rounds = Average.Of(runs.Select(r => r.Rounds)),
        NeverReached = [.. forecast.NeverReached.Select(n => new ActivityName(n.Id, n.Label, n.Type))],
        WaitsFor = [.. forecast.Waits.Select(w => new StuckAt(w.Key.ActivityName ?? w.Key.ActivityId, w.Key.For, w.Value))],
        Faults = [.. forecast.Incidents.Select(i => new SimulatedFault(i.Key.ActivityName ?? i.Key.ActivityId, i.Key.Message, i.Value))],
        Assumptions = request.Assumptions,
    };

    // A submitter or editor who got none counts as one who got none; of reviewers there is no telling who might have got some.
    private static IEnumerable<MailLoad> Mails(SimulationAssumptions assumptions, IReadOnlyList<SimulatedRun> runs)
    {
        foreach (var role in Enum.GetValues<SimulatedRole>())
        {
            var counts = runs.SelectMany(r => r.MailsByAddress.Where(m => SimulatedCast.RoleOf(m.Key) == role)).Select(m => m.Value).ToList();
            var persons = role switch { SimulatedRole.Submitter => runs.Count, SimulatedRole.Editor => runs.Count * assumptions.Editors, _ => counts.Count };
            yield return new MailLoad(role, persons == 0 ? 0 : (double)counts.Sum() / persons, counts.Append(0).Max());
        }

        var others = runs.SelectMany(r => r.MailsByAddress.Where(m => SimulatedCast.RoleOf(m.Key) is null)).Select(m => m.Value).ToList();
        if (others.Count > 0)
        {
            yield return new MailLoad(null, others.Average(), others.Max());
        }
    }
}
