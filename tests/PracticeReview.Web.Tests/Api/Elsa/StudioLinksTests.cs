using System.Net;
using System.Text.Json.Nodes;
using PracticeReview.Practices;
using PracticeReview.Testing;

namespace PracticeReview.Web.Tests.Api.Elsa;

/// <summary>Addresses that the Studio links to lead to pages of the administration.</summary>
public sealed class StudioLinksTests(WebApp app) : IClassFixture<WebApp>, IAsyncLifetime
{
    private StudioClient _studio = null!;

    public async ValueTask InitializeAsync() => _studio = await StudioClient.OfAsync(app);

    public ValueTask DisposeAsync()
    {
        _studio.Http.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("/workflows/definitions", "/admin/workflows")]
    [InlineData("/workflows/definitions/practice-review/edit", "/admin/workflows/edit/practice-review")]
    [InlineData("/workflows/definitions/r%C3%A9vision/edit", "/admin/workflows/edit/r%C3%A9vision")]
    [InlineData("/workflows/instances", "/admin/workflows/instances")]
    [InlineData("/workflows/instances/some/view", "/admin/workflows/instances/some")]
    public async Task A_page_of_the_studio_is_a_page_of_the_administration(string of, string ours) => Assert.Equal(ours, await LeadsToAsync(of));

    [Fact]
    public async Task What_was_logged_of_a_submission_stands_in_its_audit_trail_and_else_in_the_journal()
    {
        var practice = Guid.CreateVersion7();
        var submitter = await app.AccountAsync();
        await app.WithDataAsync(async db =>
        {
            db.Practices.Add(new Practice(practice, submitter.Id, "en", app.Time.GetUtcNow()));
            await db.SaveChangesAsync();
        });
        await _studio.SaveAsync(StudioClient.Words("logged"), publish: true);
        var (about, other) = (await StartAsync(practice.ToString()), await StartAsync(Guid.CreateVersion7().ToString()));

        Assert.Equal($"/admin/audit?practice={practice}", await LeadsToAsync($"/diagnostics/structured-logs?workflowInstanceId={about}"));
        Assert.Equal($"/admin/workflows/instances/{other}", await LeadsToAsync($"/diagnostics/structured-logs?workflowInstanceId={other}"));

        async Task<string> StartAsync(string correlation) =>
            (await _studio.PostAsync("/workflow-definitions/logged/execute", new JsonObject { ["correlationId"] = correlation })).Text("workflowInstanceId");
    }

    [Theory]
    [InlineData("?workflowInstanceId=never")]
    [InlineData("")]
    public async Task Nothing_is_logged_of_what_never_ran(string query)
    {
        using var response = await _studio.Http.GetAsync("/diagnostics/structured-logs" + query);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private async Task<string?> LeadsToAsync(string address)
    {
        using var response = await _studio.Http.GetAsync(address);
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        return response.Headers.Location?.OriginalString;
    }
}
