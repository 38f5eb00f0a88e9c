using Microsoft.EntityFrameworkCore;
using PracticeReview.Audit;
using PracticeReview.Criteria;
using PracticeReview.Data;
using PracticeReview.Practices;
using PracticeReview.Testing;
using PracticeReview.Workflows.Hosting;

namespace PracticeReview.Tests.Criteria;

/// <summary>Rubrics are changed in drafts, and what is published never changes.</summary>
public sealed class RubricDraftsTests : IAsyncLifetime
{
    private static readonly Actor Admin = new(Guid.Empty, "Ada");
    private TestDatabase _database = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        await ShipAsync();
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task The_shipped_rubric_is_stored_once()
    {
        await ShipAsync();
        await using var db = _database.NewContext();

        var version = Assert.Single(await db.RubricVersions.ToListAsync());
        Assert.Equal((1, true, false), (version.Number, version.IsShipped, version.IsDraft));
        Assert.Equal(Rubric.Default.ToJson(), version.Content.ToJson());
    }

    [Fact]
    public async Task A_release_with_other_criteria_publishes_them_unless_an_administrator_has_their_own()
    {
        await using (var db = _database.NewContext())
        {
            // As an older release would have left it.
            await db.Database.ExecuteSqlAsync($"update rubric_versions set content = jsonb_set(content, '{{criteria,0,weight}}', '7')");
        }

        await ShipAsync();
        Assert.Equal((2, 2), ((await PublishedAsync())!.Number, (int)(await PublishedAsync())!.Content.Criteria[0].Weight));

        await WithAsync((drafts, _) => ChangeAsync(drafts, "Ours"));
        await ShipAsync();
        Assert.Equal((3, "Ours"), ((await PublishedAsync())!.Number, (await PublishedAsync())!.Content.Title.English));

        // Assignments from before name no version: they were scored by the first.
        Assert.Equal(7, (await WithAsync((_, db) => new Rubrics(db).OfVersionAsync(null, default))).Criteria[0].Weight);
    }

    [Fact]
    public async Task A_rubric_has_one_draft_and_reviewers_get_it_only_once_it_is_published()
    {
        var first = await WithAsync((drafts, _) => drafts.BeginAsync(Rubric.DefaultKey, Admin, default));
        var second = await WithAsync((drafts, _) => drafts.BeginAsync(Rubric.DefaultKey, Admin, default));
        Assert.Equal((first!.Id, 2), (second!.Id, second.Number));

        Assert.True(await SaveAsync(first.Stamp, rubric => rubric with { Criteria = [rubric.Criteria[0]] }));
        Assert.Equal(9, (await PublishedAsync())!.Content.Criteria.Count);
        Assert.True(await PublishAsync(await StampAsync()));

        Assert.Equal((2, 1), ((await PublishedAsync())!.Number, (await PublishedAsync())!.Content.Criteria.Count));
        await using var db = _database.NewContext();
        Assert.Equal("rubric.published", (await db.AuditEntries.SingleAsync()).Action);
        Assert.Throws<InvalidOperationException>(() => db.RubricVersions.First().Publish(DateTimeOffset.UnixEpoch));
    }

    [Fact]
    public async Task Who_has_not_seen_the_latest_save_changes_nothing()
    {
        var old = (await WithAsync((drafts, _) => drafts.BeginAsync(Rubric.DefaultKey, Admin, default)))!.Stamp;
        Assert.True(await SaveAsync(old, rubric => rubric with { Criteria = [rubric.Criteria[0]] }));

        Assert.False(await SaveAsync(old, rubric => rubric with { Criteria = [] }));
        Assert.False(await PublishAsync(old));
        Assert.False(await DiscardAsync(old));
        Assert.True(await DiscardAsync(await StampAsync()));
        Assert.Equal(9, (await PublishedAsync())!.Content.Criteria.Count);
    }

    /// <summary>As many saves, and another draft: what was looked at is not what would be published.</summary>
    [Fact]
    public async Task Who_has_seen_a_draft_that_was_thrown_away_changes_nothing_in_the_next()
    {
        await WithAsync((drafts, _) => drafts.BeginAsync(Rubric.DefaultKey, Admin, default));
        await SaveAsync(await StampAsync(), rubric => rubric with { Criteria = [rubric.Criteria[0]] });
        var seen = await StampAsync();
        await DiscardAsync(seen);
        await WithAsync((drafts, _) => drafts.BeginAsync(Rubric.DefaultKey, Admin, default));
        await SaveAsync(await StampAsync(), rubric => rubric with { Criteria = [rubric.Criteria[1]] });

        Assert.False(await PublishAsync(seen));
        Assert.False(await DiscardAsync(seen));
        Assert.True(await PublishAsync(await StampAsync()));
    }

