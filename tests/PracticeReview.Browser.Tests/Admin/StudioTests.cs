using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using PracticeReview.Accounts;
using PracticeReview.Audit;
using PracticeReview.Data.Flow;
using PracticeReview.Testing;
using PracticeReview.Workflows.Activities;

namespace PracticeReview.Browser.Tests.Admin;

/// <summary>An administrator redraws the process in the real Studio.</summary>
public sealed class StudioTests(DeskInBrowser app) : IClassFixture<DeskInBrowser>
{
    // Starting WebAssembly on a busy machine takes its time; nothing here is measured.
    private const float Patience = 180_000;

    [Fact]
    public async Task The_process_is_redrawn_and_published_and_only_new_submissions_follow_it()
    {
        var running = await app.SubmissionAsync("On its way before");
        var page = await app.OpenAsync(3000, 1300);
        page.SetDefaultTimeout(Patience);

        await page.GotoAsync("/admin/workflows/edit/practice-review");
        await Activity(page, "Choose reviewers").WaitForAsync(new() { Timeout = Patience });
        await Toolbar(page).Locator("button").First.ClickAsync();
        await SetAsync(page, "Choose reviewers", "How many – external", "3");
        await AddAsync(page, "Write line");
        await ConnectAsync(page, "Invite them", "Done", "WriteLine1");

        await PublishAsync(page);
        await page.GetByText("Workflow published").WaitForAsync(new() { Timeout = Patience });
        var fresh = await app.SubmissionAsync("Handed in after");

        Assert.Equal((3, 4), ((await app.AssignmentsAsync(running)).Count, (await app.AssignmentsAsync(fresh)).Count));
        Assert.Equal([(running, 1), (fresh, 2)], await VersionsAsync(running, fresh));
        Assert.Equal(1, await app.WithDataAsync(db => db.WorkflowJournal.CountAsync(e => e.ActivityType == "Elsa.WriteLine" && e.EventName == "Completed")));
        Assert.DoesNotContain(app.Complaints, complaint => complaint.Contains("Content Security Policy", StringComparison.Ordinal));

        await page.GotoAsync("/admin/keys");
        await BrowserApp.CheckAtBothWidthsAsync(page, "keys");
        await page.GotoAsync("/admin/workflows/versions/practice-review/try");
        await page.GetByRole(AriaRole.Button, new() { Name = "Try it" }).ClickAsync();
        await page.Locator("#story").WaitForAsync(new() { Timeout = Patience });
        await BrowserApp.CheckAtBothWidthsAsync(page, "workflow-try");
        await page.GotoAsync("/admin/workflows/versions/practice-review");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("\"Choose reviewers\": How many – external is 3 instead of 2");
        await BrowserApp.CheckAtBothWidthsAsync(page, "workflow-versions");

        await page.GetByRole(AriaRole.Button, new() { Name = "Restore version 1" }).ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("is published again, as version 3");
    }

    [Fact]
    public async Task The_studio_stays_while_one_of_its_pages_leads_to_another()
    {
        await app.SubmissionAsync("Looked at in the Studio");
        var page = await app.OpenAsync(1600, 1000);
        page.SetDefaultTimeout(Patience);
        await page.GotoAsync("/admin/workflows");
        var row = page.Locator("elsa-workflow-definition-list td", new() { HasText = "practice-review" });
        await row.WaitForAsync();
        await page.EvaluateAsync("() => { window.isSame = true; }");

        await row.First.ClickAsync();
        await Activity(page, "Choose reviewers").WaitForAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/edit/practice-review$"));
        await Assertions.Expect(page).ToHaveTitleAsync(new Regex("^Practice review"));
        await Assertions.Expect(page.Locator("h1")).ToBeFocusedAsync();

        await page.ClickAsync(".page-actions >> text=Instances");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Instances of Practice review");
        await page.Locator("elsa-workflow-instance-list tbody td", new() { HasText = "Looked at in the Studio" }).First.ClickAsync();
        await page.Locator("elsa-workflow-instance-viewer g.x6-node").First.WaitForAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Looked at in the Studio");

        await page.Locator("elsa-workflow-instance-viewer a", new() { HasText = "practice-review" }).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Practice review");
        await Activity(page, "Choose reviewers").WaitForAsync();
        await page.GoBackAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Looked at in the Studio");
        await page.Locator("elsa-workflow-instance-viewer g.x6-node").First.WaitForAsync();

        await page.GoBackAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Instances of Practice review");
        await page.ClickAsync(".eyebrow >> text=Workflows");
        await row.WaitForAsync();
        await Assertions.Expect(page.Locator("#studio-wait")).ToBeHiddenAsync();
        Assert.True(await page.EvaluateAsync<bool>("() => window.isSame === true"), "A page was loaded anew.");

        var asked = AskedAsync(page);
        await Row(page, "practice-review").Locator("button").Last.ClickAsync();
        await page.Locator(".mud-popover-open").GetByText("Unpublish", new() { Exact = true }).ClickAsync();
        Assert.StartsWith("Unpublish?", (await asked).Message, StringComparison.Ordinal);
        Assert.True(await app.WithDataAsync(db => db.WorkflowDefinitions.AnyAsync(d => d.DefinitionId == "practice-review" && d.IsPublished)));

        await page.ClickAsync("text=Versions of the review process");
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("Versions");
    }

