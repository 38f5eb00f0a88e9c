using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PracticeReview.Data.Flow;
using PracticeReview.Workflows.Execution;
using static PracticeReview.Tests.Flow.Engine;

namespace PracticeReview.Tests.Flow;

/// <summary>Events, children, timers and failures of instances that move no practice.</summary>
public class InstanceFlowTests
{
    [Fact]
    public async Task An_event_that_comes_before_anybody_waits_is_kept_until_somebody_does()
    {
        await using var engine = await BeginAsync();
        await engine.PublishAsync("waits", Act("wait", "Elsa.Event", ("eventName", "Go")), Act("after", "Elsa.WriteLine", ("text", "on")));

        await engine.SendAsync("Go", payload: "early");
        var instance = await engine.StartAsync("waits");
        await engine.WorkAsync();

        Assert.Equal(WorkflowSubStatus.Finished, (await engine.InstanceAsync(instance.Id)).SubStatus);
        Assert.Equal("early", (await engine.InstanceAsync(instance.Id)).ActivityOutput["wait"]["Result"]!.ToString());
        Assert.Equal(0, await engine.WithDataAsync(db => db.WorkflowStimuli.CountAsync()));
    }

    [Fact]
    public async Task An_event_is_used_up_by_all_who_wait_and_only_by_those_of_its_correlation()
    {
        await using var engine = await BeginAsync();
        await engine.PublishAsync("waits", Act("wait", "Elsa.Event", ("eventName", "Go")));
        var (a, b, other) = (await engine.StartAsync("waits", "A"), await engine.StartAsync("waits", "A"), await engine.StartAsync("waits", "B"));

        await engine.SendAsync("Go", "A");
        await engine.WorkAsync();

        Assert.Equal([WorkflowStatus.Finished, WorkflowStatus.Finished, WorkflowStatus.Running], new[] { a, b, other }.Select(i => engine.InstanceAsync(i.Id).Result.Status));
        Assert.Equal(0, await engine.WithDataAsync(db => db.WorkflowStimuli.CountAsync()));
    }

    [Fact]
    public async Task Two_events_in_quick_succession_wake_one_after_the_other()
    {
        await using var engine = await BeginAsync();
        await engine.PublishAsync("twice", Act("first", "Elsa.Event", ("eventName", "Go")), Act("second", "Elsa.Event", ("eventName", "Go")));
        var instance = await engine.StartAsync("twice");

        await engine.SendAsync("Go", payload: 1);
        await engine.SendAsync("Go", payload: 2);
        await engine.WorkAsync();

        var ended = await engine.InstanceAsync(instance.Id);
        Assert.Equal(WorkflowSubStatus.Finished, ended.SubStatus);
        Assert.Equal(("1", "2"), (ended.ActivityOutput["first"]["Result"]!.ToString(), ended.ActivityOutput["second"]["Result"]!.ToString()));
    }

    [Fact]
    public async Task An_event_that_nobody_wants_is_forgotten_in_time()
    {
        await using var engine = await BeginAsync();
        await engine.SendAsync("Go");

        engine.Database.Time.Advance(InstanceStore.StimulusLife + TimeSpan.FromSeconds(1));
        await engine.WorkAsync();

        Assert.Equal(0, await engine.WithDataAsync(db => db.WorkflowStimuli.CountAsync()));
    }

    [Fact]
    public async Task A_look_that_a_dying_process_never_took_is_made_up_by_the_next_sweep()
    {
        await using var engine = await BeginAsync();
        await engine.PublishAsync("waits", Act("wait", "Elsa.Event", ("eventName", "Go")));
        var instance = await engine.StartAsync("waits");
        await engine.WithDataAsync(db => db.Database.ExecuteSqlAsync(
            $"insert into workflow_stimuli (hash, created_at, expires_at) select hash, now(), 'infinity' from workflow_bookmarks where instance_id = {instance.Id}"));

        await engine.WorkAsync();

        Assert.Equal(WorkflowStatus.Finished, (await engine.InstanceAsync(instance.Id)).Status);
    }