    [Fact]
    public async Task A_draft_that_changes_nothing_is_not_published()
    {
        await WithAsync((drafts, _) => drafts.BeginAsync(Rubric.DefaultKey, Admin, default));

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(async () => await PublishAsync(await StampAsync()));

        Assert.StartsWith("There is nothing to publish", refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>Both have read the same save before either writes.</summary>
    [Fact]
    public async Task Of_two_who_save_at_once_one_is_told()
    {
        var seen = (await WithAsync((drafts, _) => drafts.BeginAsync(Rubric.DefaultKey, Admin, default)))!.Stamp;

        var isSaved = await SaveAsync(seen, rubric =>
        {
            Assert.True(SaveAsync(seen, same => same with { Criteria = [same.Criteria[0]] }).GetAwaiter().GetResult());
            return rubric;
        });

        Assert.False(isSaved);
    }

    [Fact]
    public async Task A_draft_without_criteria_is_kept_and_not_published()
    {
        await WithAsync((drafts, _) => drafts.BeginAsync(Rubric.DefaultKey, Admin, default));
        Assert.True(await SaveAsync(await StampAsync(), rubric => rubric with { Criteria = [] }));

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(async () => await PublishAsync(await StampAsync()));

        Assert.Contains("at least one criterion", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_rubric_begins_with_the_criteria_of_another_under_a_key_of_its_own()
    {
        var one = await WithAsync((drafts, _) => drafts.CopyAsync(Rubric.DefaultKey, "youth", "Youth", Admin, default));
        var two = await WithAsync((drafts, _) => drafts.CopyAsync(Rubric.DefaultKey, "youth", "Youth", Admin, default));

        Assert.Equal(("youth", "youth-2", 9), (one!.Key, two!.Key, two.Content.Criteria.Count));
        Assert.Null(await WithAsync((drafts, _) => drafts.CopyAsync("youth", "more", "Not published, so not copied", Admin, default)));
        await using var db = _database.NewContext();
        Assert.Equal([Rubric.DefaultKey], (await new Rubrics(db).AllPublishedAsync(default)).Select(v => v.Key));
    }

    [Fact]
    public async Task The_default_can_always_be_chosen()
    {
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => WithAsync((_, db) =>
            new RubricOffer(db, new AuditTrail(db, _database.Time, new IdSource(_database.Time)), _database.Time).RetireAsync(Rubric.DefaultKey, Admin, default)));

        Assert.Contains("other than the default", refusal.Message, StringComparison.Ordinal);
    }

    private static async Task<bool> ChangeAsync(RubricDrafts drafts, string title)
    {
        var draft = await drafts.BeginAsync(Rubric.DefaultKey, Admin, default);
        return await drafts.SaveAsync(Rubric.DefaultKey, draft!.Stamp, rubric => rubric with { Title = new LocalText(new Dictionary<string, string> { ["en"] = title }) }, Admin, default)
            && await drafts.PublishAsync(Rubric.DefaultKey, draft.Stamp, Admin, default);
    }

    private Task<bool> SaveAsync(string seen, Func<Rubric, Rubric> change) => WithAsync((drafts, _) => drafts.SaveAsync(Rubric.DefaultKey, seen, change, Admin, default));

    private Task<bool> PublishAsync(string seen) => WithAsync((drafts, _) => drafts.PublishAsync(Rubric.DefaultKey, seen, Admin, default));

    private Task<bool> DiscardAsync(string seen) => WithAsync((drafts, _) => drafts.DiscardAsync(Rubric.DefaultKey, seen, Admin, default));

    private Task<string> StampAsync() => WithAsync(async (_, db) => (await db.RubricVersions.SingleAsync(v => v.PublishedAt == null)).Stamp);

    private Task<RubricVersion?> PublishedAsync() => WithAsync((_, db) => new Rubrics(db).PublishedAsync(Rubric.DefaultKey, default));

    private async Task ShipAsync()
    {
        await using var db = _database.NewContext();
        await new ShippedRubric(db, new IdSource(_database.Time), _database.Time).LoadAsync(default);
    }

    private async Task<T> WithAsync<T>(Func<RubricDrafts, AppDbContext, Task<T>> work)
    {
        await using var db = _database.NewContext();
        return await work(new RubricDrafts(db, new Rubrics(db), new IdSource(_database.Time), new AuditTrail(db, _database.Time, new IdSource(_database.Time)), _database.Time), db);
    }
}
