using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PracticeReview.Data.Flow;
using PracticeReview.Workflows.Activities;
using PracticeReview.Workflows.Execution;
using static PracticeReview.Tests.Flow.TestHost;

namespace PracticeReview.Tests.Flow;

/// <summary>What a failure leaves behind in the database, and what the journal tells.</summary>
public class FailureTests
{
    [Fact]
    public async Task A_burst_that_breaks_leaves_no_trace_but_the_note_of_the_attempt()
    {
        await using var engine = await Engine.BeginAsync();
        await engine.PublishAsync("w", Act("wait", "Elsa.Event", ("eventName", "Go")), Act("mail", "Elsa.SendEmail", ("to", "one@example.org"), ("subject", "News")), Act("breaks", "Test.Breaks"));
        var instance = await engine.StartAsync("w");
        var before = (await engine.InstanceAsync(instance.Id)).ToJson();
        Breaks.IsBroken = true;
        await engine.SendAsync("Go");
        await engine.WorkAsync();

        Assert.Equal(before, (await engine.InstanceAsync(instance.Id)).ToJson());
        Assert.Equal(0, await engine.WithDataAsync(db => db.Outbox.CountAsync()));
        Assert.Equal(0, await engine.CompletedAsync("wait"));
        var bookmark = await engine.WithDataAsync(db => db.WorkflowBookmarks.AsNoTracking().SingleAsync());
        Assert.Equal((1, false, "The line is dead."), (bookmark.Attempts, bookmark.Parked, bookmark.Problem));

        Breaks.IsBroken = false;
        engine.Time.Advance(TimeSpan.FromMinutes(1));
        await engine.WorkAsync();
        Assert.Equal(WorkflowSubStatus.Finished, (await engine.InstanceAsync(instance.Id)).SubStatus);
        Assert.Equal(1, await engine.WithDataAsync(db => db.Outbox.CountAsync()));
    }

    [Fact]
    public async Task An_endless_loop_is_stopped_with_an_incident_and_the_worker_goes_on()
    {
        await using var engine = await Engine.BeginAsync(services => services.AddSingleton(new BurstSettings { MaximumActivities = 200 }));
        await engine.PublishAsync("loop", Act("wait", "Elsa.Event", ("eventName", "Go")), Forever());
        await engine.PublishAsync("good", Act("wait", "Elsa.Event", ("eventName", "Go")));
        var (loop, good) = (await engine.StartAsync("loop"), await engine.StartAsync("good"));

        await engine.SendAsync("Go");
        await engine.WorkAsync();

        var stopped = await engine.InstanceAsync(loop.Id);
        Assert.Equal(WorkflowSubStatus.Faulted, stopped.SubStatus);
        Assert.Contains("endless loop", Assert.Single(stopped.Incidents).Message);
        Assert.Equal(WorkflowSubStatus.Finished, (await engine.InstanceAsync(good.Id)).SubStatus);
    }