    [Fact]
    public async Task Scripts_are_shown_though_their_editor_comes_last()
    {
        var page = await app.OpenAsync(1600, 1000);
        page.SetDefaultTimeout(Patience);
        await page.GotoAsync("/admin/workflows/edit/practice-review");
        await Assertions.Expect(page.Locator("#studio-wait .drawing")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#studio-wait")).ToBeHiddenAsync(new() { Timeout = Patience });
        await Assertions.Expect(page.Locator("g.x6-node .elsa-activity").First).ToBeVisibleAsync();

        await page.GetByText("Code View").ClickAsync();
        await Assertions.Expect(page.Locator(".code-view-monaco-editor .view-lines")).ToContainTextAsync("practice-review", new() { Timeout = Patience });

        await page.ReloadAsync();
        await page.Locator("#studio .rz-splitter").First.WaitForAsync();
        await page.ClickAsync(".eyebrow >> text=Workflows");
        await page.Locator("elsa-workflow-definition-list td", new() { HasText = "practice-review" }).First.WaitForAsync();
        await Assertions.Expect(page.Locator("#blazor-error-ui")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Lists_of_activities_inside_of_others_are_drawn_and_a_list_of_instances_is_opened_on_a_later_page()
    {
        await DraftAsync(
            """
            {
              "definitionId": "nested", "name": "Nested",
              "root": {
                "id": "flow", "type": "Elsa.Flowchart", "version": 1, "connections": [], "activities": [
                  { "id": "steps", "type": "Elsa.Sequence", "version": 1, "metadata": { "displayText": "Two steps" }, "activities": [
                    { "id": "one", "type": "Elsa.WriteLine", "version": 1 }, { "id": "two", "type": "Elsa.Parallel", "version": 1, "activities": [{ "id": "three", "type": "Elsa.WriteLine", "version": 1 }] }] }]
              }
            }
            """);
        var page = await app.OpenAsync(1600, 1000);
        page.SetDefaultTimeout(Patience);
        await page.GotoAsync("/admin/workflows/edit/nested");
        await Activity(page, "Two steps").Locator(".elsa-activity").WaitForAsync();

        await page.GotoAsync("/admin/workflows/instances?page=2&pageSize=10");
        await page.Locator("elsa-workflow-instance-list .mud-table").WaitForAsync();
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await Assertions.Expect(page.Locator("#studio-told")).ToBeHiddenAsync();
        await page.GotoAsync("/admin/workflows/edit/nested");
        await Activity(page, "Two steps").Locator(".elsa-activity").WaitForAsync();
        await Assertions.Expect(page.Locator("#blazor-error-ui")).ToBeHiddenAsync();
    }

    /// <summary>What an editor of the Studio can't read stops it as a whole.</summary>
    [Fact]
    public async Task Every_kind_of_input_opens_in_its_editor()
    {
        var (types, seen) = (new List<ActivityDescriptor>(), new HashSet<string>());
        await app.InScopeAsync(services =>
        {
            types.AddRange(services.GetRequiredService<ActivityRegistry>().All.Where(type => type.Workflow is null && type.Inputs.Count > 0).OrderBy(type => type.Type, StringComparer.Ordinal)
                .Where(type => type.Inputs.Select(input => $"{input.UIHint} {input.DefaultSyntax}").ToList().FindAll(seen.Add).Count > 0));
            return Task.CompletedTask;
        });
        Assert.Contains(types, type => type.Type == "Elsa.RunJavaScript");
        await DraftAsync(new JsonObject
        {
            ["definitionId"] = "editors", ["name"] = "Editors",
            ["root"] = new JsonObject
            {
                ["id"] = "flow", ["type"] = "Elsa.Flowchart", ["version"] = 1, ["connections"] = new JsonArray(),
                ["activities"] = new JsonArray([.. types.Select((type, i) => (JsonNode)new JsonObject
                {
                    ["id"] = $"a{i}", ["type"] = type.Type, ["version"] = 1,
                    ["metadata"] = new JsonObject { ["displayText"] = $"Number {i}", ["designer"] = new JsonObject { ["position"] = new JsonObject { ["x"] = i % 3 * 300, ["y"] = i / 3 * 130 } } },
                })]),
            },
        }.ToJsonString());
        var page = await app.OpenAsync(1600, 1400);
        page.SetDefaultTimeout(Patience);
        await page.GotoAsync("/admin/workflows/edit/editors");
        await Activity(page, "Number 0").Locator(".elsa-activity").WaitForAsync();

        for (var i = 0; i < types.Count; i++)
        {
            var (x, y) = Centre(await AtRestAsync(page.Locator("p.activity-label", new() { HasTextRegex = new Regex($"^Number {i}$") })));
            await page.Mouse.ClickAsync(x, y);
            await Assertions.Expect(page.Locator(".rz-splitter-vertical > .rz-splitter-pane-lastresizable")).ToContainTextAsync(new Regex(string.Join('|', types[i].Inputs.Select(input => Regex.Escape(input.DisplayName!)).Append("Add case")), RegexOptions.IgnoreCase), new() { Timeout = 30_000 });
            Assert.True(await page.Locator("#blazor-error-ui").IsHiddenAsync(), $"{types[i].Type} stopped the Studio.");
        }
    }

    [Fact]
    public async Task What_was_exported_is_imported_again_and_published_only_without_faults()
    {
        var page = await app.OpenAsync(1600, 1000);
        page.SetDefaultTimeout(Patience);
        await page.GotoAsync("/admin/workflows");
        await Row(page, "practice-review").Locator("button").Last.ClickAsync();
        await page.Locator(".mud-popover-open").GetByText("Export", new() { Exact = true }).ClickAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator(".mud-dialog button", new() { HasText = "Export" }).ClickAsync());
        var exported = JsonNode.Parse(await File.ReadAllTextAsync(await download.PathAsync()))!;

        foreach (var (name, content, says) in new[]
        {
            ("broken.json", "{ \"root\": {\n nothing }", "broken.json is not valid JSON: the mistake is near line 2, column"), ("empty.json", "", "empty.json is empty."),
            ("half.zip", "PK\u0003\u0004half of it", "half.zip is no ZIP file, or a part of it is missing."),
        })
        {
            await page.Locator("#studio input[type=file]").SetInputFilesAsync(new FilePayload { Name = name, MimeType = "application/octet-stream", Buffer = System.Text.Encoding.UTF8.GetBytes(content) });
            await Assertions.Expect(page.Locator("#studio-told")).ToContainTextAsync(says);
        }

        (exported["definitionId"], exported["name"]) = ("copied", "Copied process");
        exported["root"]!["activities"]!.AsArray().Single(a => a!["id"]!.ToString() == "assign")!["type"] = "Nobody.Knows";
        await page.Locator("#studio input[type=file]").SetInputFilesAsync(new FilePayload
        {
            Name = "copied.json", MimeType = "application/json", Buffer = System.Text.Encoding.UTF8.GetBytes(exported.ToJsonString()),
        });
        await Row(page, "copied").Locator("td", new() { HasText = "Copied process" }).First.ClickAsync();
        await Activity(page, "Choose reviewers").WaitForAsync();
        await PublishAsync(page);

        await Assertions.Expect(page.Locator("#studio-told")).ToContainTextAsync("There is no activity of type");
        Assert.False(await app.WithDataAsync(db => db.WorkflowDefinitions.AnyAsync(d => d.DefinitionId == "copied" && d.IsPublished)));

        await Toolbar(page).Locator("button.mud-icon-button.mud-success-text").ClickAsync();
        await Assertions.Expect(page.Locator("#studio-told li").Last).ToContainTextAsync("There is no activity of type");
        Assert.False(await app.WithDataAsync(db => db.WorkflowInstances.AnyAsync(i => i.DefinitionId == "copied")));

        await DraftAsync("""{ "definitionId": "twice", "name": "Twice", "root": { "id": "flow", "type": "Elsa.Flowchart", "version": 1, "connections": [], "activities": [{ "id": "say", "type": "Elsa.Delay", "version": 1, "metadata": { "displayText": "Wait a minute" } }] } }""");
        await page.GotoAsync("/admin/workflows/edit/twice");
        await Activity(page, "Wait a minute").WaitForAsync();
        var runs = 0;
        page.Request += (_, request) => runs += request.Url.EndsWith("/execute", StringComparison.Ordinal) ? 1 : 0;
        await Toolbar(page).Locator("button.mud-icon-button.mud-success-text").DblClickAsync();
        await page.ArrivesAsync("/instances/");
        Assert.Equal((1, 1), (runs, await app.WithDataAsync(db => db.WorkflowInstances.CountAsync(i => i.DefinitionId == "twice"))));

        var other = await app.OpenAsync(1280, role: Roles.Editor);
        foreach (var address in new[] { "/admin/workflows", "/admin/workflows/edit/copied", "/admin/workflows/instances", "/admin/workflows/versions/copied" })
        {
            Assert.Equal(403, (await other.GotoAsync(address))!.Status);
        }
    }

    [Fact]
    public async Task What_is_typed_outlives_the_session_is_not_saved_over_and_is_saved_on_leaving()
    {
        await DraftAsync(
            """
            {
              "definitionId": "typed", "name": "Typed",
              "root": { "id": "flow", "type": "Elsa.Flowchart", "version": 1, "activities": [{ "id": "say", "type": "Elsa.WriteLine", "version": 1, "metadata": { "displayText": "Say hello" } }], "connections": [] }
            }
            """);
        var page = await app.OpenAsync(1600, 1000);
        page.SetDefaultTimeout(Patience);
        await page.GotoAsync("/admin/workflows/edit/typed");
        await Activity(page, "Say hello").WaitForAsync();
        var session = Assert.Single(await page.Context.CookiesAsync(), cookie => cookie.Name == "account");
        await page.Context.ClearCookiesAsync(new() { Name = session.Name });

        await RenameAsync(page, "Renamed without a session");
        await Assertions.Expect(page.Locator("#studio-told")).ToContainTextAsync("You are no longer signed in");
        await SavedAsync(
            page,
            () => page.Context.AddCookiesAsync([new() { Name = session.Name, Value = session.Value, Domain = session.Domain, Path = session.Path, HttpOnly = true }]),
            _ => true);

        await Assertions.Expect(page.Locator("#studio-told")).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator("#blazor-error-ui")).ToBeHiddenAsync();
        Assert.True(await IsDraftAsync("Renamed without a session"));

        // The Studio draws both fields anew while the second one is typed in.
        const string Description = "What is typed here goes on while the name is being saved.";
        await page.GetByLabel(new Regex("^Name")).First.PressSequentiallyAsync("!");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync(Description, new() { Delay = 40 });
        await Assertions.Expect(page.GetByLabel(new Regex("^Description")).First).ToHaveValueAsync(Description);
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.GetByLabel(new Regex("^Description")).First).Not.ToBeFocusedAsync();
        await page.EvaluateAsync("() => window.studioUnsaved.saved()");
        Assert.True(await app.WithDataAsync(db => db.WorkflowDefinitions.AnyAsync(d => d.Description == Description && !d.IsPublished)));

        // By hand, the field that is typed in is saved too, and typing goes on.
        await AutoSave(page).ClickAsync();
        await page.GetByLabel(new Regex("^Description")).First.FillAsync("Saved");
        await SavedAsync(page, () => page.Keyboard.PressAsync("Control+s"), _ => true);
        await Assertions.Expect(page.GetByLabel(new Regex("^Description")).First).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(" by hand", new() { Delay = 40 });
        await SavedAsync(page, () => page.Keyboard.PressAsync("Control+s"), _ => true);
        Assert.True(await app.WithDataAsync(db => db.WorkflowDefinitions.AnyAsync(d => d.Description == "Saved by hand" && !d.IsPublished)));
        await AutoSave(page).ClickAsync();

        // What was typed just before is published too, and no draft comes after it.
        await page.GetByLabel(new Regex("^Description")).First.FillAsync("Typed and published");
        await PublishAsync(page);
        await page.GetByText("Workflow published").WaitForAsync();
        await page.EvaluateAsync("() => window.studioUnsaved.saved()");
        Assert.Equal(("Typed and published", true), await app.WithDataAsync(async db =>
        {
            var newest = await db.WorkflowDefinitions.SingleAsync(d => d.DefinitionId == "typed" && d.IsLatest);
            return (newest.Description, newest.IsPublished);
        }));

        var other = await page.Context.NewPageAsync();
        other.SetDefaultTimeout(Patience);
        await other.GotoAsync("/admin/workflows/edit/typed");
        await Activity(other, "Say hello").WaitForAsync();
        await SavedAsync(page, () => RenameAsync(page, "Renamed here"), _ => true);
        await RenameAsync(other, "Renamed there");
        await Assertions.Expect(other.Locator("#studio-told")).ToContainTextAsync("You, in another window, saved version");
        await other.CloseAsync();

        var asked = AskedAsync(page);
        await page.GetByLabel(new Regex("^Name")).First.PressSequentiallyAsync("!");
        await SavedAsync(page, () => page.EvaluateAsync("() => location.reload()"), _ => true);
        Assert.Equal(DialogType.BeforeUnload, (await asked).Type);

        await page.GetByLabel(new Regex("^Name")).First.FillAsync("Renamed while leaving");
        await page.ClickAsync("text=What would change");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Renamed while leaving");
        Assert.False(await IsDraftAsync("Renamed there"));

        Task<bool> IsDraftAsync(string name) => app.WithDataAsync(db => db.WorkflowDefinitions.AnyAsync(d => d.Name == name && !d.IsPublished));
    }

