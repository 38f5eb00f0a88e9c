using System.Net;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using PracticeReview.Data.Flow;
using PracticeReview.Practices;
using PracticeReview.Testing;

namespace PracticeReview.Web.Tests.Pages.Submit;

public class SubmissionTests(WebApp app) : IClassFixture<WebApp>
{
    private async Task<(HttpClient Client, Guid Id)> ReadyAsync()
    {
        await app.RunAsync<ShippedDefinitions>(shipped => shipped.LoadAsync(Workflows(), default));
        var user = await app.AccountAsync();
        var now = app.Time.GetUtcNow();
        var practice = new Practice(Guid.CreateVersion7(now), user.Id, "en", now);
        practice.SaveDraft(new PracticeContent
        {
            Title = "One-stop centres", Summary = "Permits and advice in one visit.", StartDate = new(2019, 4, 1), Ongoing = true,
            Types = ["service"], Scope = "national", Countries = ["PT"], Organisations = [new("Agency", "government")], PrimaryObjective = 15,
            Principles = [new("people-centred", "Designed with migrants.")], TargetPopulations = ["migrants"],
            Description = new string('d', 300), Impact = new string('i', 200), Lessons = new string('l', 150),
            Replication = new string('r', 150), Innovation = new string('n', 100),
            FocalPoint = new() { Name = "Ana Reis", Title = "Head", Organisation = "Agency", Email = "ana@agency.example", Phone = "+351 210 000 000" },
            ConsentPublish = true, ConsentContact = true, ConsentDataProtection = true,
        }, now);
        await app.WithDataAsync(async db =>
        {
            db.Practices.Add(practice);
            await db.SaveChangesAsync();
        });
        return (await app.SignedInAsync(user), practice.Id);
    }

    [Fact]
    public async Task A_double_click_submits_once()
    {
        var (client, id) = await ReadyAsync();
        var page = await client.PageAsync($"/submit/{id}/check");

        var answers = await Task.WhenAll(client.SubmitAsync(page, $"/submit/{id}/check"), client.SubmitAsync(page, $"/submit/{id}/check"));

        Assert.All(answers, answer => Assert.Equal($"/submissions/{id}", answer.Headers.Location?.ToString()));
        Assert.Equal(1, await app.WithDataAsync(db => db.Revisions.CountAsync(r => r.PracticeId == id)));
        Assert.Equal(1, await app.WithDataAsync(db => db.WorkflowInstances.CountAsync(i => i.CorrelationId == id.ToString())));
    }

    [Fact]
    public async Task What_changed_after_it_was_read_is_not_submitted()
    {
        var (client, id) = await ReadyAsync();
        var page = await client.PageAsync($"/submit/{id}/check");
        using (await client.SubmitAsync($"/submit/{id}/basics", new Dictionary<string, string?> { ["Title"] = "Another title" }))
        {
        }

        using var response = await client.SubmitAsync(page, $"/submit/{id}/check");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Empty(await app.WithDataAsync(db => db.Revisions.Where(r => r.PracticeId == id).ToListAsync()));
    }

    [Fact]
    public async Task A_submission_tells_what_comes_next_and_can_be_withdrawn_by_its_button_only()
    {
        var (client, id) = await ReadyAsync();
        using (await client.SubmitAsync($"/submit/{id}/check"))
        {
        }

        var status = await client.PageAsync($"/submissions/{id}");
        Assert.Contains("You submitted the practice.", status.QuerySelector(".timeline")!.TextContent);
        Assert.NotEmpty(status.QuerySelectorAll(".timeline .is-next"));
        Assert.NotNull(status.QuerySelector($"a[href='/submissions/{id}/withdraw']"));

        await client.PageAsync($"/submissions/{id}/withdraw");
        Assert.NotEqual(PracticeStage.Withdrawn, await StageAsync(id));
        using (await client.SubmitAsync($"/submissions/{id}/withdraw", new Dictionary<string, string?> { ["Reason"] = "Merged with another." }))
        {
        }

        Assert.Equal(PracticeStage.Withdrawn, await StageAsync(id));
        Assert.Equal("Merged with another.", await app.WithDataAsync(db => db.AuditEntries.Where(e => e.PracticeId == id && e.Action == "submission.withdrawn").Select(e => e.Reason).SingleAsync()));
    }

    private static string Workflows([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "../../../../workflows"));

    private Task<PracticeStage> StageAsync(Guid id) => app.WithDataAsync(db => db.Practices.Where(p => p.Id == id).Select(p => p.Stage).SingleAsync());
}
