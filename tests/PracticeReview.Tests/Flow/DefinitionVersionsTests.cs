using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PracticeReview.Accounts;
using PracticeReview.Audit;
using PracticeReview.Data.Flow;
using PracticeReview.Workflows.Definitions;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Tests.Flow;

/// <summary>Drafts, publishing and the rest, on PostgreSQL.</summary>
public sealed class DefinitionVersionsTests
{
    private static readonly Actor Anna = new(Guid.CreateVersion7(), "Anna");
    private static readonly Actor Ben = new(Guid.CreateVersion7(), "Ben");

    private static JsonObject Model(string text, string? type = null, string id = "w") => new()
    {
        ["definitionId"] = id, ["name"] = "Words", ["mystery"] = 7,
        ["root"] = new JsonObject
        {
            ["id"] = "root", ["type"] = "Elsa.Sequence",
            ["activities"] = new JsonArray(
                Engine.Act("say", type ?? "Elsa.WriteLine", ("text", text)), Engine.Act("wait", "Elsa.Event", ("eventName", "go"))),
        },
    };

    private static Task<StoredDefinition> SaveAsync(Engine engine, JsonObject model, Actor? actor = null) =>
        OnAsync(engine, versions => versions.SaveAsync(model, actor ?? Anna, default));

    private static Task<T> OnAsync<T>(Engine engine, Func<DefinitionVersions, Task<T>> act) =>
        engine.InScopeAsync(scope => act(scope.GetRequiredService<DefinitionVersions>()));

    private static Task<StoredDefinition> PublishAsync(Engine engine, string id = "w") =>
        OnAsync(engine, async versions => (await versions.PublishAsync(id, Anna, default)).Version);

    private static async Task AddAccountsAsync(Engine engine) => await engine.WithDataAsync(async db =>
    {
        foreach (var actor in new[] { Anna, Ben })
        {
            db.Users.Add(new User { Id = actor.UserId, UserName = actor.Name, DisplayName = actor.Name, CreatedAt = engine.Database.Time.GetUtcNow() });
        }

        return await db.SaveChangesAsync();
    });

    private static async Task<Engine> BeginAsync()
    {
        var engine = await Engine.BeginAsync();
        await AddAccountsAsync(engine);
        return engine;
    }

    [Fact]
    public async Task A_draft_is_saved_over_until_it_is_published_and_then_a_new_version_begins()
    {
        await using var engine = await BeginAsync();
        var first = await SaveAsync(engine, Model("one"));
        var again = await SaveAsync(engine, Model("two"), Ben);
        Assert.Equal((first.Id, 1, "Ben", false), (again.Id, again.Version, again.Author, again.IsPublished));

        await PublishAsync(engine);
        var second = await SaveAsync(engine, Model("three"));

        var versions = await engine.WithDataAsync(db => db.WorkflowDefinitions.OrderBy(d => d.Version).ToListAsync());
        Assert.Equal([(1, false, true), (2, true, false)], versions.Select(v => (v.Version, v.IsLatest, v.IsPublished)));
        Assert.Contains("two", versions[0].Json, StringComparison.Ordinal);
        Assert.Equal(7, JsonNode.Parse(second.Json)!["mystery"]!.GetValue<int>());
    }

    [Fact]
    public async Task Running_instances_stay_on_their_version_and_new_ones_take_the_newly_published()
    {
        await using var engine = await BeginAsync();
        await SaveAsync(engine, Model("one"));
        await PublishAsync(engine);
        var running = await engine.StartAsync("w");
        await SaveAsync(engine, Model("two"));
        Assert.Equal(1, (await engine.StartAsync("w")).Version);
        await PublishAsync(engine);

        Assert.Equal(2, (await engine.StartAsync("w")).Version);
        Assert.Equal(1, (await engine.InstanceAsync(running.Id)).Version);
    }

    [Fact]
    public async Task A_draft_with_problems_is_not_published_and_nothing_changes()
    {
        await using var engine = await BeginAsync();
        await SaveAsync(engine, Model("one"));
        await PublishAsync(engine);
        await SaveAsync(engine, Model("two", type: "Nobody.Knows"));

        var refused = await Assert.ThrowsAsync<InvalidDefinitionException>(() => PublishAsync(engine));

        Assert.Contains("Nobody.Knows", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, await engine.WithDataAsync(db => db.WorkflowDefinitions.Where(d => d.IsPublished).Select(d => d.Version).SingleAsync()));
    }

    [Fact]
    public async Task A_draft_that_ran_by_hand_is_frozen()
    {
        await using var engine = await BeginAsync();
        var draft = await SaveAsync(engine, Model("one"));
        var started = await engine.InScopeAsync(scope => scope.GetRequiredService<InstanceControl>().StartAsync(draft, new Dictionary<string, JsonNode?>(), null, Anna, default));

        var next = await SaveAsync(engine, Model("two"));

        Assert.Equal((WorkflowStatus.Running, draft.Id, 2), (started.Status, started.DefinitionVersionId, next.Version));
    }

