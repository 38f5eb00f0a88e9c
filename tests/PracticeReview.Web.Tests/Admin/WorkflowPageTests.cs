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
        Assert.Contains("&quot;Choose reviewers&quot;: External is 1 instead of 2", page, StringComparison.Ordinal);
        Assert.Contains("asks 2 reviewers", page, StringComparison.Ordinal);
        var forecast = await studio.Http.GetStringAsync("/admin/workflows/versions/practice-review/forecast?from=1&to=2&runs=2");
        Assert.Contains("Reviewers asked", forecast, StringComparison.Ordinal);
        Assert.DoesNotContain("Fails now", forecast, StringComparison.Ordinal);
        var running = await app.SubmissionAsync("Under way");
        await PressAsync("Publish", "Version 2 is published");
        using (var moved = await studio.Http.SubmitAsync("/admin/workflows/versions/practice-review/moves", new Dictionary<string, string?> { ["instances"] = await InstanceAsync(running) }))
        {
            Assert.Contains("1 moved to version 2", await studio.Http.GetStringAsync(moved.Headers.Location), StringComparison.Ordinal);
        }

        Assert.Single(await app.AuditAsync(running, "workflow.moved"));
        await PressAsync("Reset", "as version 3");
        Assert.Contains("version 3 of", await studio.Http.GetStringAsync("/admin/workflows"), StringComparison.Ordinal);

        async Task PressAsync(string handler, string told)
        {
            const string Address = "/admin/workflows/versions/practice-review";
            using var pressed = await studio.Http.SubmitAsync(Address, form: $"main form[action$='handler={handler}']");
            Assert.Contains(told, await studio.Http.GetStringAsync(pressed.Headers.Location), StringComparison.Ordinal);
        }
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
