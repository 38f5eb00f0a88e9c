using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using PracticeReview.Workflows.Activities;
using PracticeReview.Workflows.Definitions;
using PracticeReview.Workflows.Execution;
using PracticeReview.Workflows.Hosting;

namespace PracticeReview.Workflows.Tests.Hosting;

public class WorkflowForecastTests
{
    // Asks somebody by mail; reminds after three days; gives up after ten.
    private static readonly WorkflowDefinition Asking = Flow.Workflow(Flow.Chart(
        [
            Flow.Activity("ask", "Elsa.SendEmail", ("to", Flow.Literal("ana@x.example")), ("subject", Flow.Literal("Please answer"))),
            Flow.Event("answer"), Flow.Write("answered"),
            Flow.Delay("wait", "3.00:00:00"), Flow.Activity("remind", "Elsa.SendEmail", ("to", Flow.Literal("ana@x.example"))),
            Flow.Delay("patience", "10.00:00:00"), Flow.Write("gave up"), Flow.Activity("end", "Elsa.End"), Flow.Activity("end too", "Elsa.End"), Flow.Write("nowhere"),
        ],
        "ask>answer", "answer>answered", "answered>end", "ask>wait", "wait>remind", "ask>patience", "patience>gave up", "gave up>end too"));

    [Fact]
    public async Task It_tells_shares_durations_mails_and_what_is_never_reached()
    {
        var result = await ForecastAsync(400, 7);

        Assert.Equal(400, result.Runs);
        Assert.Equal(["answered", "gave up"], result.Outcomes.Select(o => o.Key));
        Assert.InRange(result.Outcomes[0].Value, 0.7, 0.9);
        Assert.Equal(1, result.Outcomes.Sum(o => o.Value), 9);
        Assert.Equal((TimeSpan.FromDays(4), TimeSpan.FromDays(10)), (result.P50!.Value, result.P90!.Value));
        Assert.Equal(2, result.EmailsPerRun["ana@x.example"]);
        Assert.Equal(["nowhere"], result.NeverReached.Select(n => n.Id));
        Assert.Empty(result.Incidents);
        Assert.Empty(result.Waits);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_result_and_another_one_another()
    {
        var (one, again, other) = (await ForecastAsync(50, 1), await ForecastAsync(50, 1), await ForecastAsync(50, 2));

        Assert.Equal(one.Outcomes, again.Outcomes);
        Assert.NotEqual(one.Outcomes[0].Value, other.Outcomes[0].Value);
    }

    [Fact]
    public async Task Who_is_outside_sees_each_bookmark_and_mail_once_and_reaches_only_one_correlation()
    {
        var seen = new List<string>();
        using var simulation = new Simulation();
        var simulator = new WorkflowSimulator(simulation.Services, simulation.Activities, simulation.Clock, simulation.Services.GetRequiredService<IdSource>())
        {
            ReloadsInstances = true,
            Outside = new Scripted(moment =>
            {
                seen.AddRange(moment.NewBookmarks.Select(b => $"{(moment.Now - Simulation.Start).TotalDays} {b.ActivityNodeId.Split(':')[^1]}"));
                seen.AddRange(moment.NewEmails.Select(e => "mail " + e.Subject));
                if (moment.NewBookmarks.Any(b => b.ActivityNodeId.EndsWith("answer", StringComparison.Ordinal)))
                {
                    moment.Send(Event.Named("answer"), TimeSpan.FromDays(1), "somebody else");
                    moment.Send(Event.Named("answer"), TimeSpan.FromDays(5));
                }
            }),
        };

        var instance = await simulator.RunAsync(Asking, new Dictionary<string, JsonNode?>());

        Assert.Equal(["0 answer", "0 wait", "0 patience", "mail Please answer", "mail "], seen);
        Assert.Equal((WorkflowSubStatus.Finished, Simulation.Start.AddDays(5)), (instance.SubStatus, instance.FinishedAt!.Value));
    }

    [Fact]
    public async Task Whoever_plays_prepares_acts_later_and_names_the_end()
    {
        var player = new Player();
        using var simulation = new Simulation();
        var result = await Forecast(simulation).RunAsync(Asking, new ForecastOptions { Runs = 2, Outside = (_, _) => player });

        Assert.Equal(["case 1: acted after 2 days", "case 2: acted after 2 days"], result.Outcomes.Select(o => o.Key));
        Assert.Equal(TimeSpan.FromDays(2), result.P90);
    }

    [Fact]
    public async Task What_waits_for_ever_is_named_and_nothing_happens_after_the_longest_time()
    {
        using var simulation = new Simulation();
        var all = await Forecast(simulation).RunAsync(Flow.Workflow(Flow.Event("never")), new ForecastOptions { Runs = 3 });
        Assert.Equal([("Suspended", 1.0)], all.Outcomes.Select(o => (o.Key, o.Value)));
        Assert.Equal([("never", "Elsa.Event 'never'", 3)], all.Waits.Select(w => (w.Key.ActivityId, w.Key.For, w.Value)));

        var delay = Flow.Workflow(Flow.Delay("long", "30.00:00:00"));
        Assert.Equal("Finished", (await Forecast(simulation).RunAsync(delay, new ForecastOptions { Runs = 1 })).Outcomes[0].Key);
        Assert.Equal("Suspended", (await Forecast(simulation).RunAsync(delay, new ForecastOptions { Runs = 1, Longest = TimeSpan.FromDays(29) })).Outcomes[0].Key);
    }

    // Eight of ten answer after four days, the others never.
    private static async Task<ForecastResult> ForecastAsync(int runs, int seed)
    {
        using var simulation = new Simulation();
        return await Forecast(simulation).RunAsync(Asking, new ForecastOptions
        {
            Runs = runs,
            Seed = seed,
            Outside = (_, random) => new Scripted(moment =>
            {
                if (moment.NewEmails.Any(e => e.Subject.Length > 0) && random.NextDouble() < 0.8)
                {
                    moment.Send(Event.Named("answer"), TimeSpan.FromDays(4));
                }
            }),
        });
    }

    private static WorkflowForecast Forecast(Simulation simulation) => new(simulation.Services, simulation.Activities, simulation.Clock, new IdSource(TimeProvider.System));

    private sealed class Scripted(Action<SimulatedMoment> see) : SimulatedOutside
    {
        public override Task SeeAsync(SimulatedMoment moment, CancellationToken cancellation)
        {
            see(moment);
            return Task.CompletedTask;
        }

        public override Task<string> EndAsync(IServiceProvider scope, WorkflowInstance instance, CancellationToken cancellation) =>
            Task.FromResult(Simulator.Journal.Any(e => e.ActivityId == "answered") ? "answered" : "gave up");
    }

    private sealed class Player : SimulatedOutside
    {
        private int _cases;
        private string _did = "";

        public override Task<string?> BeginAsync(IServiceProvider scope, CancellationToken cancellation)
        {
            var start = scope.GetRequiredService<TimeProvider>().GetUtcNow();
            Simulator.Plan((later, _) =>
            {
                _did = $"acted after {(later.GetRequiredService<TimeProvider>().GetUtcNow() - start).TotalDays} days";
                return Task.FromResult<Stimulus?>(Event.Named("answer"));
            }, start.AddDays(2), $"case {_cases + 1}");
            return Task.FromResult<string?>($"case {++_cases}");
        }

        public override Task<string> EndAsync(IServiceProvider scope, WorkflowInstance instance, CancellationToken cancellation) =>
            Task.FromResult($"{instance.CorrelationId}: {_did}");
    }
}
