using PracticeReview.Workflows.Activities;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Workflows.Tests.Execution;

/// <summary>What was reported against elsa-core and is a matter of the burst alone. Those that need a database stand beside it.</summary>
public class ReportedElsewhereTests
{
    // elsa-core #6419: the same blocking activity in parallel branches resumes only once.
    [Fact]
    public async Task The_same_event_in_two_branches_wakes_both()
    {
        using var simulation = new Simulation(reload: true);
        simulation.Simulator.Plan(Event.Named("go"), Simulation.Start.AddHours(1));

        var instance = await simulation.RunAsync(Flow.Workflow(Flow.Chart(
            [Flow.Write("start"), Flow.Event("one", "go"), Flow.Event("two", "go"), Flow.Write("first"), Flow.Write("second"), Flow.Write("both")],
            "start>one", "start>two", "one>first", "two>second", "first>both", "second>both")));

        Assert.Equal(WorkflowSubStatus.Finished, instance.SubStatus);
        Assert.Equal(["start", "first", "second", "both"], simulation.Lines);
    }

    // elsa-core #965: a fork with events and a timer resumes twice.
    [Theory]
    [InlineData(1, "by event")]
    [InlineData(3, "by timer")]
    public async Task Of_a_fork_with_events_and_a_timer_one_branch_goes_on_once(int eventAfterHours, string line)
    {
        using var simulation = new Simulation(reload: true);
        simulation.Simulator.Plan(Event.Named("yes"), Simulation.Start.AddHours(eventAfterHours));
        simulation.Simulator.Plan(Event.Named("yes"), Simulation.Start.AddHours(eventAfterHours));
        simulation.Simulator.Plan(Event.Named("no"), Simulation.Start.AddHours(eventAfterHours + 1));

        var instance = await simulation.RunAsync(Flow.Workflow(Flow.Chart(
            [
                Flow.Write("start"), Flow.Event("yes"), Flow.Event("no"), Flow.Delay("timer", "02:00:00"), Flow.Write("by event"), Flow.Write("by timer"),
                Flow.Activity("join", "Elsa.FlowJoin", ("mode", Flow.Literal("WaitAny"))), Flow.Write("after"), Flow.Delay("long", "30.00:00:00"),
            ],
            "start>yes", "start>no", "start>timer", "yes>by event", "timer>by timer", "by event>join", "no>join", "by timer>join", "join>after", "after>long")));

        Assert.Equal(WorkflowSubStatus.Finished, instance.SubStatus);
        Assert.Equal(["start", line, "after"], simulation.Lines);
    }
}