    // Saves a workflow as an administrator does, without publishing it.
    private async Task DraftAsync(string json)
    {
        var author = await app.AccountAsync(Roles.Administrator);
        await app.InScopeAsync(services => services.GetRequiredService<DefinitionVersions>().SaveAsync(JsonNode.Parse(json)!.AsObject(), new Actor(author.Id, author.DisplayName), default));
    }

    private Task<List<(Guid Practice, int Version)>> VersionsAsync(params Guid[] practices) => app.WithDataAsync(async db =>
        (await db.WorkflowInstances.Where(i => practices.Select(practice => practice.ToString()).Contains(i.CorrelationId)).OrderBy(i => i.CreatedAt).ThenBy(i => i.Version).Select(i => new { i.CorrelationId, i.Version }).ToListAsync())
            .ConvertAll(i => (Guid.Parse(i.CorrelationId!), i.Version)));

    // The next question that the browser asks; it is answered with no.
    private static Task<IDialog> AskedAsync(IPage page)
    {
        var asked = new TaskCompletionSource<IDialog>(TaskCreationOptions.RunContinuationsAsynchronously);
        page.Dialog += async (_, dialog) =>
        {
            await dialog.DismissAsync();
            asked.TrySetResult(dialog);
        };
        return asked.Task;
    }

