using Microsoft.Extensions.DependencyInjection;
using PracticeReview.Workflows.Activities;
using PracticeReview.Workflows.Definitions;
using PracticeReview.Workflows.Hosting;

namespace PracticeReview.Simulation;

/// <summary>
/// Says what a workflow would do before it is published: executes it many times on a virtual clock, with the product's
/// own activities and with people who behave as assumed. Mails are counted and never sent; no database is touched.
/// Safe for concurrent use.
/// </summary>
public sealed class ReviewSimulation
{
    // A Monday morning, so that the same request gives the same report on any day.
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    /// <summary>Simulates a definition, published or not.</summary>
    /// <exception cref="InvalidDefinitionException">The definition, or one of the others, can't be executed; all problems at once.</exception>
    /// <exception cref="FormatException">The request asks for what can't be; the message says what.</exception>
    public async Task<SimulationReport> RunAsync(WorkflowDefinition definition, SimulationRequest request, CancellationToken cancellation = default)
    {
        Check(request);
        await using var product = new SimulatedProduct();
        var activities = product.Services.GetRequiredService<ActivityRegistry>();
        Check(definition, request, activities);
        var runs = new List<SimulatedRun>();
        var forecast = new WorkflowForecast(product.Services, activities, product.Clock, product.Services.GetRequiredService<IdSource>());
        var result = await forecast.RunAsync(definition, new ForecastOptions
        {
            Runs = request.Runs,
            Seed = request.Seed,
            Start = Start,
            Input = request.Input,
            Others = request.Others,
            Longest = TimeSpan.FromDays(request.Assumptions.LongestDays),
            Outside = (run, _) => new SimulatedSubmission(request, new Chance(request.Seed, run), runs.Add),
        }, cancellation);
        return ReportWriting.Write(definition, request, runs, result);
    }

    /// <summary>Simulates one submission and tells what happens to it, with the mails in full. The request's runs don't count; another seed is another story.</summary>
    /// <inheritdoc cref="RunAsync" path="/exception"/>
    public async Task<SimulatedStory> TellAsync(WorkflowDefinition definition, SimulationRequest request, CancellationToken cancellation = default)
    {
        Check(request);
        await using var product = new SimulatedProduct(rendersEach: true);
        var activities = product.Services.GetRequiredService<ActivityRegistry>();
        Check(definition, request, activities);
        activities.Add(definition);
        product.Clock.StartAgain(Start);
        var (outcome, others) = (SimulatedOutcome.Undecided, new List<StoryLine>());
        var people = new SimulatedSubmission(request, new Chance(request.Seed, 0), run => outcome = run.Outcome);
        var simulator = new WorkflowSimulator(product.Services, activities, product.Clock, product.Services.GetRequiredService<IdSource>())
        {
            Outside = people,
            Until = Start.AddDays(request.Assumptions.LongestDays),
            OnLine = text => others.Add(new StoryLine(product.Clock.GetUtcNow(), StoryKind.Text, "Text", text)),
            OnEmail = mail => others.Add(new StoryLine(product.Clock.GetUtcNow(), StoryKind.Mail, string.Join(", ", mail.To.Concat(mail.Cc).Concat(mail.Bcc)), mail.Subject, mail.Body)),
        };
        foreach (var other in request.Others)
        {
            simulator.Add(other);
        }

        var instance = await simulator.RunAsync(definition, request.Input, cancellation);
        await simulator.InScopeAsync(scope => people.EndAsync(scope, instance, cancellation));
        return SimulatedStory.Of(
            outcome, Start, instance, activities.GraphOf(definition), simulator.Journal, product.Services.GetRequiredService<SimulatedData>(), others);
    }

    /// <summary>Simulates two definitions with the same people and the same luck: such as the published one and its draft.</summary>
    /// <inheritdoc cref="RunAsync" path="/exception"/>
    public async Task<SimulationComparison> CompareAsync(
        WorkflowDefinition before, WorkflowDefinition after, SimulationRequest request, CancellationToken cancellation = default) =>
        SimulationComparison.Of(await RunAsync(before, request, cancellation), await RunAsync(after, request, cancellation));

    private static void Check(SimulationRequest request)
    {
        if (request.Runs is < 1 or > SimulationRequest.MostRuns)
        {
            throw new FormatException($"A simulation has 1 to {SimulationRequest.MostRuns} runs.");
        }

        var problems = request.Assumptions.Problems();
        if (problems.Count > 0)
        {
            throw new FormatException(string.Join(" ", problems));
        }
    }

    private static void Check(WorkflowDefinition definition, SimulationRequest request, ActivityRegistry activities)
    {
        foreach (var other in request.Others)
        {
            activities.Add(other);
        }

        var validator = new DefinitionValidator(activities);
        var problems = request.Others.Append(definition).SelectMany(validator.Validate).Where(p => !p.FaultsWhenReached).ToList();
        if (problems.Count > 0)
        {
            throw new InvalidDefinitionException(problems);
        }
    }
}
