using System.Text.Json.Nodes;
using PracticeReview.Workflows.Activities;
using PracticeReview.Workflows.Definitions;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Workflows.Hosting;

/// <summary>Runs a workflow many times on a virtual clock, with somebody played from outside, and collects what came of it. Nothing leaves the process.</summary>
public sealed class WorkflowForecast(IServiceProvider services, ActivityRegistry activities, IdSource ids)
{
    /// <summary>Runs a workflow as often as asked for; the same seed gives the same result.</summary>
    /// <exception cref="InvalidDefinitionException">The definition can't be built.</exception>
    public async Task<ForecastResult> RunAsync(WorkflowDefinition definition, ForecastOptions options, CancellationToken cancellation = default)
    {
        var collector = new ForecastCollector(activities.GraphOf(definition));
        for (var run = 0; run < options.Runs; run++)
        {
            cancellation.ThrowIfCancellationRequested();
            var clock = new VirtualClock(options.Start);
            var simulator = new WorkflowSimulator(services, activities, clock, ids)
            {
                Responder = options.Responder?.Invoke(new Random(unchecked((options.Seed * 397) ^ run))),
                OnEmail = collector.Add,
            };
            foreach (var other in options.Others)
            {
                simulator.Add(other);
            }

            var instance = await simulator.RunAsync(definition, options.Input, cancellation);
            collector.Add(options.Outcome(instance, simulator.Journal), instance, simulator.Journal);
        }

        return collector.Result();
    }
}

/// <summary>How to run a forecast.</summary>
public sealed record ForecastOptions
{
    /// <summary>How often the workflow runs.</summary>
    public int Runs { get; init; } = 100;

    /// <summary>Where chance begins.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Virtual time of each start (UTC).</summary>
    public DateTimeOffset Start { get; init; } = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    /// <summary>What each run is given.</summary>
    public IReadOnlyDictionary<string, JsonNode?> Input { get; init; } = new Dictionary<string, JsonNode?>();

    /// <summary>Workflows that the definition starts or uses.</summary>
    public IReadOnlyList<WorkflowDefinition> Others { get; init; } = [];

    /// <summary>Makes somebody outside for each run, with the run's own chance.</summary>
    public Func<Random, Action<SimulatedMoment>>? Responder { get; init; }

    /// <summary>Names how a run came out; by default how the instance stands.</summary>
    public Func<WorkflowInstance, IReadOnlyList<JournalEntry>, string> Outcome { get; init; } = (instance, _) => instance.SubStatus.ToString();
}

/// <summary>What came of the runs of a forecast.</summary>
/// <param name="Runs">How many there were.</param>
/// <param name="Outcomes">Share of each outcome, 0 to 1, largest first.</param>
/// <param name="P50">Virtual time from start to end that half of the ended runs needed; null when none ended.</param>
/// <param name="P90">The same for nine of ten.</param>
/// <param name="EmailsPerRun">E-mails that a run sends on average, by recipient.</param>
/// <param name="NeverReached">Activities that no run reached, in the order of the definition.</param>
/// <param name="Incidents">How often each incident happened, by its sentence.</param>
public sealed record ForecastResult(
    int Runs,
    IReadOnlyList<KeyValuePair<string, double>> Outcomes,
    TimeSpan? P50,
    TimeSpan? P90,
    IReadOnlyDictionary<string, double> EmailsPerRun,
    IReadOnlyList<ActivityNode> NeverReached,
    IReadOnlyDictionary<string, int> Incidents);