    [Fact]
    public async Task Two_hundred_instances_resumed_at_once_from_many_sides_all_go_on_once()
    {
        await using var engine = await BeginAsync();
        await engine.PublishAsync("waits", Act("wait", "Elsa.Event", ("eventName", "Go")), Act("after", "Elsa.WriteLine", ("text", "on")));
        for (var i = 0; i < 200; i++)
        {
            await engine.StartAsync("waits", $"{i}");
        }

        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(async () =>
        {
            await engine.SendAsync("Go", $"{i}");
            if (i % 50 == 0)
            {
                await engine.WorkAsync();
            }
        })));
        await engine.WorkAsync();

        Assert.Equal(200, await engine.CompletedAsync("after"));
        Assert.Equal(0, await engine.WithDataAsync(db => db.WorkflowBookmarks.CountAsync()));
        Assert.Equal(200, await engine.WithDataAsync(db => db.WorkflowInstances.CountAsync(i => i.Status == "Finished")));
    }

    [Fact]
    public async Task A_parent_goes_on_when_the_workflow_it_waits_for_has_ended_also_after_that_slept()
    {
        await using var engine = await BeginAsync();
        await engine.PublishAsync("child", Act("sleep", "Elsa.Delay", ("timeSpan", "01:00:00")));
        await engine.PublishAsync("parent", Act("run", "Elsa.DispatchWorkflow", ("workflowDefinitionId", "child"), ("waitForCompletion", true)), Act("after", "Elsa.WriteLine", ("text", "on")));

        var parent = await engine.StartAsync("parent");
        await engine.WorkAsync();
        Assert.Equal(WorkflowStatus.Running, (await engine.InstanceAsync(parent.Id)).Status);
        engine.Database.Time.Advance(TimeSpan.FromHours(1));
        await engine.WorkAsync();

        Assert.Equal(WorkflowSubStatus.Finished, (await engine.InstanceAsync(parent.Id)).SubStatus);
        Assert.Equal(parent.Id, await engine.WithDataAsync(db => db.WorkflowInstances.Where(i => i.DefinitionId == "child").Select(i => i.ParentId).SingleAsync()));
    }

    [Fact]
    public async Task A_workflow_executed_by_another_runs_in_the_same_burst_and_is_kept_with_it()
    {
        await using var engine = await BeginAsync();
        await engine.PublishAsync("child", Act("line", "Elsa.WriteLine", ("text", "child")));
        await engine.PublishAsync("parent", Act("run", "Elsa.ExecuteWorkflow", ("workflowDefinitionId", "child"), ("waitForCompletion", true)), Act("after", "Elsa.WriteLine", ("text", "on")));

        var parent = await engine.StartAsync("parent");

        Assert.Equal(WorkflowSubStatus.Finished, (await engine.InstanceAsync(parent.Id)).SubStatus);
        Assert.Equal(["child", "parent"], await engine.WithDataAsync(db => db.WorkflowInstances.Where(i => i.SubStatus == "Finished").Select(i => i.DefinitionId).Order().ToListAsync()));
        Assert.Equal(0, await engine.WithDataAsync(db => db.WorkflowStimuli.CountAsync()));
    }

    [Fact]
    public async Task A_workflow_used_as_an_activity_is_found_in_the_database()
    {
        await using var engine = await BeginAsync();
        await engine.PublishAsync("Greeting", Act("line", "Elsa.WriteLine", ("text", "hello")));
        await engine.WithDataAsync(db => db.Database.ExecuteSqlAsync(
            $"update workflow_definitions set json = (jsonb_set(json::jsonb, '{{options}}', '{{\"usableAsActivity\": true}}'))::text"));
        var use = Act("use", "Greeting");
        (use["workflowDefinitionId"], use["workflowDefinitionVersionId"]) = ("Greeting", "Greeting-1");
        await engine.PublishAsync("user", use, Act("after", "Elsa.WriteLine", ("text", "on")));

        var instance = await engine.StartAsync("user");

        Assert.Equal(WorkflowSubStatus.Finished, instance.SubStatus);
        Assert.Equal((1, 1), (await engine.CompletedAsync("line"), await engine.CompletedAsync("after")));
    }

    [Fact]
    public async Task A_mail_that_a_workflow_sends_is_in_the_outbox_once_for_each_recipient()
    {
        await using var engine = await BeginAsync();
        await engine.PublishAsync("mails", Act("mail", "Elsa.SendEmail", ("to", "one@example.org; two@example.org"), ("subject", "News"), ("body", "<p>It is <b>done</b> &amp; sent.</p>")));

        await engine.StartAsync("mails");

        var mails = await engine.WithDataAsync(db => db.Outbox.AsNoTracking().OrderBy(m => m.ToAddress).ToListAsync());
        Assert.Equal(["one@example.org", "two@example.org"], mails.Select(m => m.ToAddress));
        Assert.All(mails, mail => Assert.Equal(("News", "It is done & sent."), (mail.Subject, mail.TextBody)));
    }

    [Fact]
    public async Task A_fault_is_kept_and_its_activity_can_be_run_again()
    {
        await using var engine = await BeginAsync();
        await engine.PublishAsync("fails", Act("wait", "Elsa.Event", ("eventName", "Go")), Act("fault", "Elsa.Fault", ("message", "Not today.")));
        var instance = await engine.StartAsync("fails");
        await engine.SendAsync("Go");
        await engine.WorkAsync();

        var faulted = await engine.InstanceAsync(instance.Id);
        Assert.Equal(WorkflowSubStatus.Faulted, faulted.SubStatus);
        var incident = Assert.Single(faulted.Incidents);
        Assert.Contains("Not today.", incident.Message);
        await engine.InFlowAsync(flow => flow.RetryAsync(instance.Id, incident.ActivityInstanceId, default));

        Assert.Single((await engine.InstanceAsync(instance.Id)).Incidents);
        Assert.Equal(2, await engine.WithDataAsync(db => db.WorkflowJournal.CountAsync(e => e.ActivityId == "fault" && e.EventName == "Faulted")));
    }

    [Fact]
    public async Task A_cancelled_instance_waits_for_nothing_any_more()
    {
        await using var engine = await BeginAsync();
        await engine.PublishAsync("waits", Act("wait", "Elsa.Delay", ("timeSpan", "01:00:00")));
        var instance = await engine.StartAsync("waits");

        await engine.InFlowAsync(flow => flow.CancelAsync(instance.Id, default));

        Assert.Equal(WorkflowSubStatus.Cancelled, (await engine.InstanceAsync(instance.Id)).SubStatus);
        Assert.Equal(0, await engine.WithDataAsync(db => db.WorkflowBookmarks.CountAsync()));
    }

    [Fact]
    public async Task What_fails_again_and_again_is_parked_and_holds_nobody_up()
    {
        await using var engine = await BeginAsync();
        await engine.PublishAsync("sleeps", Act("sleep", "Elsa.Delay", ("timeSpan", "01:00:00")));
        var (bad, good) = (await engine.StartAsync("sleeps"), await engine.StartAsync("sleeps"));
        await engine.WithDataAsync(db => db.Database.ExecuteSqlAsync($"update workflow_instances set state = jsonb_set(state, '{{definitionVersionId}}', '\"gone\"') where id = {bad.Id}"));

        engine.Database.Time.Advance(TimeSpan.FromHours(1));
        await engine.WorkAsync();
        Assert.Equal(WorkflowStatus.Finished, (await engine.InstanceAsync(good.Id)).Status);
        for (var i = 0; i < 10; i++)
        {
            engine.Database.Time.Advance(TimeSpan.FromDays(1));
            await engine.WorkAsync();
        }

        var parked = await engine.WithDataAsync(db => db.WorkflowBookmarks.AsNoTracking().SingleAsync());
        Assert.True(parked.Parked);
        Assert.Equal(DueTimers.MaximumAttempts, parked.Attempts);
        Assert.NotEmpty(parked.Problem!);
    }

    [Fact]
    public async Task Six_hundred_timers_of_the_same_minute_all_fire_once_on_two_nodes()
    {
        await using var engine = await BeginAsync();
        await engine.PublishAsync("sleeps", Act("sleep", "Elsa.Delay", ("timeSpan", "01:00:00")), Act("after", "Elsa.WriteLine", ("text", "on")));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 150; i++)
            {
                await engine.StartAsync("sleeps");
            }
        })));

        engine.Database.Time.Advance(TimeSpan.FromHours(1));
        await Task.WhenAll(engine.WorkAsync(), engine.WorkAsync());
        await engine.WorkAsync();

        Assert.Equal(600, await engine.CompletedAsync("after"));
        Assert.Equal(600, await engine.CompletedAsync("sleep"));
    }
}
