using System.Text.Json.Nodes;
using PracticeReview.Workflows.Activities;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Workflows.Tests.Execution;

public class BurstTests
{
    [Fact]
    public async Task The_clock_jumps_from_timer_to_timer()
    {
        using var simulation = new Simulation();
        var instance = await simulation.RunAsync(Flow.Workflow(Flow.Chart(
            [Flow.Write("a"), Flow.Delay("long", "2.00:00:00"), Flow.Delay("short", "00:30:00"), Flow.Write("late"), Flow.Write("soon")],
            "a>long", "a>short", "long>late", "short>soon")));

        Assert.Equal(["a", "soon", "late"], simulation.Lines);
        Assert.Equal(Simulation.Start.AddDays(2), instance.FinishedAt);
    }

    [Fact]
    public async Task An_event_wakes_who_waits_for_its_name_and_brings_its_payload()
    {
        using var simulation = new Simulation(reload: true);
        var definition = Flow.Workflow(Flow.Sequence(
            Flow.Activity("e", "Elsa.Event", ("eventName", Flow.Literal("go"))),
            Flow.WriteJs("w", "getOutputFrom('e').n + getLastResult().n")));
        await simulation.RunAsync(definition);
        Assert.Equal(WorkflowSubStatus.Suspended, simulation.Instance.SubStatus);

        Assert.False(await simulation.Simulator.PublishAsync(Event.Named("stop")));
        Assert.True(await simulation.Simulator.PublishAsync(Event.Named("go", new JsonObject { ["n"] = 2 })));

        Assert.Equal(["4"], simulation.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, simulation.Instance.SubStatus);
        Assert.Empty(simulation.Instance.Bookmarks);
    }

    [Fact]
    public async Task The_first_of_two_waiting_branches_cancels_the_other()
    {
        using var simulation = new Simulation(reload: true);
        var instance = await simulation.RunAsync(Flow.Workflow(Flow.Chart(
            [Flow.Write("a"), Flow.Delay("d", "01:00:00"), Flow.Activity("e", "Elsa.Event", ("eventName", Flow.Literal("never"))), Flow.Activity("j", "Elsa.FlowJoin"), Flow.Write("z")],
            "a>d", "a>e", "d>j", "e>j", "j>z")));

        Assert.Equal((WorkflowSubStatus.Finished, 0), (instance.SubStatus, instance.Bookmarks.Count));
        Assert.Equal(["a", "z"], simulation.Lines);
        Assert.Contains(simulation.Simulator.Journal, j => j is { ActivityId: "e", EventName: "Cancelled" });
    }

    [Fact]
    public async Task With_incidents_the_other_branches_go_on()
    {
        using var simulation = new Simulation();
        var definition = Flow.Workflow(
            Flow.Chart([Flow.Write("a"), Flow.Activity("f", "Elsa.Fault"), Flow.Write("b")], "a>f", "a>b"),
            json => json["options"] = new JsonObject { ["incidentStrategyType"] = "Elsa.Workflows.IncidentStrategies.ContinueWithIncidentsStrategy, Elsa.Workflows.Core" });
        var instance = await simulation.RunAsync(definition);

        Assert.Equal(["a", "b"], simulation.Lines);
        Assert.Equal((WorkflowSubStatus.Suspended, 1), (instance.SubStatus, instance.Incidents.Count));
    }

    [Fact]
    public async Task A_retry_goes_on_with_what_the_fault_stopped()
    {
        using var simulation = new Simulation();
        var definition = Flow.Workflow(Flow.Chart(
            [Flow.Write("a"), Flow.WriteJs("bad", "getX() > 0 ? 'good' : nosuch()"), Flow.Write("b"), Flow.Write("z")], "a>bad", "a>b", "bad>z"));
        var instance = WorkflowInstance.FromJson((await simulation.RunAsync(definition)).ToJson());
        Assert.Equal(WorkflowSubStatus.Faulted, instance.SubStatus);

        instance.ActivityExecutions[0].Variables!["X"] = 1;
        var burst = await simulation.Runner.RetryAsync(definition, instance, instance.Incidents[0].ActivityInstanceId, simulation.Services);

        Assert.Equal(["good", "b", "z"], burst.Lines);
        Assert.Equal((WorkflowSubStatus.Finished, 0), (instance.SubStatus, instance.Incidents.Count));
    }

    [Fact]
    public async Task Cancelling_an_instance_leaves_nothing_waiting()
    {
        using var simulation = new Simulation();
        var definition = Flow.Workflow(Flow.Sequence(Flow.Activity("e", "Elsa.Event", ("eventName", Flow.Literal("go")))));
        var instance = await simulation.RunAsync(definition);

        var burst = await simulation.Runner.CancelAsync(definition, instance, simulation.Services);

        Assert.Equal((WorkflowSubStatus.Cancelled, 0), (instance.SubStatus, instance.Bookmarks.Count));
        Assert.Contains(burst.Journal, j => j is { ActivityId: "e", EventName: "Cancelled" });
    }

    [Fact]
    public async Task An_endless_loop_ends_as_an_incident()
    {
        using var simulation = new Simulation();
        var definition = Flow.Workflow(Flow.Chart([Flow.Activity("a", "Elsa.FlowNode"), Flow.Activity("b", "Elsa.FlowNode")], "a>b", "b>a"));
        var instance = WorkflowInstance.Of(definition, "i", Simulation.Start);

        await simulation.Runner.StartAsync(definition, instance, simulation.Services, new BurstOptions { MaximumActivities = 100 });

        Assert.Equal(WorkflowSubStatus.Faulted, instance.SubStatus);
        Assert.Contains("endless loop", instance.Incidents[0].Message);
    }

    [Theory]
    [InlineData(450, WorkflowSubStatus.Finished)]
    [InlineData(451, WorkflowSubStatus.Faulted)]
    public async Task A_correlation_id_that_no_index_could_hold_is_an_incident(int length, WorkflowSubStatus ends)
    {
        using var simulation = new Simulation();
        var id = new string('x', length);

        var instance = await simulation.RunAsync(Flow.Workflow(Flow.Sequence(Flow.Activity("c", "Elsa.Correlate", ("correlationId", Flow.Literal(id))))));

        Assert.Equal(ends, instance.SubStatus);
        Assert.All(instance.Incidents, incident => Assert.Contains("at most 450 characters; this one has 451", incident.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_bookmark_is_hit_once()
    {
        using var simulation = new Simulation();
        var definition = Flow.Workflow(Flow.Sequence(Flow.Activity("e", "Elsa.Event", ("eventName", Flow.Literal("go"))), Flow.Write("w")));
        var instance = await simulation.RunAsync(definition);
        var bookmark = instance.Bookmarks[0];

        var first = await simulation.Runner.ResumeAsync(definition, instance, bookmark, null, simulation.Services);
        var second = await simulation.Runner.ResumeAsync(definition, instance, bookmark, null, simulation.Services);

        Assert.Equal(["w"], first.Lines);
        Assert.Empty(second.Journal);
    }
}
