using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using PracticeReview.Accounts;
using PracticeReview.Testing;
using PracticeReview.Web.Tests.Api.Elsa;

namespace PracticeReview.Web.Tests.Admin;

/// <summary>The pages around the Studio.</summary>
public sealed class WorkflowPageTests(ReviewDeskApp app) : IClassFixture<ReviewDeskApp>
{
    [Fact]
    public async Task What_a_draft_would_change_is_told_it_is_published_and_reset()
    {
        var studio = await StudioClient.OfAsync(app);
        var process = await studio.GetAsync("/workflow-definitions/by-definition-id/practice-review");
        var activities = process["root"]!["activities"]!.AsArray();
        activities.Single(a => a!.Text("id") == "assign")!["external"] =
            new JsonObject { ["typeName"] = "Int32", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = 1 } };
        await studio.SaveAsync(process);

        var page = await studio.Http.GetStringAsync("/admin/workflows/versions/practice-review");
        Assert.Contains("&quot;Choose reviewers&quot;: How many &#x2013; external is 1 instead of 2", page, StringComparison.Ordinal);
        Assert.Contains("asks 2 reviewers", page, StringComparison.Ordinal);
        var forecast = await studio.Http.GetStringAsync("/admin/workflows/versions/practice-review/forecast?handler=Result&from=1&to=2&runs=2");
        Assert.Contains("Reviewers asked", forecast, StringComparison.Ordinal);
        Assert.DoesNotContain("Fails now", forecast, StringComparison.Ordinal);
        var running = await app.SubmissionAsync("Under way");
        await app.SubmissionAsync("Under way, too");
        await PressAsync("Publish", "Version 2 is published");
        await MoveAsync("instances", null, "Choose at least one");
        await MoveAsync("instances", await InstanceAsync(running), "1 moved to version 2");
        await MoveAsync("all", "true", " moved to version 2");

        Assert.Single(await app.AuditAsync(running, "workflow.moved"));
        await PressAsync("Reset", "as version 3");
        Assert.Contains("version 3 of", await studio.Http.GetStringAsync("/admin/workflows"), StringComparison.Ordinal);

        async Task MoveAsync(string field, string? value, string told)
        {
            using var moved = await studio.Http.SubmitAsync("/admin/workflows/versions/practice-review/moves", new Dictionary<string, string?> { [field] = value });
            Assert.Contains(told, await studio.Http.GetStringAsync(moved.Headers.Location), StringComparison.Ordinal);
        }

