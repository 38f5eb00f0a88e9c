using System.Net;
using Microsoft.EntityFrameworkCore;
using PracticeReview.Practices;
using PracticeReview.Testing;

namespace PracticeReview.Web.Tests.Pages.Submit;

public class DeleteTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task A_draft_is_deleted_after_a_question_with_its_files_and_looking_deletes_nothing()
    {
        using var client = await app.SignedInAsync();
        var id = await BeginAsync(client);
        await app.RunAsync<AttachFile>(async attach => Assert.NotNull((await attach.ExecuteAsync(id, await OwnerAsync(id), "plan.pdf", Pictures.Pdf(), default)).File));

        var list = await client.PageAsync("/submissions");
        await client.PageAsync($"/submit/{id}/delete");
        var before = await CountAsync(id);
        using var response = await client.SubmitAsync($"/submit/{id}/delete");

        Assert.NotNull(list.QuerySelector($"a[href='/submit/{id}/delete']"));
        Assert.Equal((1, 1), before);
        Assert.Equal("/submissions", response.Headers.Location!.ToString());
        Assert.Equal((0, 0), await CountAsync(id));
        Assert.True(await app.WithDataAsync(db => db.AuditEntries.AnyAsync(e => e.Action == "draft.deleted" && e.PracticeId == id)));
    }

    [Fact]
    public async Task Nobody_else_s_draft_and_nothing_that_was_handed_in_is_deleted()
    {
        using var owner = await app.SignedInAsync();
        using var other = await app.SignedInAsync();
        var (draft, mine) = (await BeginAsync(owner), await BeginAsync(other));
        var form = await other.PageAsync($"/submit/{mine}/delete");
        using var forged = await other.SubmitAsync(form, $"/submit/{draft}/delete");

        var ownForm = await owner.PageAsync($"/submit/{draft}/delete");
        await app.WithDataAsync(async db =>
        {
            (await db.Practices.SingleAsync(p => p.Id == draft)).Submit(Guid.CreateVersion7(), app.Time.GetUtcNow());
            await db.SaveChangesAsync();
        });
        using var late = await owner.SubmitAsync(ownForm, $"/submit/{draft}/delete");

        Assert.Equal(HttpStatusCode.NotFound, forged.StatusCode);
        Assert.Equal($"/submissions/{draft}", late.Headers.Location!.ToString());
        Assert.Equal((1, 0), await CountAsync(draft));
    }

    private static async Task<Guid> BeginAsync(HttpClient client)
    {
        using var response = await client.SubmitAsync("/submit");
        return Guid.Parse(response.Headers.Location!.ToString().Split('/')[2]);
    }

    private Task<Guid> OwnerAsync(Guid id) => app.WithDataAsync(db => db.Practices.Where(p => p.Id == id).Select(p => p.SubmitterId).SingleAsync());

    private Task<(int, int)> CountAsync(Guid id) =>
        app.WithDataAsync(async db => (await db.Practices.CountAsync(p => p.Id == id), await db.Files.CountAsync(f => f.PracticeId == id)));
}