    private static async Task RenameAsync(IPage page, string name)
    {
        await page.GetByLabel(new Regex("^Name")).First.FillAsync(name);
        await page.GetByLabel(new Regex("^Name")).First.BlurAsync();
    }

    private static ILocator Row(IPage page, string definitionId) => page.Locator("#studio tbody tr").Filter(new() { HasText = definitionId });

    private static ILocator AutoSave(IPage page) => page.Locator(".mud-switch").Filter(new() { HasText = "Auto-save" }).Locator("input");

    private static ILocator Toolbar(IPage page) => page.Locator(".mud-paper, .mud-toolbar").Filter(new() { HasText = "Auto-save" }).Last;

    private static Task PublishAsync(IPage page) => Toolbar(page).Locator("button.mud-icon-button.mud-primary-text").ClickAsync();

    private static ILocator Activity(IPage page, string text) => page.Locator("g.x6-node").Filter(new() { HasText = text }).First;

    private static async Task SetAsync(IPage page, string activity, string input, string value)
    {
        var (x, y) = Centre(await AtRestAsync(Activity(page, activity).Locator("p.activity-label").First));
        await page.Mouse.ClickAsync(x, y);
        var field = page.Locator(".mud-input-control").Filter(new() { Has = page.GetByText(input, new() { Exact = true }) }).Locator("input").First;
        await field.WaitForAsync();
        await SavedAsync(
            page,
            async () =>
            {
                await field.FillAsync(value);
                await field.BlurAsync();
            },
            flow => flow.ToJsonString().Contains($"\"value\":\"{value}\"", StringComparison.Ordinal));
    }

