using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PracticeReview.Accounts;
using PracticeReview.Criteria;
using PracticeReview.Testing;
using PracticeReview.Web.Tests.Api.Elsa;

namespace PracticeReview.Web.Tests.Admin;

/// <summary>An administrator changes what reviewers score by.</summary>
public sealed class CriteriaTests(WebApp app) : IClassFixture<WebApp>, IAsyncLifetime
{
    private HttpClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        await app.RunAsync<ShippedRubric>(shipped => shipped.LoadAsync(default));
        await app.WithDataAsync(db => db.RubricVersions.Where(v => v.Number > 1 || v.Key != Rubric.DefaultKey).ExecuteDeleteAsync());
        _client = await app.SignedInAsync(Roles.Administrator);
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_criterion_is_changed_moved_and_taken_out_in_a_draft_and_then_published()
    {
        await ActAsync("Begin");
        using (var saved = await _client.SubmitAsync("/admin/criteria/default/criterion/innovative", new Dictionary<string, string?>
        {
            ["Input.Weight"] = "2,5", ["Input.Words[en].Title"] = " Bold ", ["Input.Words[es].Title"] = "",
        }))
        {
            Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        }

        await ActAsync("Move", ("criterion", "innovative"), ("by", "-1"));
        await ActAsync("Remove", ("criterion", "clarity"));
        var page = await PageAsync("/admin/criteria/default");
        foreach (var told in new[] { "“Bold” has weight 2.5 instead of 1.", "The title of “Bold” is changed (English, Spanish).", "“Completeness and clarity” is taken out.", "The criteria are asked in another order.", "for readers of Spanish" })
        {
            Assert.Contains(told, page, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("Bold", await PageAsync("/how-review-works"), StringComparison.Ordinal);
        await ActAsync("Publish");

        var published = (await VersionsAsync())[^1];
        Assert.Equal((2, false), (published.Number, published.IsDraft));
        Assert.Equal(["implemented", "relevant", "innovative", "coherent"], published.Content.Criteria.Take(4).Select(c => c.Key));
        Assert.Equal(("Bold", "Bold", "Novatrice"), (published.Content.Criterion("innovative")!.Title.English, published.Content.Criterion("innovative")!.Title.In("es"), published.Content.Criterion("innovative")!.Title.In("fr")));
        Assert.Contains("Bold", await PageAsync("/how-review-works"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_criterion_is_added_with_words_of_its_own()
    {
        await ActAsync("Begin");
        var entry = new Dictionary<string, string?> { ["Input.Weight"] = "1", ["Input.MustReach"] = "2.5", ["Input.Words[en].Title"] = "Fair to all", ["Input.Words[en].Question"] = "Is it fair?" };
        for (var level = 0; level < 5; level++)
        {
            entry[$"Input.Words[en].Levels[{level}]"] = $"Level {level + 1}";
        }

        using var saved = await _client.SubmitAsync("/admin/criteria/default/criterion", entry);

        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        var added = (await VersionsAsync())[^1].Content.Criteria[^1];
        Assert.Equal(("fair-to-all", 1, 2.5, "Level 3"), (added.Key, added.Weight, added.MustReach, added.Anchor(3).In("fr")));
    }

    [Theory]
    [InlineData("Input.Weight", "0", "Enter a number from 0.01 to 10")]
    [InlineData("Input.Weight", "0.001", "at most two decimals")]
    [InlineData("Input.Weight", "1,000.5", "Enter a number from 0.01 to 10")]
    [InlineData("Input.Weight", "much", "Enter a number from 0.01 to 10")]
    [InlineData("Input.MustReach", "3.333", "at most two decimals")]
    [InlineData("Input.Words[en].Title", "\u200b", "needs an answer in English")]
    [InlineData("Input.MustReach", "6", "Enter a level from 1 to 5")]
    [InlineData("Input.Words[en].Question", " ", "needs an answer in English")]
    [InlineData("Input.Words[en].Levels[4]", "", "needs an answer in English")]
    [InlineData("Input.Words[fr].Levels[0]", "500", "Shorten this to 500 characters")]
    public async Task What_is_wrong_is_told_at_the_field_and_nothing_typed_is_lost(string field, string value, string sentence)
    {
        await ActAsync("Begin");

        using var response = await _client.SubmitAsync("/admin/criteria/default/criterion/innovative", new Dictionary<string, string?>
        {
            ["Input.Words[es].Question"] = "¿Otra pregunta?", [field] = value == "500" ? new string('a', 501) : value,
        });
        var page = await response.PageAsync();

        Assert.Contains(page.QuerySelectorAll(".field-error"), error => error.TextContent.Contains(sentence, StringComparison.Ordinal));
        Assert.Contains("¿Otra pregunta?", page.QuerySelector("[name='Input.Words[es].Question']")!.TextContent);
        Assert.Equal(0, (await VersionsAsync())[^1].Saves);
    }

    [Fact]
    public async Task Who_has_an_old_page_is_told_and_keeps_what_they_typed()
    {
        await ActAsync("Begin");
        await ActAsync("Remove", ("criterion", "clarity"));

        using var response = await _client.SubmitAsync("/admin/criteria/default/criterion/innovative", new Dictionary<string, string?> { ["Seen"] = "old", ["Input.Words[en].Title"] = "Mine" });
        var page = await response.PageAsync();

        Assert.Contains("Somebody else changed the draft meanwhile", page.Body!.TextContent);
        Assert.Equal("Mine", page.QuerySelector("[name='Input.Words[en].Title']")!.GetAttribute("value"));
        using var again = await _client.SubmitAsync("/admin/criteria/default", new Dictionary<string, string?> { ["Seen"] = "old" }, form: "form[action*=Publish]");
        Assert.Equal(1, (await VersionsAsync())[^1].Saves);
        Assert.True((await VersionsAsync())[^1].IsDraft);
    }

    [Fact]
    public async Task What_is_typed_outlives_the_draft_and_the_criterion_and_is_saved_the_second_time()
    {
        await ActAsync("Begin");
        const string Address = "/admin/criteria/default/criterion/clarity";
        var page = await _client.PageAsync(Address);
        await ActAsync("Remove", ("criterion", "clarity"));
        await ActAsync("Publish");

        using var told = await _client.SubmitAsync(page, Address, new Dictionary<string, string?> { ["Input.Words[en].Title"] = "Clear at last" });
        page = await told.PageAsync();
        Assert.Contains("published or thrown away meanwhile", page.Body!.TextContent);
        using var saved = await _client.SubmitAsync(page, Address);

        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        var draft = (await VersionsAsync())[^1];
        Assert.Equal((true, "clarity", "Clear at last"), (draft.IsDraft, draft.Content.Criteria[^1].Key, draft.Content.Criteria[^1].Title.English));
    }

    [Fact]
    public async Task A_rubric_can_have_a_title_in_any_script()
    {
        using (var begun = await _client.SubmitAsync("/admin/criteria", new Dictionary<string, string?> { ["NewTitle"] = "قواعد السلامة", ["From"] = "default" }, form: "main form[action='/admin/criteria']"))
        {
            Assert.Equal("/admin/criteria/" + Uri.EscapeDataString("قواعد-السلامة"), begun.Headers.Location!.ToString());
        }

        await ActAsync("Move", "قواعد-السلامة", ("criterion", "clarity"), ("by", "-1"));
        await ActAsync("Publish", "قواعد-السلامة");
        await ActAsync("Begin", "قواعد-السلامة");
        await ActAsync("Discard", "قواعد-السلامة");
        Assert.False((await VersionsAsync("قواعد-السلامة")).Single().IsDraft);
        Assert.Equal(HttpStatusCode.NotFound, (await _client.GetAsync("/admin/criteria/a%0d%0ab/words")).StatusCode);
    }

    [Fact]
    public async Task A_new_rubric_begins_with_the_criteria_of_another_and_a_thrown_away_one_is_gone()
    {
        using (var begun = await _client.SubmitAsync("/admin/criteria", new Dictionary<string, string?> { ["NewTitle"] = "Youth <panel>", ["From"] = "default" }, form: "main form[action='/admin/criteria']"))
        {
            Assert.Equal("/admin/criteria/youth-panel", begun.Headers.Location!.ToString());
        }

        using (var words = await _client.SubmitAsync("/admin/criteria/youth-panel/words", new Dictionary<string, string?> { ["Titles[fr]"] = "Jeunes", ["Introductions[en]"] = "Read first." }))
        {
            Assert.Equal(HttpStatusCode.Redirect, words.StatusCode);
        }

        var draft = (await VersionsAsync("youth-panel"))[^1].Content;
        Assert.Equal(("Youth <panel>", "Jeunes", "Read first."), (draft.Title.English, draft.Title.In("fr"), draft.Introduction.English));
        await ActAsync("Discard", "youth-panel");
        Assert.Empty(await VersionsAsync("youth-panel"));
        Assert.Equal(HttpStatusCode.NotFound, (await _client.GetAsync("/admin/criteria/youth-panel")).StatusCode);
    }

    [Fact]
    public async Task A_rubric_that_no_workflow_names_is_taken_from_the_list_and_put_back()
    {
        const string Key = "مرحلة";
        using (var begun = await _client.SubmitAsync("/admin/criteria", new Dictionary<string, string?> { ["NewTitle"] = "مرحلة", ["From"] = "default" }, form: "main form[action='/admin/criteria']"))
        {
            Assert.Equal("/admin/criteria/" + Uri.EscapeDataString(Key), begun.Headers.Location!.ToString());
        }

        await ActAsync("Move", Key, ("criterion", "clarity"), ("by", "-1"));
        await ActAsync("Publish", Key);
        var studio = await StudioClient.OfAsync(app);
        var model = StudioClient.Words("by-pilot", "Pilot", "PracticeReview.AssignReviewers");
        var activity = model["root"]!["activities"]![0]!.AsObject();
        activity["rubric"] = new JsonObject { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = Key } };
        await studio.SaveAsync(model);

        await ActAsync("Retire", Key);
        Assert.Contains("“Words by-pilot” scores by it", await PageAsync($"/admin/criteria/{Key}"), StringComparison.Ordinal);
        Assert.Contains(Key, await OfferedAsync());

        activity["rubric"]!["expression"]!["value"] = "default";
        await studio.SaveAsync(model);
        await ActAsync("Retire", Key);
        Assert.DoesNotContain(Key, await OfferedAsync());
        Assert.Contains("workflows can't choose it", await PageAsync("/admin/criteria"), StringComparison.Ordinal);

        await ActAsync("Offer", Key);
        Assert.Contains(Key, await OfferedAsync());
        Assert.Equal(["rubric.offered", "rubric.retired"], await app.WithDataAsync(db => db.AuditEntries.Where(e => e.Action == "rubric.retired" || e.Action == "rubric.offered").Select(e => e.Action).Order().ToListAsync()));

        async Task<List<string>> OfferedAsync() =>
            [.. (await studio.PostAsync("/descriptors/activities/PracticeReview.AssignReviewers/options/Rubric"))["items"]!["dropdown"]!["selectList"]!["items"]!.AsArray().Select(item => item!.Text("value"))];
    }

    [Fact]
    public async Task Only_administrators_come_here()
    {
        using var editor = await app.SignedInAsync(Roles.Editor);

        foreach (var path in new[] { "/admin/criteria", "/admin/criteria/default", "/admin/criteria/default/criterion/innovative", "/admin/criteria/default/words" })
        {
            Assert.NotEqual(HttpStatusCode.OK, (await editor.GetAsync(path)).StatusCode);
        }
    }

    private Task ActAsync(string handler, params (string Name, string Value)[] fields) => ActAsync(handler, Rubric.DefaultKey, fields);

    private async Task ActAsync(string handler, string key, params (string Name, string Value)[] fields)
    {
        using var response = await _client.SubmitAsync($"/admin/criteria/{key}", fields.ToDictionary(f => f.Name, f => (string?)f.Value), form: $"form[action*={handler}]");
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
    }

    private async Task<string> PageAsync(string path) => (await (await _client.GetAsync(path)).PageAsync()).Body!.TextContent;

    private Task<List<RubricVersion>> VersionsAsync(string key = Rubric.DefaultKey) =>
        app.WithDataAsync(db => db.RubricVersions.Where(v => v.Key == key).OrderBy(v => v.Number).ToListAsync());
}
