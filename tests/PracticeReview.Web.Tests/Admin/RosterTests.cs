using System.Net;
using Microsoft.EntityFrameworkCore;
using PracticeReview.Accounts;
using PracticeReview.Mail;
using PracticeReview.Testing;

namespace PracticeReview.Web.Tests.Admin;

public sealed class RosterTests(WebApp app) : IClassFixture<WebApp>
{
    private static readonly Dictionary<string, string?> Entry = new()
    {
        ["Input.Name"] = "Nadia Haddad", ["Input.Organisation"] = "ILO", ["Input.IsInternal"] = "true", ["Input.Objectives"] = "7",
        ["Input.Languages"] = "fr", ["Input.TimeZone"] = "Africa/Tunis", ["Input.MaximumLoad"] = "3", ["Input.ConflictOrganisations"] = "Acme\r\n \r\nAcme", ["Input.Groups"] = " Youth panel \r\nyouth panel\r\nElders",
    };

    [Fact]
    public async Task A_reviewer_is_added_changed_and_not_asked_any_more()
    {
        var client = await app.SignedInAsync(Roles.Editor);
        using var added = await client.SubmitAsync("/admin/reviewers/edit", With("Input.Email", "nadia@example.org"));
        Assert.Equal(HttpStatusCode.Redirect, added.StatusCode);
        var reviewer = await app.WithDataAsync(db => db.Reviewers.AsNoTracking().SingleAsync(r => r.Email == "nadia@example.org"));
        Assert.Equal((true, 3, "Africa/Tunis", true), (reviewer.IsInternal, reviewer.MaximumLoad, reviewer.TimeZone, reviewer.IsActive));
        Assert.Equal([7], reviewer.Objectives);
        Assert.Equal(["fr"], reviewer.Languages);
        Assert.Equal(["Acme"], reviewer.ConflictOrganisations);
        Assert.Equal(["Youth panel", "Elders"], reviewer.Groups);

        using var changed = await client.SubmitAsync($"/admin/reviewers/edit/{reviewer.Id}", new Dictionary<string, string?> { ["Input.IsActive"] = null });

        Assert.Equal(HttpStatusCode.Redirect, changed.StatusCode);
        Assert.False(await app.WithDataAsync(db => db.Reviewers.Where(r => r.Id == reviewer.Id).Select(r => r.IsActive).SingleAsync()));
        Assert.Contains("is not asked any more", (await client.PageAsync("/admin/audit?q=nadia")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Nadia Haddad", (await client.PageAsync("/admin/reviewers?show=inactive")).Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Nadia Haddad", (await client.PageAsync("/admin/reviewers")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Input.Email", "nobody", "Enter an e-mail address")]
    [InlineData("Input.Name", " ", "Enter a name")]
    [InlineData("Input.Objectives", "24", "Choose objectives from the list")]
    [InlineData("Input.Languages", "xx", "Choose languages from the list")]
    [InlineData("Input.TimeZone", "Mars/Olympus", "IANA time zone")]
    [InlineData("Input.MaximumLoad", "0", "Enter a number from 1 to 20")]
    public async Task What_matching_could_not_use_is_refused(string field, string value, string sentence)
    {
        var client = await app.SignedInAsync(Roles.Editor);
        var before = await app.WithDataAsync(db => db.Reviewers.CountAsync());
        var values = new Dictionary<string, string?>(Entry) { ["Input.Email"] = $"{Guid.NewGuid():N}@example.org" };
        values[field] = value;

        using var response = await client.SubmitAsync("/admin/reviewers/edit", values);

        Assert.Contains(sentence, (await response.PageAsync()).QuerySelector("#problems")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(before, await app.WithDataAsync(db => db.Reviewers.CountAsync()));
    }

    [Fact]
    public async Task Two_editors_do_not_overwrite_each_other_and_an_address_stands_once()
    {
        var client = await app.SignedInAsync(Roles.Editor);
        using var _ = await client.SubmitAsync("/admin/reviewers/edit", With("Input.Email", "one@example.org"));
        using var twice = await client.SubmitAsync("/admin/reviewers/edit", With("Input.Email", "ONE@example.org"));
        Assert.Contains("Another reviewer has this address.", (await twice.PageAsync()).Body!.TextContent, StringComparison.Ordinal);
        var id = await app.WithDataAsync(db => db.Reviewers.Where(r => r.Email == "one@example.org").Select(r => r.Id).SingleAsync());
        var address = $"/admin/reviewers/edit/{id}";
        var opened = await client.PageAsync(address);
        using var first = await client.SubmitAsync(address, new Dictionary<string, string?> { ["Input.Name"] = "First" });

        using var second = await client.SubmitAsync(opened, address, new Dictionary<string, string?> { ["Input.Name"] = "Second" });

        Assert.Contains("Somebody else changed", (await second.PageAsync()).QuerySelector("#problems")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("First", await app.WithDataAsync(db => db.Reviewers.Where(r => r.Id == id).Select(r => r.Name).SingleAsync()));
    }

    [Fact]
    public async Task A_parked_mail_is_sent_again_and_never_shows_its_text()
    {
        var client = await app.SignedInAsync(Roles.Editor);
        var id = Guid.NewGuid();
        await app.WithDataAsync(async db =>
        {
            db.Outbox.Add(new OutboxMessage
            {
                Id = id, Key = "parked", Template = "account-reset", Language = "en", ToAddress = "x@example.org", ToName = "Xenia", Subject = "Reset", TextBody = "code-4711",
                HtmlBody = "code-4711", CreatedAt = app.Time.GetUtcNow(), State = MailState.Parked, Attempts = 3, LastError = "550 no such user", NextAttemptAt = app.Time.GetUtcNow(),
            });
            await db.SaveChangesAsync();
        });
        var page = await client.PageAsync("/admin/mail?show=Parked");
        Assert.Contains("550 no such user", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("code-4711", page.Source.Text, StringComparison.Ordinal);

        using var response = await client.SubmitAsync(page, "/admin/mail");

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        var mail = await app.WithDataAsync(db => db.Outbox.AsNoTracking().SingleAsync(m => m.Id == id));
        Assert.Equal((MailState.Queued, 0), (mail.State, mail.Attempts));
        Assert.Equal(1, await app.WithDataAsync(db => db.AuditEntries.CountAsync(e => e.Action == "mail.retried")));
    }

    private static Dictionary<string, string?> With(string field, string value) => new(Entry) { [field] = value };
}