    [Fact]
    public async Task Workflows_that_start_ever_more_of_one_another_are_stopped_and_the_worker_goes_on()
    {
        await using var engine = await Engine.BeginAsync(services => services.AddSingleton(new BurstSettings { MaximumKin = 30 }));
        await engine.PublishAsync("more", [.. Enumerable.Range(0, 3).Select(i => Act($"start{i}", "Elsa.DispatchWorkflow", ("workflowDefinitionId", "more")))]);
        await engine.PublishAsync("good", Act("wait", "Elsa.Event", ("eventName", "Go")));
        var (_, good) = (await engine.StartAsync("more"), await engine.StartAsync("good"));

        await engine.WorkAsync();
        await engine.SendAsync("Go");
        await engine.WorkAsync();

        var started = await engine.WithDataAsync(db => db.WorkflowInstances.Where(i => i.DefinitionId == "more").GroupBy(i => i.SubStatus).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count));
        Assert.Equal([nameof(WorkflowSubStatus.Faulted), nameof(WorkflowSubStatus.Finished)], started.Keys.Order());
        Assert.InRange(started.Values.Sum(), 13, 30);
        Assert.Equal(WorkflowSubStatus.Finished, (await engine.InstanceAsync(good.Id)).SubStatus);
    }

    [Fact]
    public async Task The_journal_tells_each_event_with_values_where_wanted_and_never_those_that_are_sensitive()
    {
        await using var engine = await Engine.BeginAsync();
        await engine.PublishRootAsync(
            "w",
            Box(
                "root", "Elsa.Sequence", "activities",
                Act("keeper", "Test.Keeper", ("open", "plain"), ("secret", "s3cret")), Act("wait", "Elsa.Event", ("eventName", "Go")),
                Box("fork", "Elsa.Fork", "branches", Act("sleep", "Elsa.Delay", ("timeSpan", "01:00:00")), Act("fault", "Elsa.Fault", ("message", "No.")))),
            new JsonObject { ["customProperties"] = new JsonObject { ["logPersistenceMode"] = new JsonObject { ["default"] = "Include" } } });
        var instance = await engine.StartAsync("w");
        await engine.SendAsync("Go");
        await engine.WorkAsync();
        await engine.CancelAsync(instance.Id);

        var lines = (await engine.JournalAsync(instance.Id)).Select(l => $"{l.Activity} {l.Event}").ToList();
        Assert.Superset(
            new HashSet<string> { "keeper Started", "keeper Completed", "wait Suspended", "wait Resumed", "fault Faulted", "sleep Cancelled" }, lines.ToHashSet());
        var started = await engine.WithDataAsync(db => db.WorkflowJournal.AsNoTracking().SingleAsync(e => e.ActivityId == "keeper" && e.EventName == "Started"));
        Assert.Equal("plain", JsonNode.Parse(started.Inputs!)!["Open"]!.ToString());
        var rows = await engine.WithDataAsync(db => db.Database.SqlQuery<string>($"select to_jsonb(j)::text as \"Value\" from workflow_journal j").ToListAsync());
        Assert.DoesNotContain(rows, row => row.Contains("s3cret", StringComparison.Ordinal));
        Assert.StartsWith("No.", await engine.WithDataAsync(db => db.WorkflowJournal.Where(e => e.EventName == "Faulted").Select(e => e.Message).SingleAsync()));
    }

    [Fact]
    public async Task A_deleted_instance_takes_its_journal_and_bookmarks_along()
    {
        await using var engine = await Engine.BeginAsync();
        await engine.PublishAsync("w", Act("wait", "Elsa.Event", ("eventName", "Go")));
        var (gone, kept) = (await engine.StartAsync("w"), await engine.StartAsync("w"));

        await engine.WithDataAsync(db => db.WorkflowInstances.Where(i => i.Id == gone.Id).ExecuteDeleteAsync());

        Assert.Equal([kept.Id], await engine.WithDataAsync(db => db.WorkflowJournal.Select(e => e.InstanceId).Distinct().ToListAsync()));
        Assert.Equal(kept.Id, await engine.WithDataAsync(db => db.WorkflowBookmarks.Select(b => b.InstanceId).SingleAsync()));
    }

    private static JsonObject Forever()
    {
        var loop = Act("loop", "Elsa.While", ("condition", Expression("JavaScript", "true")));
        loop["body"] = Act("line", "Elsa.WriteLine", ("text", "on"));
        return loop;
    }
}

/// <summary>Loses its connection while it is broken.</summary>
[Activity("Test.Breaks")]
public sealed class Breaks : Activity
{
    public static bool IsBroken { get; set; }

    public override ValueTask ExecuteAsync(ActivityContext context) => IsBroken ? throw new IOException("The line is dead.") : ValueTask.CompletedTask;
}

/// <summary>Has something to hide.</summary>
[Activity("Test.Keeper")]
public sealed class Keeper : Activity
{
    [Input]
    public string? Open { get; set; }

    [Input(IsSensitive = true)]
    public string? Secret { get; set; }

    public override ValueTask ExecuteAsync(ActivityContext context) => ValueTask.CompletedTask;
}
