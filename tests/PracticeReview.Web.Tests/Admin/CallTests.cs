using System.Net;
using Microsoft.EntityFrameworkCore;
using PracticeReview.Accounts;
using PracticeReview.Practices;
using PracticeReview.Testing;

namespace PracticeReview.Web.Tests.Admin;

public class CallTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task An_administrator_opens_a_call_and_closes_it_and_both_are_in_the_audit_trail()
    {
        using var client = await app.SignedInAsync(Roles.Administrator);

        using (await OpenAsync(client, "Fair & open <recruitment>"))
        using (await OpenAsync(client, "Fair & open <recruitment>"))
        {
        }

        var calls = await app.WithDataAsync(db => db.Calls.Where(c => c.Title == "Fair & open <recruitment>").OrderBy(c => c.Key).ToListAsync());
        Assert.Equal(["fair-open-recruitment", "fair-open-recruitment-2"], calls.Select(call => call.Key));
        Assert.Equal(new DateTimeOffset(2026, 11, 30, 23, 59, 59, TimeSpan.Zero), calls[0].Deadline);

        using (await client.SubmitAsync("/admin/calls", new Dictionary<string, string?> { ["id"] = calls[0].Id.ToString() }, form: "form[action*=Close]"))
        {
        }

        var closed = await app.WithDataAsync(db => db.Calls.SingleAsync(c => c.Id == calls[0].Id));
        var audit = await app.WithDataAsync(db => db.AuditEntries.Where(e => e.Action.StartsWith("call.")).OrderBy(e => e.Action).Select(e => e.Action).ToListAsync());
        Assert.False(closed.IsOpen(app.Time.GetUtcNow()));
        Assert.Equal(["call.closed", "call.opened", "call.opened"], audit);
    }

    [Theory]
    [InlineData("Title", "", "This needs an answer.")]
    [InlineData("Deadline", "tomorrow", "Enter a date")]
    [InlineData("Deadline", "2020-01-01", "has to be in the future")]
    [InlineData("Language", "xx", "Choose from the list.")]
    public async Task What_is_wrong_is_told_at_the_field_and_nothing_typed_is_lost(string field, string value, string sentence)
    {
        using var client = await app.SignedInAsync(Roles.Administrator);

        using var response = await OpenAsync(client, "A call with a mistake", ("Input." + field, value));
        var page = await response.PageAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains(page.QuerySelectorAll(".field-error"), error => error.TextContent.Contains(sentence, StringComparison.Ordinal));
        Assert.Contains("What we seek", page.QuerySelector("#Input_Text")!.TextContent);
        Assert.False(await app.WithDataAsync(db => db.Calls.AnyAsync(c => c.Title == "A call with a mistake")));
    }

    [Fact]
    public async Task Only_administrators_come_here()
    {
        using var editor = await app.SignedInAsync(Roles.Editor);

        Assert.NotEqual(HttpStatusCode.OK, (await editor.GetAsync("/admin/calls")).StatusCode);
    }

    [Fact]
    public async Task A_submitter_chooses_an_open_call_and_keeps_it_when_it_closes()
    {
        using var client = await app.SignedInAsync();
        var (open, other) = (await AddAsync("Open to all", 30), await AddAsync("Closed long ago", -1));
        using var begun = await client.SubmitAsync("/submit");
        var id = begun.Headers.Location!.ToString().Split('/')[2];
        var address = $"/submit/{id}/compact";

        using var refused = await client.SubmitAsync(address, new Dictionary<string, string?> { ["Call"] = other.Key });
        using var chosen = await client.SubmitAsync(address, new Dictionary<string, string?> { ["Call"] = open.Key });
        await app.WithDataAsync(async db =>
        {
            (await db.Calls.SingleAsync(c => c.Id == open.Id)).Close(app.Time.GetUtcNow());
            await db.SaveChangesAsync();
        });
        var later = await client.PageAsync(address);
        using var saved = await client.SubmitAsync(address);

        Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
        Assert.Contains("Choose from the list.", (await refused.PageAsync()).QuerySelector("#Call-error")!.TextContent);
        Assert.Contains("Open to all", (await client.PageAsync($"/submit/{id}/check")).QuerySelector("main")!.TextContent);
        Assert.Equal("Open to all (closed)", later.QuerySelector("#Call option[selected]")!.TextContent);
        Assert.Equal(HttpStatusCode.Found, saved.StatusCode);
        Assert.Equal(new CallAnswered(open.Key, "Open to all"), await app.WithDataAsync(async db => (await db.Practices.SingleAsync(p => p.Id == Guid.Parse(id))).Draft.Call));
    }

    [Fact]
    public async Task The_public_page_and_the_data_name_the_call_and_the_search_finds_by_it()
    {
        using var client = app.NewClient();
        await app.WithDataAsync(db => db.PublishAsync([SamplePublications.Content("A practice for a call") with { Call = new CallAnswered("wind-and-water", "Wind and water") }]));

        var page = await client.PageAsync("/practices/a-practice-for-a-call");
        var link = page.QuerySelector(".facts a[href^='/?q=']")!;
        var found = await client.PageAsync(link.GetAttribute("href")!);

        Assert.Equal("Wind and water", link.TextContent);
        Assert.Contains("A practice for a call", found.QuerySelector("main")!.TextContent);
        Assert.Contains("\"call\":{\"key\":\"wind-and-water\",\"label\":\"Wind and water\"}", await client.GetStringAsync("/api/v1/practices/a-practice-for-a-call"));
    }

    private static Task<HttpResponseMessage> OpenAsync(HttpClient client, string title, params (string Name, string? Value)[] other)
    {
        var values = new Dictionary<string, string?>
        {
            ["Input.Title"] = title, ["Input.Text"] = "What we seek", ["Input.WhoMaySubmit"] = "Everybody", ["Input.Language"] = "en", ["Input.Deadline"] = "2026-11-30",
        };
        foreach (var (name, value) in other)
        {
            values[name] = value;
        }

        return client.SubmitAsync("/admin/calls", values, form: "#open-call");
    }

    private Task<Call> AddAsync(string title, int days) => app.WithDataAsync(async db =>
    {
        var now = app.Time.GetUtcNow();
        var call = new Call(Guid.CreateVersion7(), title.ToLowerInvariant().Replace(' ', '-'), new CallText("en", title, "Text", "All"), now.AddDays(days), now.AddDays(-60));
        db.Calls.Add(call);
        await db.SaveChangesAsync();
        return call;
    });
}
