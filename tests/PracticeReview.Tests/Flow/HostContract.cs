using System.Text.Json.Nodes;
using PracticeReview.Workflows.Execution;
using PracticeReview.Workflows.Hosting;
using static PracticeReview.Tests.Flow.TestHost;

namespace PracticeReview.Tests.Flow;

/// <summary>The contract on memory.</summary>
public sealed class MemoryHostTests : HostContract
{
    protected override Task<TestHost> BeginAsync() => Task.FromResult<TestHost>(new MemoryEngine());
}

/// <summary>The contract on PostgreSQL.</summary>
public sealed class PostgresHostTests : HostContract
{
    protected override async Task<TestHost> BeginAsync() => await Engine.BeginAsync();
}

/// <summary>What holds wherever instances are kept.</summary>
public abstract class HostContract
{
    private static JsonObject Wait(string id, string name = "Go") => Act(id, "Elsa.Event", ("eventName", name));

    private static JsonObject Line(string id) => Act(id, "Elsa.WriteLine", ("text", "on"));

    private static JsonObject Sleep(string id, string span) => Act(id, "Elsa.Delay", ("timeSpan", span));

    protected abstract Task<TestHost> BeginAsync();

    [Fact]
    public async Task What_waits_is_kept_whole_and_goes_on_with_what_the_event_brings()
    {
        await using var host = await BeginAsync();
        await host.PublishAsync("w", Act("set", "Elsa.SetVariable", ("variable", new JsonObject { ["name"] = "X" }), ("value", 7)), Wait("wait"), Line("after"));
        var started = await host.StartAsync("w", "about");

        var kept = await host.InstanceAsync(started.Id);
        Assert.Equal((WorkflowSubStatus.Suspended, "about", "w-1"), (kept.SubStatus, kept.CorrelationId, kept.DefinitionVersionId));
        Assert.Equal("7", kept.Variables["X"]!.ToString());
        Assert.Single(kept.Bookmarks);
        await host.SendAsync("Go", payload: "now");
        await host.WorkAsync();

        var ended = await host.InstanceAsync(started.Id);
        Assert.Equal(WorkflowSubStatus.Finished, ended.SubStatus);
        Assert.Equal("now", ended.ActivityOutput["wait"]["Result"]!.ToString());
        Assert.Equal(1, await host.CompletedAsync("after"));
    }

    [Fact]
    public async Task An_event_that_comes_before_anybody_waits_is_kept_until_somebody_does()
    {
        await using var host = await BeginAsync();
        await host.PublishAsync("w", Wait("wait"));

        await host.SendAsync("Go", payload: "early");
        await host.WorkAsync();
        Assert.Equal(1, await host.KeptAsync());
        var instance = await host.StartAsync("w");
        await host.WorkAsync();

        Assert.Equal("early", (await host.InstanceAsync(instance.Id)).ActivityOutput["wait"]["Result"]!.ToString());
        Assert.Equal(0, await host.KeptAsync());
    }

    [Fact]
    public async Task An_event_that_nobody_wants_is_forgotten_in_time()
    {
        await using var host = await BeginAsync();
        await host.SendAsync("Go");

        host.Time.Advance(MemoryHost.StimulusLife - TimeSpan.FromSeconds(1));
        await host.WorkAsync();
        Assert.Equal(1, await host.KeptAsync());
        host.Time.Advance(TimeSpan.FromSeconds(1));
        await host.WorkAsync();

        Assert.Equal(0, await host.KeptAsync());
    }

    [Fact]
    public async Task An_event_is_used_up_by_all_who_wait_and_only_by_those_of_its_correlation()
    {
        await using var host = await BeginAsync();
        await host.PublishAsync("w", Wait("wait"));
        var (a, b, other) = (await host.StartAsync("w", "A"), await host.StartAsync("w", "A"), await host.StartAsync("w", "B"));

        await host.SendAsync("Go", "A");
        await host.WorkAsync();

        Assert.Equal(WorkflowStatus.Finished, (await host.InstanceAsync(a.Id)).Status);
        Assert.Equal(WorkflowStatus.Finished, (await host.InstanceAsync(b.Id)).Status);
        Assert.Equal(WorkflowStatus.Running, (await host.InstanceAsync(other.Id)).Status);
        Assert.Equal(0, await host.KeptAsync());
    }

    [Fact]
    public async Task A_bookmark_is_burned_by_one_event_and_the_next_event_waits_for_the_next_bookmark()
    {
        await using var host = await BeginAsync();
        await host.PublishAsync("w", Wait("first"), Wait("second"));
        var instance = await host.StartAsync("w");

        await host.SendAsync("Go", payload: 1);
        await host.SendAsync("Go", payload: 2);
        await host.SendAsync("Go", payload: 3);
        await host.WorkAsync();

        var ended = await host.InstanceAsync(instance.Id);
        Assert.Equal(("1", "2"), (ended.ActivityOutput["first"]["Result"]!.ToString(), ended.ActivityOutput["second"]["Result"]!.ToString()));
        Assert.Equal(1, await host.KeptAsync());
    }

