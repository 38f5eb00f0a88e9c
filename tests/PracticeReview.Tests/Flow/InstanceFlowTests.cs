using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PracticeReview.Data.Flow;
using PracticeReview.Workflows.Execution;
using static PracticeReview.Tests.Flow.Engine;
using static PracticeReview.Tests.Flow.TestHost;

namespace PracticeReview.Tests.Flow;

/// <summary>What only a database can show of instances that move no practice.</summary>
public class InstanceFlowTests
{
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
}