    [Fact]
    public async Task Retracted_nothing_starts_and_what_runs_goes_on()
    {
        await using var engine = await BeginAsync();
        await SaveAsync(engine, Model("one"));
        await PublishAsync(engine);
        var running = await engine.StartAsync("w");

        await OnAsync(engine, versions => versions.RetractAsync("w", Anna, default));
        await engine.SendAsync("go");
        await engine.WorkAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => engine.StartAsync("w"));
        Assert.Equal(WorkflowSubStatus.Finished, (await engine.InstanceAsync(running.Id)).SubStatus);
        await Assert.ThrowsAsync<DefinitionRefusedException>(() => OnAsync(engine, versions => versions.RetractAsync("w", Anna, default)));
    }

    [Fact]
    public async Task Reverting_begins_a_draft_and_restoring_publishes_at_once()
    {
        await using var engine = await BeginAsync();
        await SaveAsync(engine, Model("one"));
        await PublishAsync(engine);
        await SaveAsync(engine, Model("two"));
        await PublishAsync(engine);

        var draft = await OnAsync(engine, versions => versions.RevertAsync("w", 1, Anna, default));
        Assert.Equal((3, false), (draft.Version, draft.IsPublished));
        Assert.Contains("one", draft.Json, StringComparison.Ordinal);

        var restored = await OnAsync(engine, versions => versions.RestoreAsync("w", shipped: false, Anna, default));
        Assert.Equal((4, true), (restored.Version, restored.IsPublished));
        Assert.Contains("one", restored.Json, StringComparison.Ordinal);
        Assert.Equal(4, (await engine.StartAsync("w")).Version);
    }

    [Fact]
    public async Task Who_was_overtaken_is_told_so()
    {
        await using var engine = await BeginAsync();
        var first = await SaveAsync(engine, Model("one"));
        await PublishAsync(engine);
        await SaveAsync(engine, Model("two"), Ben);
        var late = Model("three");
        late["id"] = first.Id;

        var refused = await Assert.ThrowsAsync<DefinitionRefusedException>(() => SaveAsync(engine, late));

        Assert.Contains("Ben saved version 2", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_runs_is_not_deleted_and_what_ended_goes_with_its_workflow()
    {
        await using var engine = await BeginAsync();
        await SaveAsync(engine, Model("one"));
        await PublishAsync(engine);
        await engine.StartAsync("w");
        Task DeleteAsync() => engine.InScopeAsync(async scope =>
        {
            await scope.GetRequiredService<DefinitionDeletion>().DeleteAsync("w", Anna, default);
            return true;
        });

        var refused = await Assert.ThrowsAsync<DefinitionRefusedException>(DeleteAsync);
        Assert.Contains("one instance runs", refused.Message, StringComparison.Ordinal);
        await engine.SendAsync("go");
        await engine.WorkAsync();
        await DeleteAsync();

        Assert.Equal((0, 0), await engine.WithDataAsync(async db => (await db.WorkflowDefinitions.CountAsync(), await db.WorkflowInstances.CountAsync())));
        Assert.Contains("workflow.deleted", await engine.WithDataAsync(db => db.AuditEntries.Select(e => e.Action).ToListAsync()));
    }

    [Fact]
    public async Task A_version_is_deleted_and_the_one_before_is_the_newest()
    {
        await using var engine = await BeginAsync();
        var first = await SaveAsync(engine, Model("one"));
        await PublishAsync(engine);
        var second = await SaveAsync(engine, Model("two"));
        Task DeleteAsync(string id) => engine.InScopeAsync(async scope =>
        {
            await scope.GetRequiredService<DefinitionDeletion>().DeleteVersionAsync(id, Anna, default);
            return true;
        });

        await Assert.ThrowsAsync<DefinitionRefusedException>(() => DeleteAsync(first.Id));
        await DeleteAsync(second.Id);

        Assert.True(await engine.WithDataAsync(db => db.WorkflowDefinitions.Select(d => d.IsLatest).SingleAsync()));
    }

    [Fact]
    public async Task Two_who_save_at_once_make_one_version()
    {
        await using var engine = await BeginAsync();
        await SaveAsync(engine, Model("zero"));
        await PublishAsync(engine);

        await Task.WhenAll(Enumerable.Range(1, 6).Select(i => SaveAsync(engine, Model($"text {i}"))));

        Assert.Equal([1, 2], await engine.WithDataAsync(db => db.WorkflowDefinitions.Select(d => d.Version).Order().ToListAsync()));
    }

    [Fact]
    public async Task The_shipped_process_is_reset_after_it_was_redrawn()
    {
        await using var journey = await Journey.BeginAsync();
        await using (var db = journey.NewContext())
        {
            db.Users.Add(new User { Id = Anna.UserId, UserName = "Anna", DisplayName = "Anna", CreatedAt = DateTimeOffset.UtcNow });
            await db.SaveChangesAsync();
        }

        await journey.InScopeAsync(async scope =>
        {
            var versions = scope.GetRequiredService<DefinitionVersions>();
            await using var db = journey.NewContext();
            var json = JsonNode.Parse((await db.WorkflowDefinitions.SingleAsync()).Json)!.AsObject();
            json["name"] = "Redrawn";
            await versions.SaveAsync(json, Anna, default);
            await versions.PublishAsync(PracticeFlow.DefinitionId, Anna, default);
            return await versions.RestoreAsync(PracticeFlow.DefinitionId, shipped: true, Anna, default);
        });

        await using var after = journey.NewContext();
        var published = await after.WorkflowDefinitions.SingleAsync(d => d.IsPublished);
        Assert.Equal(("Practice review", 3, true), (published.Name, published.Version, published.IsShipped));
        Assert.Empty(await journey.InScopeAsync(scope => scope.GetRequiredService<ShippedDefinitions>().LoadAsync(Journey.Workflows, default)));
        Assert.Equal(3, await after.WorkflowDefinitions.CountAsync());
    }
}
