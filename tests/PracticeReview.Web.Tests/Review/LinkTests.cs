using System.Net;
using Microsoft.EntityFrameworkCore;
using PracticeReview.Mail;
using PracticeReview.Matching;
using PracticeReview.Practices;
using PracticeReview.Testing;

namespace PracticeReview.Web.Tests.Review;

public sealed class LinkTests(WebApp app) : IClassFixture<WebApp>
{
    [Theory]
    [InlineData("GET", "")]
    [InlineData("GET", "?answer=accept")]
    [InlineData("GET", "?answer=decline")]
    [InlineData("HEAD", "")]
    [InlineData("HEAD", "?answer=decline")]
    public async Task Looking_at_a_link_changes_nothing(string method, string query)
    {
        var invitation = await app.InviteAsync();
        await app.NewClient().GetAsync("/r/warm-up"); // The first page of all makes the keys of forms.
        var before = await app.RowsAsync();

        for (var time = 0; time < 3; time++)
        {
            using var response = await app.NewClient().SendAsync(new HttpRequestMessage(new(method), invitation.Link + query));
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        Assert.Equal(before, await app.RowsAsync());
    }

    [Theory]
    [InlineData("accept")]
    [InlineData("decline")]
    public async Task A_scanner_that_presses_the_buttons_changes_nothing(string answer)
    {
        var invitation = await app.InviteAsync();
        var client = app.NewClient();
        var address = $"{invitation.Link}?answer={answer}";
        var page = await client.PageAsync(address);
        var before = await app.RowsAsync();

        using var response = await client.SubmitAsync(page, address, button: $"[value={answer}]");

        Assert.Equal(before, await app.RowsAsync());
        Assert.NotNull((await response.PageAsync()).QuerySelector("#problems"));
        Assert.Empty(page.QuerySelectorAll("main input[checked]"));
    }

    [Fact]
    public async Task The_practice_is_not_shown_before_the_declaration()
    {
        var invitation = await app.InviteAsync();
        var html = await (await app.NewClient().GetAsync(invitation.Link)).Content.ReadAsStringAsync();
        Assert.DoesNotContain("SECRET", html);
        // Without knowing whose work it is, nobody can say whether there is a conflict of interest.
        Assert.Contains("City of Dakar", html);
        Assert.Contains("Legal desk for seasonal workers", html);
        Assert.Contains("Dakar time", html);
    }

    [Fact]
    public async Task Accepting_binds_this_browser_and_opens_the_review()
    {
        var invitation = await app.InviteAsync();
        var client = app.NewClient();
        await client.AcceptAsync(invitation);

        Assert.Equal(AssignmentState.Accepted, (await app.AssignmentAsync(invitation)).State);
        Assert.Contains("SECRET-DESCRIPTION", (await client.PageAsync(invitation.Page)).QuerySelector("#practice")!.TextContent);
        // The link now leads this browser straight to the review, and another one to a button.
        Assert.Equal(invitation.Page, (await client.GetAsync(invitation.Link)).Headers.Location?.ToString());
        var other = app.NewClient();
        using var opened = await other.SubmitAsync(invitation.Link, button: "[value=continue]");
        Assert.Equal(invitation.Page, opened.Headers.Location?.ToString());
        await other.PageAsync(invitation.Page);
    }

    [Fact]
    public async Task A_declared_conflict_is_a_no_and_recorded_as_one()
    {
        var invitation = await app.InviteAsync();
        using var response = await app.NewClient().SubmitAsync(invitation.Link, new Dictionary<string, string?> { ["Conflict"] = "some" }, button: "[value=accept]");

        var assignment = await app.AssignmentAsync(invitation);
        Assert.Equal((AssignmentState.Declined, "Conflict of interest."), (assignment.State, assignment.EndReason));
        Assert.Equal("invitation.conflict", await app.WithDataAsync(db => db.AuditEntries.Where(a => a.AssignmentId == invitation.AssignmentId).Select(a => a.Action).SingleAsync()));
        Assert.Equal(HttpStatusCode.Gone, (await app.NewClient().GetAsync(invitation.Link)).StatusCode);
    }

    [Fact]
    public async Task A_conflict_with_an_organisation_of_the_practice_is_remembered()
    {
        var invitation = await app.InviteAsync();
        using var response = await app.NewClient().SubmitAsync(
            invitation.Link, new Dictionary<string, string?> { ["Conflict"] = "some", ["ConflictWith"] = "City of Dakar" }, button: "[value=accept]");

        var reviewerId = (await app.AssignmentAsync(invitation)).ReviewerId;
        var reviewer = await app.WithDataAsync(db => db.Reviewers.SingleAsync(r => r.Id == reviewerId));
        Assert.Equal(["City of Dakar"], reviewer.ConflictOrganisations);
    }

    [Fact]
    public async Task A_conflict_with_an_organisation_of_another_practice_is_not_taken()
    {
        var invitation = await app.InviteAsync();
        using var response = await app.NewClient().SubmitAsync(
            invitation.Link, new Dictionary<string, string?> { ["Conflict"] = "some", ["ConflictWith"] = "Somebody Else" }, button: "[value=accept]");

        var reviewerId = (await app.AssignmentAsync(invitation)).ReviewerId;
        Assert.Empty(await app.WithDataAsync(db => db.Reviewers.Where(r => r.Id == reviewerId).Select(r => r.ConflictOrganisations).SingleAsync()));
    }

    [Fact]
    public async Task Declining_takes_a_reason_and_a_colleague()
    {
        var invitation = await app.InviteAsync();
        var values = new Dictionary<string, string?> { ["Reason"] = "NoTime", ["Note"] = "On leave <b>", ["Colleague"] = "Li Wei" };
        using var response = await app.NewClient().SubmitAsync(invitation.Link + "?answer=decline", values, button: "[value=decline]");

        var assignment = await app.AssignmentAsync(invitation);
        Assert.Equal(("No time before the due date: On leave <b>", "Li Wei"), (assignment.EndReason, assignment.SuggestedColleague));
        Assert.Contains("Thank you for telling us", (await response.PageAsync()).QuerySelector("h1")!.TextContent);
    }

    [Theory]
    [InlineData("7")]
    [InlineData("Whatever")]
    public async Task A_reason_that_is_not_offered_is_refused(string reason)
    {
        var invitation = await app.InviteAsync();
        using var response = await app.NewClient().SubmitAsync(
            invitation.Link + "?answer=decline", new Dictionary<string, string?> { ["Reason"] = reason }, button: "[value=decline]");
        Assert.Equal(AssignmentState.Invited, (await app.AssignmentAsync(invitation)).State);
    }

    [Theory]
    [InlineData("/r")]
    [InlineData("/r/x")]
    [InlineData("/r/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("/r/'%22%3Cscript%3E")]
    [InlineData("/r/..%2f..%2fetc%2fpasswd")]
    public async Task A_link_that_is_none_explains_itself(string address)
    {
        using var response = await app.NewClient().GetAsync(address);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("This link does not work", (await response.PageAsync()).QuerySelector("h1")!.TextContent);
    }

    [Theory]
    [InlineData(AssignmentState.Replaced, "Another reviewer was asked instead")]
    [InlineData(AssignmentState.Closed, "This review is no longer needed")]
    [InlineData(AssignmentState.Declined, "You declined this review")]
    public async Task A_used_up_link_explains_itself(AssignmentState state, string heading)
    {
        var invitation = await app.InviteAsync();
        await app.WithDataAsync(async db =>
        {
            var assignment = await db.Assignments.SingleAsync(a => a.Id == invitation.AssignmentId);
            switch (state)
            {
                case AssignmentState.Replaced: assignment.Replace("Silence.", app.Time.GetUtcNow()); break;
                case AssignmentState.Closed: assignment.Close("Decided.", app.Time.GetUtcNow()); break;
                default: assignment.Decline("No time.", null, app.Time.GetUtcNow()); break;
            }

            await db.SaveChangesAsync();
        });

        using var response = await app.NewClient().GetAsync(invitation.Link);
        Assert.Equal(HttpStatusCode.Gone, response.StatusCode);
        Assert.Contains(heading, (await response.PageAsync()).QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task An_invitation_to_a_round_that_is_over_can_not_be_accepted()
    {
        var invitation = await app.InviteAsync();
        var client = app.NewClient();
        var page = await client.PageAsync(invitation.Link);
        await app.WithDataAsync(async db =>
        {
            (await db.Practices.SingleAsync(p => p.Id == invitation.PracticeId)).Withdraw(app.Time.GetUtcNow());
            await db.SaveChangesAsync();
        });

        using var response = await client.SubmitAsync(page, invitation.Link, new Dictionary<string, string?> { ["Conflict"] = "none" }, button: "[value=accept]");
        Assert.Equal(HttpStatusCode.Gone, response.StatusCode);
        Assert.Equal(AssignmentState.Invited, (await app.AssignmentAsync(invitation)).State);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_link_that_ended_offers_a_fresh_one_to_the_invited_address_and_rarely(bool revoked)
    {
        var invitation = await app.InviteAsync();
        await app.WithDataAsync(db => revoked
            ? db.ReviewLinks.Where(l => l.AssignmentId == invitation.AssignmentId).ExecuteUpdateAsync(set => set.SetProperty(l => l.RevokedAt, app.Time.GetUtcNow()))
            : db.ReviewLinks.Where(l => l.AssignmentId == invitation.AssignmentId).ExecuteUpdateAsync(set => set.SetProperty(l => l.ExpiresAt, app.Time.GetUtcNow())));
        var client = app.NewClient();
        using var ended = await client.GetAsync(invitation.Link);
        Assert.Equal(HttpStatusCode.Gone, ended.StatusCode);
        var page = await ended.PageAsync();
        Assert.Contains(revoked ? "replaced by a newer one" : "has expired", page.QuerySelector("h1")!.TextContent);

        for (var time = 0; time < 3; time++)
        {
            using var asked = await client.SubmitAsync(page, invitation.Link, button: "[value=fresh]");
            Assert.Contains("Please look into your mailbox", (await asked.PageAsync()).QuerySelector(".notice-good")!.TextContent);
        }

        var mail = await app.WithDataAsync(db => db.Outbox.SingleAsync(m => m.AssignmentId == invitation.AssignmentId));
        Assert.Equal("review-link", mail.Template);
        Assert.Equal(await app.WithDataAsync(db => db.Reviewers.Where(r => r.Id == invitation.ReviewerId).Select(r => r.Email).SingleAsync()), mail.ToAddress);

        await app.RunAsync<OutboxDispatcher>(dispatcher => dispatcher.RunAsync(default));
        var mime = await app.WithDataAsync(db => db.Mailbox.Where(m => m.Id == mail.Id).Select(m => m.Mime).SingleAsync());
        var text = (await MimeKit.MimeMessage.LoadAsync(new MemoryStream(mime))).TextBody!;
        var fresh = System.Text.RegularExpressions.Regex.Match(text, "/r/[A-Za-z0-9_-]{43}").Value;
        Assert.NotEqual(invitation.Link, fresh);
        await app.NewClient().AcceptAsync(invitation with { Token = fresh[3..] });
    }

    [Fact]
    public async Task Who_lost_the_link_has_a_fresh_one_mailed_to_the_invited_address_and_nobody_learns_who_reviews()
    {
        var invitation = await app.InviteAsync();
        var email = await app.WithDataAsync(db => db.Reviewers.Where(r => r.Id == invitation.ReviewerId).Select(r => r.Email).SingleAsync());
        var client = app.NewClient();
        foreach (var address in new[] { "/r/abc", invitation.Page })
        {
            Assert.NotNull((await (await client.GetAsync(address)).PageAsync()).QuerySelector("a[href='/review/new-link']"));
        }

        using var wrong = await client.SubmitAsync("/review/new-link", new Dictionary<string, string?> { ["Address"] = "nobody" });
        Assert.Contains("Enter the e-mail address", (await wrong.PageAsync()).QuerySelector("#Address-error")!.TextContent, StringComparison.Ordinal);
        using var stranger = await client.SubmitAsync("/review/new-link", new Dictionary<string, string?> { ["Address"] = "stranger@example.org" });
        using var asked = await client.SubmitAsync("/review/new-link", new Dictionary<string, string?> { ["Address"] = " " + email.ToUpperInvariant() });
        using var again = await client.SubmitAsync("/review/new-link", new Dictionary<string, string?> { ["Address"] = email });

        Assert.Equal((await stranger.PageAsync()).QuerySelector("main")!.TextContent, (await asked.PageAsync()).QuerySelector("main")!.TextContent);
        Assert.Equal("review-link", (await app.WithDataAsync(db => db.Outbox.SingleAsync(m => m.AssignmentId == invitation.AssignmentId))).Template);
        Assert.False(await app.WithDataAsync(db => db.Outbox.AnyAsync(m => m.ToAddress == "stranger@example.org")));
    }

    [Fact]
    public async Task A_link_revoked_later_ends_the_browsers_that_came_by_it()
    {
        var invitation = await app.InviteAsync();
        var client = app.NewClient();
        await client.AcceptAsync(invitation);
        await app.WithDataAsync(db => db.ReviewLinks.Where(l => l.AssignmentId == invitation.AssignmentId)
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.RevokedAt, app.Time.GetUtcNow())));
        Assert.Equal(HttpStatusCode.Gone, (await client.GetAsync(invitation.Page)).StatusCode);
    }

    [Fact]
    public async Task A_link_opens_one_assignment_and_nothing_else()
    {
        var (mine, other) = (await app.InviteAsync(), await app.InviteAsync());
        await app.NewClient().AcceptAsync(other);
        var client = app.NewClient();
        await client.AcceptAsync(mine);

        foreach (var part in new[] { "", "/check", "/done", "/decline" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(other.Page + part)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await app.NewClient().GetAsync(mine.Page + part)).StatusCode);
        }

        // Nor does the cookie of one under the name of the other.
        using var accepted = await app.NewClient().SubmitAsync(mine.Link, button: "[value=continue]");
        var cookie = accepted.Headers.GetValues("Set-Cookie").First(c => c.StartsWith("review-", StringComparison.Ordinal)).Split(';')[0];
        var forged = new HttpRequestMessage(HttpMethod.Get, other.Page);
        forged.Headers.Add("Cookie", $"review-{other.AssignmentId:N}={cookie[(cookie.IndexOf('=') + 1)..]}");
        Assert.Equal(HttpStatusCode.NotFound, (await app.NewClient().SendAsync(forged)).StatusCode);
    }

    [Fact]
    public async Task The_token_stands_nowhere_but_in_the_link()
    {
        var invitation = await app.InviteAsync();
        var client = app.NewClient();
        foreach (var address in new[] { invitation.Link, invitation.Link + "?answer=decline" })
        {
            using var page = await client.GetAsync(address);
            Assert.DoesNotContain(invitation.Token, await page.Content.ReadAsStringAsync());
            Assert.DoesNotContain(invitation.Token, page.Headers.ToString());
            Assert.Equal("no-referrer", page.Headers.GetValues("Referrer-Policy").Single());
            Assert.True(page.Headers.CacheControl!.NoStore);
        }

        await client.AcceptAsync(invitation);
        using var score = await client.GetAsync(invitation.Page);
        Assert.DoesNotContain(invitation.Token, await score.Content.ReadAsStringAsync());
        using var unknown = await client.GetAsync("/r/" + invitation.Token[1..] + "A");
        Assert.DoesNotContain(invitation.Token[1..], await unknown.Content.ReadAsStringAsync());
        Assert.DoesNotContain(invitation.Token, await app.RowsAsync());
    }

    [Theory]
    [InlineData("es", "¿Tiene un conflicto de intereses")]
    [InlineData("fr", "Avez-vous un conflit d’intérêts")]
    public async Task Reviewers_read_their_own_language_unless_they_choose_another(string language, string question)
    {
        var invitation = await app.InviteAsync(language);
        Assert.Contains(question, (await app.NewClient().PageAsync(invitation.Link)).Body!.TextContent);
        Assert.Contains("Do you have a conflict of interest", (await app.NewClient().PageAsync(invitation.Link + "?culture=en")).Body!.TextContent);
    }
}