        async Task PressAsync(string handler, string told)
        {
            const string Address = "/admin/workflows/versions/practice-review";
            using var pressed = await studio.Http.SubmitAsync(Address, form: $"main form[action$='handler={handler}']");
            Assert.Contains(told, await studio.Http.GetStringAsync(pressed.Headers.Location), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_instances_of_one_workflow_have_a_page()
    {
        using var administrator = await app.SignedInAsync(Roles.Administrator);

        var page = await administrator.GetStringAsync("/admin/workflows/edit/practice-review/instances");
        using var unknown = await administrator.GetAsync("/admin/workflows/edit/nothing/instances");

        Assert.Contains("data-instances-of=\"practice-review\"", page, StringComparison.Ordinal);
        Assert.Contains("data-instances-of=\"\"", await administrator.GetStringAsync("/admin/workflows/instances"), StringComparison.Ordinal);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task A_version_is_tried_with_a_made_up_submission_and_nothing_is_kept()
    {
        const string Address = "/admin/workflows/versions/practice-review/try";
        using var administrator = await app.SignedInAsync(Roles.Administrator);
        var (practices, mails) = await CountsAsync();

        using var first = await administrator.SubmitAsync(Address, new Dictionary<string, string?> { ["luck"] = "1" });
        using var again = await administrator.SubmitAsync(Address, new Dictionary<string, string?> { ["luck"] = "1" });
        using var other = await administrator.SubmitAsync(Address, new Dictionary<string, string?> { ["luck"] = "5" });
        var (told, toldAgain, toldOtherwise) = (await StoryAsync(first), await StoryAsync(again), await StoryAsync(other));

        Assert.Contains("Choose reviewers", told, StringComparison.Ordinal);
        Assert.Contains("hands the review in", told, StringComparison.Ordinal);
        Assert.Contains("Would you review “A practice that is only simulated”?", told, StringComparison.Ordinal);
        Assert.Equal(told, toldAgain);
        Assert.NotEqual(told, toldOtherwise);
        Assert.Equal((practices, mails), await CountsAsync());

        async Task<string> StoryAsync(HttpResponseMessage response) => (await response.PageAsync()).QuerySelector("section[aria-labelledby=story] tbody")!.TextContent;
        Task<(int, int)> CountsAsync() => app.WithDataAsync(async db => (await db.Practices.CountAsync(), await db.Outbox.CountAsync()));
    }

    [Fact]
    public async Task A_version_is_tried_with_the_input_that_is_typed()
    {
        var studio = await StudioClient.OfAsync(app);
        var model = StudioClient.Words("greeter");
        model["inputs"] = new JsonArray(new JsonObject { ["name"] = "Whom", ["type"] = "String", ["displayName"] = "Whom to greet", ["defaultValue"] = "nobody" });
        model["root"]!["activities"]![0]!["text"] = new JsonObject { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = "JavaScript", ["value"] = "'Good day, ' + getInput('Whom')" } };
        await studio.SaveAsync(model);

        const string Address = "/admin/workflows/versions/greeter/try";
        var form = await studio.Http.PageAsync(Address);
        using var tried = await studio.Http.SubmitAsync(Address, new Dictionary<string, string?> { ["Given[Whom]"] = "<Ana>" });
        var page = await tried.PageAsync();

        Assert.Contains("Whom to greet", form.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("nobody", form.QuerySelector("input[name='Given[Whom]']")!.GetAttribute("value"));
        Assert.Contains("Good day, <Ana>", page.QuerySelector("tbody")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("waits for ever for wait", page.QuerySelector("#story")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("<Ana>", page.QuerySelector("input[name='Given[Whom]']")!.GetAttribute("value"));
    }

    [Fact]
    public async Task What_comes_out_is_shown_as_it_is_and_a_luck_that_is_none_is_refused_at_its_field()
    {
        const string Address = "/admin/workflows/versions/gives/try";
        var studio = await StudioClient.OfAsync(app);
        var model = StudioClient.Words("gives");
        model["outputs"] = new JsonArray(new JsonObject { ["name"] = "Given", ["type"] = "Object" });
        model["root"] = new JsonObject
        {
            ["id"] = "give", ["type"] = "Elsa.SetOutput", ["version"] = 1, ["outputName"] = "Given",
            ["outputValue"] = new JsonObject { ["typeName"] = "Object", ["expression"] = new JsonObject { ["type"] = "JavaScript", ["value"] = "({ who: 'عربي \"!\"' })" } },
        };
        await studio.SaveAsync(model);

        using var tried = await studio.Http.SubmitAsync(Address, new Dictionary<string, string?> { ["luck"] = "3" });
        using var refused = await studio.Http.SubmitAsync(Address, new Dictionary<string, string?> { ["luck"] = "seven" });
        var (page, again) = (await tried.PageAsync(), await refused.PageAsync());

        Assert.Equal("""{"who":"عربي \"!\""}""", page.QuerySelector("dl.facts dd")!.TextContent);
        Assert.StartsWith("The workflow ended, on the first day", page.QuerySelector("#story")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(("seven", true), (again.QuerySelector("input[name=luck]")!.GetAttribute("value"), again.QuerySelector("main")!.TextContent.Contains("Enter a whole number", StringComparison.Ordinal)));
        Assert.Null(again.QuerySelector("#story"));
    }

    [Fact]
    public async Task What_a_workflow_names_and_can_not_be_had_is_warned_of()
    {
        var studio = await StudioClient.OfAsync(app);
        var model = JsonNode.Parse(await studio.Http.GetStringAsync("/elsa/api/workflow-definitions/practice-review/export"))!.AsObject();
        model["definitionId"] = "misnamed";
        model.Remove("id");
        foreach (var (type, input, value) in new[] { ("InviteReviewers", "template", "no-such-template"), ("AssignReviewers", "group", "Nobody's"), ("AssignReviewers", "rubric", "Default") })
        {
            var activity = model["root"]!["activities"]!.AsArray().First(a => a!["type"]!.ToString() == "PracticeReview." + type)!;
            activity[input] = new JsonObject { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = value } };
        }

        await studio.SaveAsync(model);
        var page = (await studio.Http.PageAsync("/admin/workflows/versions/misnamed")).QuerySelector("main")!.TextContent;

        Assert.Contains("names the e-mail template \"no-such-template\", which is not among those that it can take", page, StringComparison.Ordinal);
        Assert.Contains("names the group \"Nobody's\"", page, StringComparison.Ordinal);
        Assert.Contains("names the rubric \"Default\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("always ends", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_loop_without_end_is_told_with_its_beginning_and_its_end()
    {
        var studio = await StudioClient.OfAsync(app);
        var model = StudioClient.Words("endless");
        model["root"]!["connections"]![0]!["target"]!["activity"] = "say";
        model["root"]!["activities"]!.AsArray().RemoveAt(1);
        await studio.SaveAsync(model);

        using var tried = await studio.Http.SubmitAsync("/admin/workflows/versions/endless/try", new Dictionary<string, string?> { ["luck"] = "1" });
        var story = (await tried.PageAsync()).QuerySelector("section[aria-labelledby=story]")!;
        var rows = story.QuerySelectorAll("tbody tr").Select(row => row.TextContent).ToList();

        Assert.InRange(rows.Count, 401, 500);
        Assert.Contains("lines between are left out", story.TextContent, StringComparison.Ordinal);
        Assert.Contains(rows, row => row.Contains("this looks like an endless loop", StringComparison.Ordinal));
        using var shown = await studio.Http.GetAsync("/admin/workflows/versions/endless");
        Assert.DoesNotContain("tells the submitter", await shown.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private Task<string> InstanceAsync(Guid practice) =>
        app.WithDataAsync(db => db.WorkflowInstances.Where(i => i.CorrelationId == practice.ToString()).Select(i => i.Id).SingleAsync());

    [Fact]
    public async Task A_submission_and_its_instance_lead_to_each_other()
    {
        var id = await app.SubmissionAsync("Led to and fro");
        using var administrator = await app.SignedInAsync(Roles.Administrator);

        var submission = await administrator.GetStringAsync($"/admin/submissions/{id}");
        var address = Regex.Match(submission, "/admin/workflows/instances/[^\"]+").Value;
        var instance = await administrator.GetStringAsync(address);

        Assert.Contains($"/admin/submissions/{id}", instance, StringComparison.Ordinal);
        Assert.Contains("<h1>Led to and fro</h1>", instance, StringComparison.Ordinal);
        Assert.DoesNotContain("/admin/workflows/instances/", await app.Editor.GetStringAsync($"/admin/submissions/{id}"), StringComparison.Ordinal);
    }
}