    private static async Task AddAsync(IPage page, string activity)
    {
        await page.GetByPlaceholder("Search").First.FillAsync(activity);
        var item = page.Locator("[draggable=true]").Filter(new() { HasText = activity }).First;
        await Assertions.Expect(page.Locator(".mud-expand-panel")).ToHaveCountAsync(1, new() { Timeout = Patience });
        await page.Locator(".mud-expand-panel-header").ClickAsync();
        await item.WaitForAsync();
        await item.HoverAsync();
        var above = await AtRestAsync(Activity(page, "Remind reviewers"));
        await SavedAsync(
            page,
            async () =>
            {
                await page.Mouse.DownAsync();
                await page.Mouse.MoveAsync(above.X + 40, above.Y + above.Height * 3 / 2, new() { Steps = 4 });
                await page.Mouse.MoveAsync(above.X + above.Width / 2, above.Y + above.Height * 2, new() { Steps = 4 });
                await page.Mouse.UpAsync();
            },
            flow => flow["activities"]!.AsArray().Any(a => a!["type"]!.ToString() == "Elsa.WriteLine"));
    }

    private static async Task ConnectAsync(IPage page, string source, string port, string target)
    {
        // Beside its middle, where the line begins that leaves it already.
        var from = await AtRestAsync(Port(page, source, port));
        var (fromX, fromY) = (from.X + from.Width / 2, from.Y + from.Height * .15f);
        var (toX, toY) = Centre(await AtRestAsync(Port(page, target, "In")));
        await SavedAsync(
            page,
            async () =>
            {
                await page.Mouse.MoveAsync(fromX, fromY);
                await page.Mouse.DownAsync();
                await page.Mouse.MoveAsync((fromX + toX) / 2, (fromY + toY) / 2, new() { Steps = 5 });
                await page.Mouse.MoveAsync(toX, toY, new() { Steps = 5 });
                await page.Mouse.UpAsync();
            },
            flow => Called(flow, source) is { } start && Called(flow, target) is { } end
                && flow["connections"]!.AsArray().Any(c => c!["source"]!["activity"]!.ToString() == start && c["target"]!["activity"]!.ToString() == end));
    }