    [Fact]
    public async Task A_timer_fires_at_its_time_and_once_and_after_a_downtime_all_that_are_due_fire()
    {
        await using var host = await BeginAsync();
        await host.PublishAsync("w", Sleep("sleep", "01:00:00"), Line("line"), Sleep("again", "01:00:00"));
        await host.StartAsync("w");
        await host.StartAsync("w");

        host.Time.Advance(TimeSpan.FromMinutes(59));
        await host.WorkAsync();
        Assert.Equal(0, await host.CompletedAsync("sleep"));
        host.Time.Advance(TimeSpan.FromMinutes(1));
        await host.WorkAsync();
        await host.WorkAsync();
        Assert.Equal((2, 0), (await host.CompletedAsync("line"), await host.CompletedAsync("again")));

        host.Time.Advance(TimeSpan.FromDays(30));
        await host.WorkAsync();
        Assert.Equal((2, 2), (await host.CompletedAsync("line"), await host.CompletedAsync("again")));
    }

    [Fact]
    public async Task Events_for_one_instance_that_come_at_once_are_heard_one_after_the_other()
    {
        await using var host = await BeginAsync();
        var branches = Enumerable.Range(0, 8).Select(i => Box($"branch{i}", "Elsa.Sequence", "activities", Wait($"wait{i}", $"Go {i}"), Line($"line{i}")));
        await host.PublishRootAsync("w", Box("root", "Elsa.Fork", "branches", [.. branches]));
        var instance = await host.StartAsync("w");

        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(async () =>
        {
            await host.SendAsync($"Go {i}");
            await host.WorkAsync();
        })));
        await host.WorkAsync();

        Assert.Equal(WorkflowSubStatus.Finished, (await host.InstanceAsync(instance.Id)).SubStatus);
        Assert.Equal(Enumerable.Repeat(1, 8), await Task.WhenAll(Enumerable.Range(0, 8).Select(i => host.CompletedAsync($"line{i}"))));
        var sequences = (await host.JournalAsync(instance.Id)).Select(line => line.Sequence).ToList();
        Assert.Equal(Enumerable.Range(1, sequences.Count).Select(n => (long)n), sequences);
    }

    [Fact]
    public async Task A_cancelled_instance_waits_for_nothing_any_more()
    {
        await using var host = await BeginAsync();
        await host.PublishAsync("w", Sleep("sleep", "01:00:00"), Line("line"));
        var instance = await host.StartAsync("w");

        await host.CancelAsync(instance.Id);
        host.Time.Advance(TimeSpan.FromHours(2));
        await host.WorkAsync();

        var cancelled = await host.InstanceAsync(instance.Id);
        Assert.Equal((WorkflowSubStatus.Cancelled, 0), (cancelled.SubStatus, cancelled.Bookmarks.Count));
        Assert.Contains(await host.JournalAsync(instance.Id), line => line is { Activity: "sleep", Event: "Cancelled" });
        Assert.Equal(0, await host.CompletedAsync("line"));
    }

    [Fact]
    public async Task A_fault_is_kept_with_its_incident_and_the_activity_can_be_run_again()
    {
        await using var host = await BeginAsync();
        await host.PublishAsync("w", Wait("wait"), Act("fault", "Elsa.Fault", ("message", "Not today.")));
        var instance = await host.StartAsync("w");
        await host.SendAsync("Go");
        await host.WorkAsync();

        var faulted = await host.InstanceAsync(instance.Id);
        Assert.Equal(WorkflowSubStatus.Faulted, faulted.SubStatus);
        Assert.Contains("Not today.", Assert.Single(faulted.Incidents).Message);
        await host.RetryAsync(instance.Id, faulted.Incidents[0].ActivityInstanceId);

        Assert.Single((await host.InstanceAsync(instance.Id)).Incidents);
        Assert.Equal(2, (await host.JournalAsync(instance.Id)).Count(line => line is { Activity: "fault", Event: "Faulted" }));
    }

    [Fact]
    public async Task With_the_strategy_Continue_the_rest_goes_on_and_the_mended_activity_is_retried_alone()
    {
        await using var host = await BeginAsync();
        await host.PublishRootAsync(
            "w",
            Chart(
                [
                    Line("start"), Act("bad", "Elsa.WriteLine", ("text", Expression("JavaScript", "getX() > 0 ? 'good' : nosuch()"))), Line("after"),
                    Wait("wait"), Act("mend", "Elsa.SetVariable", ("variable", new JsonObject { ["name"] = "X" }), ("value", 1)),
                ],
                "start>bad", "bad>after", "start>wait", "wait>mend"),
            new JsonObject { ["options"] = new JsonObject { ["incidentStrategyType"] = "Elsa.Workflows.IncidentStrategies.ContinueWithIncidentsStrategy, Elsa.Workflows.Core" } });
        var instance = await host.StartAsync("w");
        await host.SendAsync("Go");
        await host.WorkAsync();

        var stuck = await host.InstanceAsync(instance.Id);
        Assert.Equal((WorkflowStatus.Running, 1), (stuck.Status, await host.CompletedAsync("mend")));
        await host.RetryAsync(instance.Id, Assert.Single(stuck.Incidents).ActivityInstanceId);

        var ended = await host.InstanceAsync(instance.Id);
        Assert.Equal((WorkflowSubStatus.Finished, 0), (ended.SubStatus, ended.Incidents.Count));
        Assert.Equal((1, 1, 1), (await host.CompletedAsync("start"), await host.CompletedAsync("bad"), await host.CompletedAsync("after")));
    }

    [Fact]
    public async Task A_parent_goes_on_when_the_workflow_it_waits_for_has_ended_also_after_that_slept()
    {
        await using var host = await BeginAsync();
        await host.PublishAsync("child", Sleep("sleep", "01:00:00"));
        await host.PublishAsync("w", Act("run", "Elsa.DispatchWorkflow", ("workflowDefinitionId", "child"), ("waitForCompletion", true)), Line("after"));

        var parent = await host.StartAsync("w");
        await host.WorkAsync();
        Assert.Equal(WorkflowStatus.Running, (await host.InstanceAsync(parent.Id)).Status);
        host.Time.Advance(TimeSpan.FromHours(1));
        await host.WorkAsync();

        Assert.Equal(WorkflowSubStatus.Finished, (await host.InstanceAsync(parent.Id)).SubStatus);
        Assert.Equal((1, 0), (await host.CompletedAsync("sleep"), await host.KeptAsync()));
    }

    [Fact]
    public async Task A_workflow_executed_by_another_runs_in_the_same_burst()
    {
        await using var host = await BeginAsync();
        await host.PublishAsync("child", Line("line"));
        await host.PublishAsync("w", Act("run", "Elsa.ExecuteWorkflow", ("workflowDefinitionId", "child"), ("waitForCompletion", true)), Line("after"));

        var parent = await host.StartAsync("w");

        Assert.Equal(WorkflowSubStatus.Finished, (await host.InstanceAsync(parent.Id)).SubStatus);
        Assert.Equal((1, 1, 0), (await host.CompletedAsync("line"), await host.CompletedAsync("after"), await host.KeptAsync()));
    }

    /// <summary>Without a limit, this ends the process: a stack that is used up can't be caught.</summary>
    [Fact]
    public async Task Workflows_that_execute_one_another_without_end_fail_and_the_host_goes_on()
    {
        await using var host = await BeginAsync();
        await host.PublishAsync("one", Act("again", "Elsa.ExecuteWorkflow", ("workflowDefinitionId", "other"), ("waitForCompletion", true)));
        await host.PublishAsync("other", Act("again", "Elsa.ExecuteWorkflow", ("workflowDefinitionId", "one"), ("waitForCompletion", true)));
        await host.PublishAsync("good", Line("said"));

        var outermost = await host.StartAsync("one");
        await host.StartAsync("good");

        Assert.Equal(WorkflowSubStatus.Finished, (await host.InstanceAsync(outermost.Id)).SubStatus);
        Assert.Equal(1, await host.CompletedAsync("said"));
        Assert.Equal(32, await host.CompletedAsync("again"));
    }

    [Fact]
    public async Task Workflows_that_start_one_another_without_a_pause_are_stopped_and_those_with_one_are_not()
    {
        await using var host = await BeginAsync();
        await host.PublishAsync("hasty", Act("hasty", "Elsa.DispatchWorkflow", ("workflowDefinitionId", "hasty")));
        await host.PublishAsync("steady", Sleep("sleep", "00:02:00"), Act("steady", "Elsa.DispatchWorkflow", ("workflowDefinitionId", "steady")));

        await host.StartAsync("hasty");
        await host.WorkAsync();
        Assert.Equal(100, await host.CompletedAsync("hasty"));

        await host.StartAsync("steady");
        for (var i = 0; i < 120; i++)
        {
            host.Time.Advance(TimeSpan.FromMinutes(2));
            await host.WorkAsync();
        }

        Assert.Equal(120, await host.CompletedAsync("steady"));
    }

    [Fact]
    public async Task Instances_stay_on_their_version()
    {
        await using var host = await BeginAsync();
        await host.PublishAsync("w", Wait("wait"), Line("old"));
        var early = await host.StartAsync("w");
        await host.PublishAsync("w", Wait("wait"), Line("new"));
        var late = await host.StartAsync("w");

        await host.SendAsync("Go");
        await host.WorkAsync();

        Assert.Equal(("w-1", "w-2"), ((await host.InstanceAsync(early.Id)).DefinitionVersionId, (await host.InstanceAsync(late.Id)).DefinitionVersionId));
        Assert.Equal((1, 1), (await host.CompletedAsync("old"), await host.CompletedAsync("new")));
    }
}
