using System.Text.Json.Nodes;
using PracticeReview.Workflows.Activities;
using PracticeReview.Workflows.Definitions;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Workflows.Tests.Execution;

public class JournalTests
{
    [Theory]
    [InlineData(null, false, false)]
    [InlineData(null, true, true)]
    [InlineData("""{"logPersistenceMode": {"default": "Include"}}""", false, true)]
    [InlineData("""{"logPersistenceMode": {"default": "Exclude"}}""", true, false)]
    [InlineData("""{"logPersistenceMode": {"default": "Exclude", "inputs": {"open": "Include"}, "outputs": {"doubled": "Include"}}}""", true, true)]
    [InlineData("""{"logPersistenceConfig": {"default": {"evaluationMode": "Strategy", "strategyType": "Elsa.Workflows.LogPersistence.Strategies.Include, Elsa.Workflows.Core"}}}""", false, true)]
    public async Task Values_are_kept_where_the_log_setting_says_so_and_sensitive_ones_never(string? properties, bool usually, bool areKept)
    {
        using var simulation = new Simulation();
        var definition = Flow.Workflow(Flow.Sequence(Flow.Activity("k", "Test.Keeper", ("open", Flow.Literal(2)), ("secret", Flow.Literal("s3cret")), ("customProperties", JsonNode.Parse(properties ?? "{}")))));

        var journal = await RunAsync(simulation, definition, usually);

        var started = journal.Single(j => j is { ActivityId: "k", EventName: "Started" });
        var completed = journal.Single(j => j is { ActivityId: "k", EventName: "Completed" });
        Assert.Equal(areKept ? "2" : null, started.Inputs?["Open"]?.ToString());
        Assert.Equal(areKept ? "4" : null, completed.Outputs?["Doubled"]?.ToString());
        Assert.DoesNotContain(journal, j => j.Inputs?.ContainsKey("Secret") is true);
    }

    [Fact]
    public async Task An_activity_overrules_its_workflow()
    {
        using var simulation = new Simulation();
        var definition = Flow.Workflow(
            Flow.Sequence(
                Flow.Activity("a", "Test.Keeper", ("open", Flow.Literal(1))),
                Flow.Activity("b", "Test.Keeper", ("open", Flow.Literal(1)), ("customProperties", JsonNode.Parse("""{"logPersistenceMode": {"default": "Exclude"}}""")))),
            json => json["customProperties"] = JsonNode.Parse("""{"logPersistenceMode": {"default": "Include"}}"""));

        var journal = await RunAsync(simulation, definition, false);

        Assert.Equal(["a"], journal.Where(j => j.Inputs is not null).Select(j => j.ActivityId));
    }

    [Fact]
    public async Task Each_turn_of_events_is_told_once_and_in_order()
    {
        using var simulation = new Simulation(reload: true);
        await simulation.RunAsync(Flow.Workflow(Flow.Chart([Flow.Delay("d", "00:00:01"), Flow.Event("e"), Flow.Activity("j", "Elsa.FlowJoin"), Flow.Activity("f", "Elsa.Fault"), Flow.Write("s")], "s>d", "s>e", "d>j", "e>j", "j>f")));

        Assert.Equal(
            ["s Started", "s Completed", "d Started", "d Suspended", "e Started", "e Suspended", "d Resumed", "d Completed", "e Cancelled", "j Started", "j Completed", "f Started", "f Faulted"],
            simulation.Simulator.Journal.Where(j => j.ActivityId.Length == 1).Select(j => $"{j.ActivityId} {j.EventName}"));
        Assert.Equal(Enumerable.Range(1, simulation.Simulator.Journal.Count).Select(n => (long)n), simulation.Simulator.Journal.Select(j => j.Sequence));
    }

    [Fact]
    public async Task A_host_may_do_without()
    {
        using var simulation = new Simulation();
        var definition = Flow.Workflow(Flow.Sequence(Flow.Write("a")));
        var instance = WorkflowInstance.Of(definition, "i", Simulation.Start);

        var burst = await simulation.Runner.StartAsync(definition, instance, simulation.Services, new BurstOptions { WritesJournal = false });

        Assert.Equal((0, "a"), (burst.Journal.Count, burst.Lines[0]));
    }

    private static async Task<IReadOnlyList<JournalEntry>> RunAsync(Simulation simulation, WorkflowDefinition definition, bool logsValues) =>
        (await simulation.Runner.StartAsync(definition, WorkflowInstance.Of(definition, "i", Simulation.Start), simulation.Services, new BurstOptions { LogsValues = logsValues })).Journal;
}

/// <summary>Has something to hide.</summary>
[Activity("Test.Keeper")]
public sealed class Keeper : Activity
{
    [Input]
    public int Open { get; set; }

    [Input(IsSensitive = true)]
    public string? Secret { get; set; }

    [Output]
    public int Doubled { get; private set; }

    public override ValueTask ExecuteAsync(ActivityContext context)
    {
        Doubled = Open * 2;
        return ValueTask.CompletedTask;
    }
}
