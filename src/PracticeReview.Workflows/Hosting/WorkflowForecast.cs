using System.Text.Json.Nodes;
using PracticeReview.Workflows.Activities;
using PracticeReview.Workflows.Definitions;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Workflows.Hosting;

/// <summary>
/// Runs a workflow many times on a virtual clock, with somebody played from outside, and collects what came of it. Nothing leaves the process.
/// The clock is the one that the services tell the time by.
/// </summary>
public sealed class WorkflowForecast(IServiceProvider services, ActivityRegistry activities, VirtualClock clock, IdSource ids)
{
    /// <summary>Runs a workflow as often as asked for; the same seed gives the same result.</summary>
    /// <exception cref="InvalidDefinitionException">The definition can't be built.</exception>
    public async Task<ForecastResult> RunAsync(WorkflowDefinition definition, ForecastOptions options, CancellationToken cancellation = default)
    {
        foreach (var workflow in options.Others.Append(definition))
        {
            activities.Add(workflow);
        }

        var collector = new ForecastCollector(activities.GraphOf(definition));
        for (var run = 0; run < options.Runs; run++)
        {
            cancellation.ThrowIfCancellationRequested();
            clock.StartAgain(options.Start);
            var outside = options.Outside?.Invoke(run, new Random(unchecked((options.Seed * 397) ^ run))) ?? new SimulatedOutside();
            var simulator = new WorkflowSimulator(services, activities, clock, ids)
            {
                Outside = outside,
                Until = options.Longest is { } longest ? options.Start + longest : DateTimeOffset.MaxValue,
                OnEmail = collector.Add,
            };
            foreach (var other in options.Others)
            {
                simulator.Add(other);
            }

            var instance = await simulator.RunAsync(definition, options.Input, cancellation);
            var outcome = await simulator.InScopeAsync(scope => outside.EndAsync(scope, instance, cancellation));
            collector.Add(outcome, instance, simulator.Journal);
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

    /// <summary>Makes those outside for each run, with its number from 0 and its own chance.</summary>
    public Func<int, Random, SimulatedOutside>? Outside { get; init; }

    /// <summary>Virtual time after which a run is left as it stands; null for no limit.</summary>
    public TimeSpan? Longest { get; init; }
}

/// <summary>What came of the runs of a forecast.</summary>
/// <param name="Runs">How many there were.</param>
/// <param name="Outcomes">Share of each outcome, 0 to 1, largest first.</param>
/// <param name="P50">Virtual time from start to end that half of the ended runs needed; null when none ended.</param>
/// <param name="P90">The same for nine of ten.</param>
/// <param name="EmailsPerRun">E-mails that a run sends on average, by recipient.</param>
/// <param name="NeverReached">Activities that no run reached, in the order of the definition.</param>
/// <param name="Incidents">How often each incident happened, by activity and sentence.</param>
/// <param name="Waits">What runs that neither ended nor could go on were waiting at, and in how many of them.</param>
public sealed record ForecastResult(
    int Runs,
    IReadOnlyList<KeyValuePair<string, double>> Outcomes,
    TimeSpan? P50,
    TimeSpan? P90,
    IReadOnlyDictionary<string, double> EmailsPerRun,
    IReadOnlyList<ActivityNode> NeverReached,
    IReadOnlyList<KeyValuePair<ForecastIncident, int>> Incidents,
    IReadOnlyList<KeyValuePair<ForecastWait, int>> Waits);

/// <summary>An activity that failed, and the sentence that says why.</summary>
public sealed record ForecastIncident(string ActivityId, string? ActivityName, string Message);

/// <summary>An activity that waited when a run could not go on, and the name of what it waited for: its stimulus, or its event.</summary>
public sealed record ForecastWait(string ActivityId, string? ActivityName, string For);
