using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PracticeReview.Data.Flow;
using PracticeReview.Workflows.Execution;
using static PracticeReview.Tests.Flow.TestHost;

namespace PracticeReview.Tests.Flow;

/// <summary>Instances that go to another version of their workflow: planned without a trace, moved in one transaction, refused with reasons.</summary>
public class InstanceMovesTests
{
    private static JsonObject Wait(string id, string name = "Go") => Act(id, "Elsa.Event", ("eventName", name));

    private static JsonObject Line(string id) => Act(id, "Elsa.WriteLine", ("text", "on"));

    [Fact]
    public async Task A_plan_says_what_would_change_and_changes_nothing()
    {
        await using var engine = await Engine.BeginAsync();
        await engine.PublishAsync("w", Wait("wait"));
        var instance = await engine.StartAsync("w");
        await engine.PublishAsync("w", Wait("wait"), Line("new"));
        var before = await RowsAsync(engine);

        var plan = await engine.WithAsync<InstanceMoves, InstanceMove>(moves => moves.PlanAsync(instance.Id, "w-2", default));

        Assert.Equal(["'new' is new: it runs if the instance comes to it."], plan.Changes);
        Assert.Equal((true, 1, 2), (plan.IsPossible, plan.From, plan.To));
        Assert.Equal(before, await RowsAsync(engine));
    }

    [Fact]
    public async Task A_moved_instance_is_on_the_version_in_state_row_and_journal_and_waits_at_the_same_bookmark()
    {
        await using var engine = await Engine.BeginAsync();
        await engine.PublishAsync("w", Wait("wait"));
        var instance = await engine.StartAsync("w");
        var bookmark = await engine.WithDataAsync(db => db.WorkflowBookmarks.AsNoTracking().SingleAsync());
        await engine.PublishAsync("w", Wait("wait"), Line("new"));

        await engine.WithAsync<InstanceMoves, InstanceMove>(moves => moves.MoveAsync(instance.Id, "w-2", default));

        Assert.Equal(("w-2", 2), ((await engine.InstanceAsync(instance.Id)).DefinitionVersionId, (await engine.InstanceAsync(instance.Id)).Version));
        Assert.Equal("w-2", await engine.WithDataAsync(db => db.WorkflowInstances.Select(i => i.DefinitionVersionId).SingleAsync()));
        Assert.Equal(bookmark.Id, await engine.WithDataAsync(db => db.WorkflowBookmarks.Select(b => b.Id).SingleAsync()));
        var entry = await engine.WithDataAsync(db => db.WorkflowJournal.AsNoTracking().SingleAsync(e => e.EventName == InstanceMoves.Migrated));
        Assert.Equal("From version 1 to version 2. 'new' is new: it runs if the instance comes to it.", entry.Message);
    }

    [Fact]
    public async Task A_refused_instance_stays_as_it_is_with_the_reasons()
    {
        await using var engine = await Engine.BeginAsync();
        await engine.PublishAsync("w", Wait("wait"));
        var instance = await engine.StartAsync("w");
        await engine.PublishAsync("w", Act("wait", "Elsa.Delay", ("timeSpan", "01:00:00")));
        var before = await RowsAsync(engine);

        var move = await engine.WithAsync<InstanceMoves, InstanceMove>(moves => moves.MoveAsync(instance.Id, "w-2", default));
        var same = await engine.WithAsync<InstanceMoves, InstanceMove>(moves => moves.MoveAsync(instance.Id, "w-1", default));

        Assert.Equal(["'wait' is under way, but is of another type in version 2: Elsa.Delay instead of Elsa.Event."], move.Refusals);
        Assert.Equal(["It runs on version 1 already."], same.Refusals);
        await engine.WithDataAsync(db => db.WorkflowDefinitions.Where(d => d.Id == "w-2").ExecuteUpdateAsync(set => set.SetProperty(d => d.IsFrozen, false)));
        var draft = await engine.WithAsync<InstanceMoves, InstanceMove>(moves => moves.PlanAsync(instance.Id, "w-2", default));
        Assert.Equal(["Version 2 is a draft: publish it first."], draft.Refusals);
        Assert.Equal(before, await RowsAsync(engine));
        await Assert.ThrowsAsync<InvalidOperationException>(() => engine.WithAsync<InstanceMoves, InstanceMove>(moves => moves.MoveAsync("nobody", "w-2", default)));
    }

    [Fact]
    public async Task Of_many_each_is_reported_and_those_that_can_are_moved()
    {
        await using var engine = await Engine.BeginAsync();
        await engine.PublishAsync("other", Wait("wait"));
        await engine.StartAsync("other");
        await engine.PublishAsync("w", Wait("first", "Go"), Wait("second", "Go on"));
        var (early, late, ended) = (await engine.StartAsync("w", "early"), await engine.StartAsync("w", "late"), await engine.StartAsync("w", "ended"));
        await engine.SendAsync("Go", "late");
        await engine.WorkAsync();
        await engine.CancelAsync(ended.Id);
        await engine.PublishAsync("w", Wait("second", "Go on"), Line("end"));

        var plans = await engine.WithAsync<InstanceMoves, IReadOnlyList<InstanceMove>>(moves => moves.PlanAllAsync("w-2", default));
        var moved = await engine.WithAsync<InstanceMoves, IReadOnlyList<InstanceMove>>(moves => moves.MoveAllAsync("w-2", default));
        await engine.SendAsync("Go on", "late");
        await engine.WorkAsync();

        Assert.Equal([("early", false), ("late", true)], plans.Select(p => (p.CorrelationId!, p.IsPossible)).Order());
        Assert.Equal([("early", false), ("late", true)], moved.Select(p => (p.CorrelationId!, p.IsPossible)).Order());
        Assert.Equal("w-1", (await engine.InstanceAsync(early.Id)).DefinitionVersionId);
        Assert.Equal((WorkflowSubStatus.Finished, 1), ((await engine.InstanceAsync(late.Id)).SubStatus, await engine.CompletedAsync("end")));
        Assert.Single(await engine.WithAsync<InstanceMoves, IReadOnlyList<InstanceMove>>(moves => moves.PlanAllAsync("w-2", default)));
    }

    [Fact]
    public async Task A_faulted_instance_is_mended_by_a_version_without_the_mistake()
    {
        await using var engine = await Engine.BeginAsync();
        await engine.PublishAsync("w", Act("bad", "Elsa.WriteLine", ("text", Expression("JavaScript", "nosuch()"))), Line("after"));
        var instance = await engine.StartAsync("w");
        await engine.PublishAsync("w", Act("bad", "Elsa.WriteLine", ("text", "good")), Line("after"));

        await engine.WithAsync<InstanceMoves, InstanceMove>(moves => moves.MoveAsync(instance.Id, "w-2", default));
        await engine.RetryAsync(instance.Id, (await engine.InstanceAsync(instance.Id)).Incidents[0].ActivityInstanceId);

        Assert.Equal((WorkflowSubStatus.Finished, 1), ((await engine.InstanceAsync(instance.Id)).SubStatus, await engine.CompletedAsync("after")));
    }

    private static Task<List<string>> RowsAsync(Engine engine) => engine.WithDataAsync(db => db.Database.SqlQuery<string>(
        $"""
        select to_jsonb(i)::text as "Value" from workflow_instances i union all select to_jsonb(b)::text from workflow_bookmarks b
        union all select to_jsonb(j)::text from workflow_journal j order by 1
        """).ToListAsync());
}