    private static string? Called(JsonNode flow, string name) =>
        flow["activities"]!.AsArray().FirstOrDefault(a => a!["metadata"]?["displayText"]?.ToString() == name || a["name"]?.ToString() == name)?["id"]!.ToString();

    private static ILocator Port(IPage page, string activity, string port) => Activity(page, activity).Locator($"g.x6-port-body[port=\"{port}\"] .elsa-designer-port-hit-area").First;

    // The Studio saves by itself, half a second after each change: what counts is the save with the change in it.
    private static Task SavedAsync(IPage page, Func<Task> act, Func<JsonNode, bool> has) => page.RunAndWaitForResponseAsync(act, response =>
        response.Url.EndsWith("/elsa/api/workflow-definitions", StringComparison.Ordinal) && response.Request is { Method: "POST", PostData: { } body } && response.Ok
        && has(JsonNode.Parse(body)!["model"]!["root"]!));

    // The drawing glides to its place.
    private static async Task<LocatorBoundingBoxResult> AtRestAsync(ILocator element)
    {
        var box = (await element.BoundingBoxAsync())!;
        for (var before = default(LocatorBoundingBoxResult); before is null || (before.X, before.Y) != (box.X, box.Y); await Task.Delay(200))
        {
            (before, box) = (box, (await element.BoundingBoxAsync())!);
        }

        return box;
    }

    private static (float X, float Y) Centre(LocatorBoundingBoxResult box) => (box.X + box.Width / 2, box.Y + box.Height / 2);
}
