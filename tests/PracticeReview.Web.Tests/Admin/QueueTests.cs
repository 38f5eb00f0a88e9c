using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using PracticeReview.Accounts;
using PracticeReview.Data;
using PracticeReview.Mail;
using PracticeReview.Practices;
using PracticeReview.Testing;
using PracticeReview.Web.Pages.Admin;

namespace PracticeReview.Web.Tests.Admin;

public sealed class QueueTests : IAsyncLifetime
{
    private readonly WebApp _app = new();
    private readonly DateTimeOffset _now = TestDatabase.Start;
    private User _submitter = null!;

    public async ValueTask InitializeAsync()
    {
        await _app.InitializeAsync();
        _submitter = await _app.AccountAsync(email: "amina@example.org");
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Overdue_comes_first_then_what_is_due_next_then_what_waits_longest()
    {
        await _app.WithDataAsync(async db =>
        {
            Desk.Submitted(db, _submitter, "Waits two days", _now.AddDays(-2));
            Desk.Submitted(db, _submitter, "Waits nine days", _now.AddDays(-9));
            var late = Desk.Submitted(db, _submitter, "Review overdue", _now.AddDays(-30));
            late.BeginReview(_now.AddDays(20), _now.AddDays(-30));
            var one = Desk.Reviewer(db, "Late");
            Desk.Assigned(db, late, one, _now.AddDays(-3), _now.AddDays(-24));
            var done = Desk.Assigned(db, late, Desk.Reviewer(db, "Done"), _now.AddDays(-3), _now.AddDays(-24));
            done.Accept(_now);
            done.Complete(_now);
            var soon = Desk.Submitted(db, _submitter, "Decision due", _now.AddDays(-4));
            soon.AwaitDecision(_now.AddDays(1), _now);
            Desk.Submitted(db, _submitter, "Published", _now.AddDays(-90)).Publish(_now.AddDays(-60));
            db.Practices.Add(new Practice(Guid.NewGuid(), _submitter.Id, "en", _now));
            await db.SaveChangesAsync();
        });
        var client = await _app.SignedInAsync(Roles.Editor);

        var page = await client.PageAsync("/admin");

        Assert.Equal(["Review overdue", "Decision due", "Waits nine days", "Waits two days"], Titles(page));
        var first = page.QuerySelector("tbody tr")!;
        Assert.Contains("3 days overdue", first.TextContent, StringComparison.Ordinal);
        Assert.Contains("1 of 2", first.TextContent, StringComparison.Ordinal);
        Assert.Equal(["Overdue"], first.QuerySelectorAll(".flag").Select(flag => flag.TextContent));
        Assert.Equal(
            ["All open 4", "Overdue 1", "Submitted 2", "In review 1", "Awaiting a decision 1", "Revision asked for 0", "Closed 1", "Published 1", "Not accepted 0", "Withdrawn 0"],
            page.QuerySelectorAll(".stage-filter a").Select(a => a.TextContent.Trim()));
        Assert.Equal(["Published"], Titles(await client.PageAsync("/admin?show=closed")));
        Assert.Equal(["Review overdue"], Titles(await client.PageAsync("/admin?show=overdue")));
        Assert.Equal(["Decision due"], Titles(await client.PageAsync("/admin?show=AwaitingDecision")));
        Assert.Equal(4, Titles(await client.PageAsync("/admin?show=Draft")).Count);
    }

    [Fact]
    public async Task Search_finds_titles_submitters_and_organisations_as_typed()
    {
        await _app.WithDataAsync(async db =>
        {
            Desk.Submitted(db, _submitter, "Legal aid at 100% of ports", _now);
            Desk.Submitted(db, _submitter, "Passeports de compétences", _now, "Ministry of Labour");
            Desk.Submitted(db, await db.Users.SingleAsync(u => u.Id == _submitter.Id), "Housing first", _now);
            await db.SaveChangesAsync();
        });
        var other = await _app.AccountAsync(email: "zoe@example.org");
        await _app.WithDataAsync(async db =>
        {
            Desk.Submitted(db, other, "Radio for returnees", _now);
            await db.SaveChangesAsync();
        });
        var client = await _app.SignedInAsync(Roles.Editor);

        Assert.Equal(["Legal aid at 100% of ports"], Titles(await client.PageAsync("/admin?q=LEGAL")));
        Assert.Equal(["Legal aid at 100% of ports"], Titles(await client.PageAsync("/admin?q=0%25")));
        Assert.Equal(["Passeports de compétences"], Titles(await client.PageAsync("/admin?q=ministry")));
        Assert.Equal(["Passeports de compétences"], Titles(await client.PageAsync("/admin?q=COMPETENCES")));
        Assert.Equal(["Passeports de compétences"], Titles(await client.PageAsync("/admin?q=compétences")));
        Assert.Equal(["Radio for returnees"], Titles(await client.PageAsync("/admin?q=zoe@")));
        Assert.Empty(Titles(await client.PageAsync("/admin?q=%25x")));
        Assert.Contains("Nothing matches", (await client.PageAsync("/admin?q=%25x")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Flags_parked_mail()
    {
        await _app.WithDataAsync(async db =>
        {
            var practice = Desk.Submitted(db, _submitter, "With a bounce", _now);
            db.Outbox.Add(new OutboxMessage
            {
                Id = Guid.NewGuid(), Key = "k", Template = "review-invitation", Language = "en", ToAddress = "x@example.org", ToName = "X", Subject = "S",
                TextBody = "T", HtmlBody = "H", PracticeId = practice.Id, CreatedAt = _now, State = MailState.Parked, NextAttemptAt = _now,
            });
            await db.SaveChangesAsync();
        });

        var page = await (await _app.SignedInAsync(Roles.Administrator)).PageAsync("/admin");

        Assert.Equal(["1 mail parked"], page.QuerySelectorAll(".flag").Select(flag => flag.TextContent));
    }

    [Fact]
    public async Task Pages_hold_25_and_a_page_of_thousands_reads_little()
    {
        await ManyAsync(4000);
        var client = await _app.SignedInAsync(Roles.Editor);

        var second = await client.PageAsync("/admin?p=2");

        Assert.Equal(25, Titles(second).Count);
        Assert.Contains("Page 2 of 160", second.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("/admin?p=1", second.QuerySelector("a[rel=prev]")!.GetAttribute("href"));
        Assert.Empty(Titles(second).Intersect(Titles(await client.PageAsync("/admin"))));
        // Each practice is looked at a few times at most, also when words are searched.
        Assert.InRange(await BlocksAsync(null), 1, 5 * 4000);
        Assert.InRange(await BlocksAsync("practice 39"), 1, 5 * 4000);
    }

    [Fact]
    public async Task The_desk_is_for_editors()
    {
        var (submitter, editor) = (await _app.SignedInAsync(Roles.Submitter), await _app.SignedInAsync(Roles.Editor));
        foreach (var address in new[] { "/admin", "/admin/reviewers", "/admin/reviewers/edit", "/admin/mail", "/admin/audit" })
        {
            using var unknown = await _app.NewClient().GetAsync(address);
            using var refused = await submitter.GetAsync(address);
            using var shown = await editor.GetAsync(address);

            Assert.Equal((address, HttpStatusCode.Redirect), (address, unknown.StatusCode));
            Assert.Equal((address, HttpStatusCode.Redirect), (address, refused.StatusCode));
            Assert.Contains("denied", refused.Headers.Location!.OriginalString, StringComparison.OrdinalIgnoreCase);
            Assert.Equal((address, HttpStatusCode.OK), (address, shown.StatusCode));
        }
    }

    private static List<string> Titles(AngleSharp.Html.Dom.IHtmlDocument page) => [.. page.QuerySelectorAll("tbody th a").Select(a => a.TextContent)];

    private Task ManyAsync(int number) => _app.WithDataAsync(async db =>
    {
        var model = Desk.Submitted(db, _submitter, "Model", _now.AddDays(-5));
        await db.SaveChangesAsync();
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into practices (id, submitter_id, stage, stage_since, stage_due, draft, draft_version, round, created_at, updated_at)
            select gen_random_uuid(), submitter_id, 'InReview', stage_since - make_interval(hours => n), null,
                   jsonb_set(draft, array['title'], to_jsonb('Practice ' || n)) || jsonb_build_object('description', repeat('text ' || n, 800)), 1, 1, created_at, updated_at
            from practices, generate_series(1, {number - 1}) n where id = {model.Id}
            """);
        var reviewer = Desk.Reviewer(db, "Busy");
        await db.SaveChangesAsync();
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into assignments (id, practice_id, round, reviewer_id, is_internal, reasons, state, created_at, due_at, due_version, is_further)
            select gen_random_uuid(), p.id, 1, {reviewer.Id}, true, array[]::text[], 'Accepted', p.created_at, p.created_at + make_interval(hours => (random() * 400)::int), 1, false
            from practices p
            """);
        await db.Database.ExecuteSqlRawAsync("analyze practices; analyze assignments;");
    });

    /// <summary>Blocks of 8 kB that PostgreSQL looks at for the first page.</summary>
    private Task<long> BlocksAsync(string? words) => _app.WithDataAsync(async db =>
    {
        await db.Database.OpenConnectionAsync();
        await using var command = new NpgsqlCommand("explain (analyze, buffers, format json) " + SubmissionQueue.PageSql(words is not null), (NpgsqlConnection)db.Database.GetDbConnection());
        command.Parameters.AddRange(SubmissionQueue.Parameters(new(SubmissionQueue.Open, false, words, 0, 25), _now));
        var plan = JsonNode.Parse((string)(await command.ExecuteScalarAsync())!)![0]!["Plan"]!;
        return (long)plan["Shared Hit Blocks"]! + (long)plan["Shared Read Blocks"]!;
    });
}
