using System.Net;
using System.Net.Http.Headers;
using System.Text;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using PracticeReview.Accounts;
using PracticeReview.Practices;
using PracticeReview.Publishing;
using PracticeReview.Reviews;
using PracticeReview.Testing;

namespace PracticeReview.Web.Tests.Pages.Submit;

public class FileTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task Files_are_added_without_a_script_and_what_was_typed_is_saved_with_them()
    {
        using var client = await app.SignedInAsync();
        var id = await BeginAsync(client);

        using var response = await UploadAsync(client, id, [("Website", "https://example.org/")], ("plan.pdf", Pictures.Pdf()), ("photo.png", Pictures.Png()));
        var page = await client.PageAsync($"/submit/{id}/links");
        var draft = await DraftAsync(id);

        Assert.Equal($"/submit/{id}/links#Files", response.Headers.Location!.ToString());
        Assert.Equal("https://example.org/", draft.Website);
        Assert.Equal(["plan.pdf", "photo.png"], draft.Files.Select(file => file.Name));
        Assert.Equal((20, 10), (draft.Files[1].Width, draft.Files[1].Height));
        Assert.Equal(2, page.QuerySelectorAll(".file-sheet").Length);
        Assert.Single(page.QuerySelectorAll(".file-sheet img"));
        Assert.DoesNotContain("Ana", Encoding.Latin1.GetString(await client.GetByteArrayAsync($"/files/{draft.Files[1].Id}")));
    }

    [Fact]
    public async Task Bad_files_are_told_by_name_and_the_good_one_and_the_rest_of_the_form_are_kept()
    {
        using var client = await app.SignedInAsync();
        var id = await BeginAsync(client);

        using var response = await UploadAsync(client, id, [("Links[0].Label", "A report"), ("Links[0].Url", "https://example.org/r")],
            ("good.pdf", Pictures.Pdf()), ("again.pdf", Pictures.Pdf()), ("drawing.svg", "<svg/>"u8.ToArray()), ("photo.png", "<html>"u8.ToArray()),
            ("huge.pdf", [.. Pictures.Pdf(), .. new byte[FileRules.LargestFile]]));
        var page = await response.PageAsync();
        var problems = page.QuerySelectorAll("[data-file-problems] .field-error").Select(line => line.TextContent).ToList();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(["again.pdf", "drawing.svg", "photo.png", "huge.pdf"], problems.Select(line => line.Split('“', '”')[1]));
        Assert.Contains("already there as “good.pdf”", problems[0]);
        Assert.Contains("larger than 25 MB", problems[3]);
        Assert.Equal("A report", ((IHtmlInputElement)page.QuerySelector("[name='Links[0].Label']")!).Value);
        Assert.Equal(["good.pdf"], (await DraftAsync(id)).Files.Select(file => file.Name));
        Assert.Equal("A report", Assert.Single((await DraftAsync(id)).Links).Label);
    }

    [Fact]
    public async Task An_eleventh_file_is_refused()
    {
        using var client = await app.SignedInAsync();
        var id = await BeginAsync(client);

        using var response = await UploadAsync(client, id, [], [.. Enumerable.Range(1, 11).Select(n => ($"{n}.pdf", Pictures.Pdf($"{n}")))]);
        var page = await response.PageAsync();

        Assert.Contains("“11.pdf” was not added: a practice can have 10 files.", page.QuerySelector("[data-file-problems]")!.TextContent);
        Assert.Equal(10, (await DraftAsync(id)).Files.Count);
    }

    [Fact]
    public async Task The_script_adds_a_file_and_gets_its_row_and_saves_go_on_with_the_same_base()
    {
        using var client = await app.SignedInAsync();
        var id = await BeginAsync(client);
        var before = await client.PageAsync($"/submit/{id}/links");

        using var added = await UploadAsync(client, id, [], "UploadFile", ("photo.jpg", Pictures.Jpeg()));
        using var refused = await UploadAsync(client, id, [], "UploadFile", ("page.html", "<html>"u8.ToArray()));
        var file = Assert.Single((await DraftAsync(id)).Files);
        var field = FileRules.FieldOf(file);
        using var saved = await client.SubmitAsync(before, $"/submit/{id}/links", new Dictionary<string, string?>
        {
            [field + ".Description"] = "A bridge <b>", [field + ".Credit"] = "Ana", [field + ".PersonsAgree"] = "true",
        });

        Assert.Contains(field + ".Description", await added.Content.ReadAsStringAsync());
        Assert.Equal((HttpStatusCode)422, refused.StatusCode);
        Assert.Contains("page.html", await refused.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.Found, saved.StatusCode);
        Assert.Equal(("A bridge <b>", "Ana", true), Assert.Single((await DraftAsync(id)).Files) is var f ? (f.Description, f.Credit, f.PersonsAgree) : default);
        var check = await client.PageAsync($"/submit/{id}/check");
        Assert.Equal("A bridge <b>", check.QuerySelector(".attached-image img")!.GetAttribute("alt"));
    }

    [Fact]
    public async Task A_window_that_does_not_know_a_file_leaves_it_alone_and_an_undescribed_image_keeps_from_submitting()
    {
        using var client = await app.SignedInAsync();
        var id = await BeginAsync(client);
        var old = await client.PageAsync($"/submit/{id}/links");
        using (await UploadAsync(client, id, [], ("photo.png", Pictures.Png())))
        {
        }

        using (await client.SubmitAsync(old, $"/submit/{id}/links", new Dictionary<string, string?> { ["Website"] = "https://example.org/" }))
        {
        }

        var check = await client.PageAsync($"/submit/{id}/check");

        Assert.Single((await DraftAsync(id)).Files);
        Assert.Contains("Say what the image shows", check.QuerySelector(".notice-bad")!.TextContent);
    }

    [Fact]
    public async Task A_removed_file_is_gone_with_its_bytes_unless_a_revision_names_it()
    {
        using var client = await app.SignedInAsync();
        var id = await BeginAsync(client);
        using (await UploadAsync(client, id, [], ("kept.pdf", Pictures.Pdf("kept")), ("gone.pdf", Pictures.Pdf("gone"))))
        {
        }

        var files = (await DraftAsync(id)).Files;
        await app.WithDataAsync(async db =>
        {
            var practice = await db.Practices.SingleAsync(p => p.Id == Guid.Parse(id));
            var draft = practice.Draft;
            practice.SaveDraft(draft with { Files = [files[0]] }, app.Time.GetUtcNow());
            practice.Submit(Guid.CreateVersion7(), app.Time.GetUtcNow());
            practice.RequestRevision(app.Time.GetUtcNow().AddDays(9), app.Time.GetUtcNow());
            practice.SaveDraft(draft, app.Time.GetUtcNow());
            await db.SaveChangesAsync();
        });
        foreach (var file in files)
        {
            using var response = await client.SubmitAsync($"/submit/{id}/links", form: "form[data-draft]", button: $"#file-{file.Id:N} button");
            Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        }

        Assert.Empty((await DraftAsync(id)).Files);
        Assert.Equal([files[0].Id], await app.WithDataAsync(db => db.Files.Where(f => f.PracticeId == Guid.Parse(id)).Select(f => f.Id).ToListAsync()));

        using (await UploadAsync(client, id, [], ("kept again.pdf", Pictures.Pdf("kept"))))
        {
        }

        Assert.Equal((files[0].Id, "kept again.pdf"), Assert.Single((await DraftAsync(id)).Files) is var again ? (again.Id, again.Name) : default);
    }

    [Fact]
    public async Task Nobody_else_sees_a_draft_s_file_or_changes_it()
    {
        using var owner = await app.SignedInAsync();
        using var other = await app.SignedInAsync();
        using var editor = await app.SignedInAsync(Roles.Editor);
        using var stranger = app.NewClient();
        var id = await BeginAsync(owner);
        using (await UploadAsync(owner, id, [], ("plan.pdf", Pictures.Pdf())))
        {
        }

        var file = Assert.Single((await DraftAsync(id)).Files);
        var mine = await BeginAsync(other);
        var page = await other.PageAsync($"/submit/{mine}/links");
        foreach (var client in new[] { other, editor, stranger })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"/files/{file.Id}")).StatusCode);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(other, page, id, "Upload", ("x.pdf", Pictures.Pdf("x")))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(other, page, id, "UploadFile", ("x.pdf", Pictures.Pdf("x")))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(other, page, id, $"Remove&file={file.Id}")).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await SendAsync(other, page, mine, $"Remove&file={file.Id}")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(stranger, page, id, "UploadFile", ("x.pdf", Pictures.Pdf("x")))).StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await SendAsync(stranger, page, id, "Upload", ("x.pdf", new byte[3 * 1024 * 1024]))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await owner.GetAsync($"/files/{file.Id}")).StatusCode);
    }

    [Fact]
    public async Task A_file_comes_with_headers_that_keep_it_harmless()
    {
        using var client = await app.SignedInAsync();
        var id = await BeginAsync(client);
        using (await UploadAsync(client, id, [], ("évaluation [finale].pdf", Pictures.Pdf()), ("photo.png", Pictures.Png())))
        {
        }

        var files = (await DraftAsync(id)).Files;
        using var document = await client.GetAsync($"/files/{files[0].Id}");
        using var image = await client.GetAsync($"/files/{files[1].Id}");
        using var again = new HttpRequestMessage(HttpMethod.Get, $"/files/{files[0].Id}");
        again.Headers.IfNoneMatch.Add(document.Headers.ETag!);
        using var unchanged = await client.SendAsync(again);

        Assert.Equal(("attachment", "évaluation [finale].pdf"), (document.Content.Headers.ContentDisposition!.DispositionType, document.Content.Headers.ContentDisposition.FileNameStar));
        Assert.Equal("application/pdf", document.Content.Headers.ContentType!.ToString());
        Assert.Equal("nosniff", Assert.Single(document.Headers.GetValues("X-Content-Type-Options")));
        Assert.Contains("sandbox", Assert.Single(document.Headers.GetValues("Content-Security-Policy")));
        Assert.True(document.Headers.CacheControl!.Private);
        Assert.Equal("inline", image.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
    }

    [Fact]
    public async Task A_published_file_is_open_to_all_and_one_that_the_published_text_lacks_is_not()
    {
        using var owner = await app.SignedInAsync();
        using var editor = await app.SignedInAsync(Roles.Editor);
        using var stranger = app.NewClient();
        var id = await BeginAsync(owner);
        using (await UploadAsync(owner, id, [], ("photo.png", Pictures.Png()), ("first-round.pdf", Pictures.Pdf())))
        {
        }

        var files = (await DraftAsync(id)).Files;
        var content = SamplePublications.Content("A bridge with files") with { Files = [files[0] with { Description = "A bridge", Credit = "Ana" }] };
        await app.WithDataAsync(async db =>
        {
            var practice = await db.Practices.SingleAsync(p => p.Id == Guid.Parse(id));
            practice.Submit(Guid.CreateVersion7(), app.Time.GetUtcNow());
            db.Publications.Add(new Publication(practice.Id, "a-bridge-with-files", content, [], new RoundFindings([new(15, 2, 1)], [new("human-rights", 3, 0, 0)]), app.Time.GetUtcNow()));
            await db.SaveChangesAsync();
        });
        var page = await stranger.PageAsync("/practices/a-bridge-with-files");
        using var open = await stranger.GetAsync($"/files/{files[0].Id}");
        using var shut = await stranger.GetAsync($"/files/{files[1].Id}");
        using var desk = await editor.GetAsync($"/files/{files[1].Id}");
        var json = await stranger.GetStringAsync("/api/v1/practices/a-bridge-with-files");

        Assert.Contains("shown, say 2 of the 3 reviewers who answered", page.QuerySelector("#feedback")!.TextContent);
        Assert.Contains("reflected, say 3 of the 3 reviewers who answered", page.QuerySelector("#feedback")!.TextContent);
        Assert.Contains("\"shown\":2,\"notShown\":1", json);
        Assert.Equal("A bridge", page.QuerySelector("#files img")!.GetAttribute("alt"));
        Assert.Contains("Ana", page.QuerySelector("#files figcaption")!.TextContent);
        Assert.True(open.Headers.CacheControl!.Public);
        Assert.Equal(HttpStatusCode.NotFound, shut.StatusCode);
        Assert.Equal(HttpStatusCode.OK, desk.StatusCode);
        Assert.Contains($"/files/{files[0].Id}", json);
    }

    private static async Task<string> BeginAsync(HttpClient client)
    {
        using var response = await client.SubmitAsync("/submit");
        return response.Headers.Location!.ToString().Split('/')[2];
    }

    private Task<PracticeContent> DraftAsync(string id) =>
        app.WithDataAsync(async db => (await db.Practices.AsNoTracking().SingleAsync(p => p.Id == Guid.Parse(id))).Draft);

    private static Task<HttpResponseMessage> UploadAsync(HttpClient client, string id, (string Name, string Value)[] typed, params (string Name, byte[] Bytes)[] files) =>
        UploadAsync(client, id, typed, "Upload", files);

    private static async Task<HttpResponseMessage> UploadAsync(
        HttpClient client, string id, (string Name, string Value)[] typed, string handler, params (string Name, byte[] Bytes)[] files) =>
        await SendAsync(client, await client.PageAsync($"/submit/{id}/links"), id, handler, typed, files);

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, IHtmlDocument page, string id, string handler, params (string Name, byte[] Bytes)[] files) =>
        SendAsync(client, page, id, handler, [], files);

    private static async Task<HttpResponseMessage> SendAsync(
        HttpClient client, IHtmlDocument page, string id, string handler, (string Name, string Value)[] typed, (string Name, byte[] Bytes)[] files)
    {
        using var body = new MultipartFormDataContent();
        foreach (var hidden in new[] { "base", "__RequestVerificationToken" })
        {
            body.Add(new StringContent(((IHtmlInputElement)page.QuerySelector($"form[data-draft] [name={hidden}]")!).Value), hidden);
        }

        foreach (var (name, value) in typed)
        {
            body.Add(new StringContent(value), name);
        }

        foreach (var (name, bytes) in files)
        {
            var part = new ByteArrayContent(bytes);
            part.Headers.ContentType = new MediaTypeHeaderValue("application/x-whatever");
            body.Add(part, "upload", name);
        }

        return await client.PostAsync($"/submit/{id}/links?handler={handler}", body);
    }
}
