using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PracticeReview.Accounts;
using PracticeReview.Audit;
using PracticeReview.Data.Flow;
using PracticeReview.Matching;
using PracticeReview.Practices;
using PracticeReview.Testing;

namespace PracticeReview.Web.Tests.Admin;

public sealed class ActionTests(ReviewDeskApp app) : IClassFixture<ReviewDeskApp>
{
    [Fact]
    public async Task Reminding_sends_a_mail_and_is_recorded()
    {
        var (id, one) = await InvitedAsync();

        await DoAsync($"/admin/submissions/{id}/reviewers/{one.Id}/remind", new() { ["Reason"] = "Away last week" });

        Assert.Equal(1, await app.MailsAsync(id, "invitation-reminder"));
        var entry = Assert.Single(await app.AuditAsync(id, "reviewer.reminded"));
        Assert.Equal(("Editor of tests", "Away last week", one.Id), (entry.Actor, entry.Reason, entry.AssignmentId));
    }

    [Fact]
    public async Task A_step_that_was_given_up_is_tried_again_when_an_editor_says_so()
    {
        var (id, _) = await InvitedAsync();
        var address = $"/admin/submissions/{id}/try-again";
        using var before = await app.Editor.GetAsync(address);
        Assert.Contains("No step of the workflow has failed.", (await before.PageAsync()).Body!.TextContent, StringComparison.Ordinal);
        var correlation = id.ToString();
        await app.WithDataAsync(db => db.Database.ExecuteSqlAsync(
            $"update workflow_bookmarks set attempts = 6, parked = true where due_at is not null and instance_id in (select id from workflow_instances where correlation_id = {correlation})"));

        await DoAsync(address, new() { ["Reason"] = "The cause is mended" });

        Assert.Equal(0, await app.WithDataAsync(db => db.WorkflowBookmarks.CountAsync(b => b.Parked || b.Attempts > 0)));
        Assert.Equal("The cause is mended", Assert.Single(await app.AuditAsync(id, "workflow.tried-again")).Reason);
    }

    [Fact]
    public async Task A_submitter_reads_scores_and_comments_by_criterion_once_it_is_decided()
    {
        var (id, _) = await InvitedAsync();
        using var submitter = await app.SignedInAsync(app.Submitter);
        var assignments = await app.AssignmentsAsync(id);
        await app.ReviewAsync(id, assignments[0].Id, 4);
        Assert.DoesNotContain("Figures, but no source.", (await submitter.PageAsync($"/submissions/{id}")).Body!.TextContent, StringComparison.Ordinal);
        await app.ReviewAsync(id, assignments[1].Id, 5);
        await app.ReviewAsync(id, assignments[2].Id, 5);

        var feedback = (await submitter.PageAsync($"/submissions/{id}")).QuerySelector(".by-criterion")!.TextContent;

        Assert.Contains("4 of 5", feedback, StringComparison.Ordinal);
        Assert.Contains("could not judge", feedback, StringComparison.Ordinal);
        Assert.Contains("Figures, but no source.", feedback, StringComparison.Ordinal);
        Assert.DoesNotContain("Between us", feedback, StringComparison.Ordinal);
        Assert.All(Enumerable.Range(1, 8), n => Assert.DoesNotContain($"r{n}@", feedback, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_cancelled_workflow_starts_again_with_the_reviewers_and_reviews_that_are_there()
    {
        var (id, one) = await InvitedAsync();
        var address = $"/admin/submissions/{id}/start-over";
        using var before = await app.Editor.GetAsync(address);
        Assert.Contains("The workflow is under way.", (await before.PageAsync()).Body!.TextContent, StringComparison.Ordinal);
        await app.ReviewAsync(id, one.Id, 4);
        var correlation = id.ToString();
        var instance = await app.WithDataAsync(db => db.WorkflowInstances.Where(i => i.CorrelationId == correlation).Select(i => i.Id).SingleAsync());
        await app.InScopeAsync(async services => await services.GetRequiredService<InstanceControl>().CancelAsync(instance, new Actor(Guid.NewGuid(), "Ana"), default));
        var reviewers = (await app.AssignmentsAsync(id)).Select(a => a.ReviewerId).ToList();
        var invitations = await app.MailsAsync(id, "review-invitation");
        var stopped = (await app.Editor.PageAsync($"/admin/submissions/{id}")).Body!.TextContent;
        Assert.Contains("The workflow was cancelled", stopped, StringComparison.Ordinal);
        Assert.DoesNotContain("goes on by itself", stopped, StringComparison.Ordinal);
        using (var refused = await app.Editor.SubmitAsync(address))
        {
            Assert.Contains("Say why", (await refused.PageAsync()).Body!.TextContent, StringComparison.Ordinal);
        }

        await DoAsync(address, new() { ["Reason"] = "Cancelled by mistake" });
        using var twice = await app.Editor.GetAsync(address);

        Assert.Contains("The workflow is under way.", (await twice.PageAsync()).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Cancelled by mistake", Assert.Single(await app.AuditAsync(id, "workflow.started-over")).Reason);
        Assert.Equal(reviewers, (await app.AssignmentsAsync(id)).Select(a => a.ReviewerId));
        Assert.Equal(invitations, await app.MailsAsync(id, "review-invitation"));
        foreach (var other in (await app.AssignmentsAsync(id)).Where(a => a.Id != one.Id))
        {
            await app.ReviewAsync(id, other.Id, 5);
        }

        Assert.Equal(PracticeStage.Published, await app.WithDataAsync(db => db.Practices.Where(p => p.Id == id).Select(p => p.Stage).SingleAsync()));
    }

    [Fact]
    public async Task A_fresh_link_ends_those_before_it_and_no_other_reviewers()
    {
        var (id, one) = await InvitedAsync();
        var other = (await app.AssignmentsAsync(id))[1];
        var now = app.Time.GetUtcNow();
        await app.WithDataAsync(async db =>
        {
            db.ReviewLinks.Add(new ReviewLink(Guid.NewGuid(), one.Id, ReviewLink.Hash(ReviewLink.NewToken()), null, now.AddDays(90), now));
            db.ReviewLinks.Add(new ReviewLink(Guid.NewGuid(), other.Id, ReviewLink.Hash(ReviewLink.NewToken()), null, now.AddDays(90), now));
            await db.SaveChangesAsync();
        });
        var before = await app.MailsAsync(id, "review-invitation");

        await DoAsync($"/admin/submissions/{id}/reviewers/{one.Id}/invite-again", []);

        var links = await app.WithDataAsync(db => db.ReviewLinks.AsNoTracking().Where(l => l.AssignmentId == one.Id || l.AssignmentId == other.Id).ToListAsync());
        Assert.False(links.Single(l => l.AssignmentId == one.Id).OpensAt(now));
        Assert.True(links.Single(l => l.AssignmentId == other.Id).OpensAt(now));
        Assert.Equal(before + 1, await app.MailsAsync(id, "review-invitation"));
        Assert.Single(await app.AuditAsync(id, "reviewer.link-renewed"));
    }

    [Fact]
    public async Task Replacing_asks_the_chosen_reviewer_instead()
    {
        var (id, one) = await InvitedAsync();
        var address = $"/admin/submissions/{id}/reviewers/{one.Id}/replace";
        var page = await app.Editor.PageAsync(address);
        var chosen = page.QuerySelectorAll("#Successor option").Last().GetAttribute("value")!;

        using var without = await app.Editor.SubmitAsync(page, address, new Dictionary<string, string?> { ["Successor"] = chosen });
        Assert.Contains("Say why", (await without.PageAsync()).Body!.TextContent, StringComparison.Ordinal);
        await DoAsync(address, new() { ["Successor"] = chosen, ["Reason"] = "On leave" });

        var all = await app.AssignmentsAsync(id);
        var gone = all.Single(a => a.Id == one.Id);
        Assert.Equal((AssignmentState.Replaced, "On leave"), (gone.State, gone.EndReason));
        Assert.Equal(AssignmentState.Invited, all.Single(a => a.ReviewerId == Guid.Parse(chosen)).State);
        Assert.Equal(4, all.Count);
        Assert.Equal("On leave", Assert.Single(await app.AuditAsync(id, "reviewer.replaced")).Reason);
    }

    [Fact]
    public async Task Extending_moves_the_due_date_to_the_end_of_the_day_and_tells_the_reviewer()
    {
        var (id, one) = await InvitedAsync();
        var address = $"/admin/submissions/{id}/reviewers/{one.Id}/extend";

        using var past = await app.Editor.SubmitAsync(address, new Dictionary<string, string?> { ["Day"] = "2020-01-01" });
        Assert.Contains("after the present due date", (await past.PageAsync()).Body!.TextContent, StringComparison.Ordinal);
        var day = DateOnly.FromDateTime(one.DueAt!.Value.UtcDateTime).AddDays(5);
        await DoAsync(address, new() { ["Day"] = day.ToString("yyyy-MM-dd") });

        var after = (await app.AssignmentsAsync(id)).Single(a => a.Id == one.Id);
        Assert.Equal(new DateTimeOffset(day.ToDateTime(new(23, 59)), TimeSpan.Zero), after.DueAt);
        Assert.Equal(2, after.DueVersion);
        Assert.Equal(1, await app.MailsAsync(id, "due-extended"));
        Assert.Single(await app.AuditAsync(id, "reviewer.due-extended"));
    }

    [Fact]
    public async Task Stopping_leads_to_an_editors_decision_which_publishes()
    {
        var (id, one) = await InvitedAsync();
        await app.ReviewAsync(id, one.Id, 4);
        var early = await app.Editor.PageAsync($"/admin/submissions/{id}/decide");
        Assert.Contains("stop collecting first", early.Body!.TextContent, StringComparison.Ordinal);
        Assert.Null(early.QuerySelector("main form"));

        await DoAsync($"/admin/submissions/{id}/stop", new() { ["Reason"] = "Urgent call" });
        Assert.Equal(PracticeStage.AwaitingDecision, await StageAsync(id));
        await DoAsync($"/admin/submissions/{id}/decide", new() { ["Outcome"] = "Publish", ["Reason"] = "Convincing", ["Feedback"] = "" });

        Assert.Equal(PracticeStage.Published, await StageAsync(id));
        Assert.Equal("Convincing", Assert.Single(await app.AuditAsync(id, "decision.editor")).Reason);
        var page = await app.Editor.PageAsync($"/admin/submissions/{id}");
        Assert.Contains("It is decided.", page.QuerySelector(".action-list")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Handed in the review.", page.QuerySelector("#timeline")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Show the costs.", page.QuerySelector("#reviewers")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("4", page.QuerySelector(".heat tbody .score")!.TextContent);
    }

    [Fact]
    public async Task A_revision_needs_words_to_the_submitter()
    {
        var (id, _) = await InvitedAsync();
        await DoAsync($"/admin/submissions/{id}/stop", new() { ["Reason"] = "Test" });

        using var silent = await app.Editor.SubmitAsync($"/admin/submissions/{id}/decide", new Dictionary<string, string?> { ["Outcome"] = "Revise", ["Reason"] = "Thin" });
        Assert.Contains("Tell the submitter what to revise.", (await silent.PageAsync()).Body!.TextContent, StringComparison.Ordinal);
        await DoAsync($"/admin/submissions/{id}/decide", new() { ["Outcome"] = "Revise", ["Reason"] = "Thin", ["Feedback"] = "Add the costs." });

        Assert.Equal(PracticeStage.AwaitingRevision, await StageAsync(id));
        Assert.Equal(1, await app.MailsAsync(id, "revision-requested"));
    }

    [Fact]
    public async Task A_message_to_the_submitter_goes_once_however_often_the_form_arrives()
    {
        var (id, _) = await InvitedAsync();
        var address = $"/admin/submissions/{id}/write";
        var page = await app.Editor.PageAsync(address);
        for (var click = 0; click < 2; click++)
        {
            using var response = await app.Editor.SubmitAsync(page, address, new Dictionary<string, string?> { ["Message"] = "Thank you for the annex." });
            Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        }

        Assert.Equal(1, await app.MailsAsync(id, "message-from-editor"));
        Assert.Equal("Thank you for the annex.", Assert.Single(await app.AuditAsync(id, "submitter.written")).Reason);
    }

    [Fact]
    public async Task What_happened_meanwhile_stops_an_action_and_is_named()
    {
        var (id, one) = await InvitedAsync();
        var address = $"/admin/submissions/{id}/reviewers/{one.Id}/replace";
        var opened = await app.Editor.PageAsync(address);
        app.Time.Advance(TimeSpan.FromMinutes(1));
        await DoAsync($"/admin/submissions/{id}/reviewers/{one.Id}/remind", []);

        using var response = await app.Editor.SubmitAsync(opened, address, new Dictionary<string, string?> { ["Reason"] = "Silent" });

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("was reminded", (await response.PageAsync()).QuerySelector("#problems")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(AssignmentState.Invited, (await app.AssignmentsAsync(id)).Single(a => a.Id == one.Id).State);
        Assert.Empty(await app.AuditAsync(id, "reviewer.replaced"));
    }

    [Fact]
    public async Task Nobody_but_editors_acts_and_nothing_without_the_antiforgery_token()
    {
        var (id, one) = await InvitedAsync();
        var address = $"/admin/submissions/{id}/reviewers/{one.Id}/remind";
        var fields = new Dictionary<string, string> { ["Seen"] = "0", ["Reason"] = "x" };
        foreach (var client in new[] { app.NewClient(), await app.SignedInAsync(Roles.Submitter) })
        {
            using var refused = await client.PostAsync(address, new FormUrlEncodedContent(fields));
            Assert.NotEqual(HttpStatusCode.OK, refused.StatusCode);
        }

        using var forged = await app.Editor.PostAsync(address, new FormUrlEncodedContent(fields));

        Assert.NotEqual(HttpStatusCode.OK, forged.StatusCode);
        Assert.Equal(0, await app.MailsAsync(id, "invitation-reminder"));
        Assert.Empty(await app.AuditAsync(id, "reviewer.reminded"));
    }

    [Fact]
    public async Task Forged_ids_are_not_found()
    {
        var (id, one) = await InvitedAsync();
        var (other, _) = await InvitedAsync();
        var draft = Guid.NewGuid();
        await app.WithDataAsync(async db =>
        {
            db.Practices.Add(new Practice(draft, app.Submitter.Id, "en", app.Time.GetUtcNow()));
            await db.SaveChangesAsync();
        });
        foreach (var address in new[]
        {
            $"/admin/submissions/{Guid.NewGuid()}", $"/admin/submissions/{draft}", $"/admin/submissions/{draft}/decide",
            $"/admin/submissions/{other}/reviewers/{one.Id}/remind", $"/admin/submissions/{id}/reviewers/{Guid.NewGuid()}/replace", $"/admin/reviewers/edit/{Guid.NewGuid()}",
        })
        {
            using var response = await app.Editor.GetAsync(address);
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        }
    }

    [Fact]
    public async Task The_page_says_what_is_waited_for_and_shows_hostile_text_as_text()
    {
        var (id, _) = await InvitedAsync();

        var page = await app.Editor.PageAsync($"/admin/submissions/{id}");

        Assert.Equal(3, page.QuerySelectorAll(".case-aside .sheet-quiet li").Length);
        Assert.Contains("answer of Reviewer", page.QuerySelector(".case-aside")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("<script>alert(1)</script>", page.QuerySelector("#text")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("main script"));
        Assert.Contains("Invitations were sent.", page.QuerySelector("#timeline")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("://", page.QuerySelector("#mails")!.TextContent, StringComparison.Ordinal);
    }

    private async Task<(Guid Id, Assignment One)> InvitedAsync()
    {
        var id = await app.SubmissionAsync();
        return (id, (await app.AssignmentsAsync(id))[0]);
    }

    private Task<PracticeStage> StageAsync(Guid id) => app.WithDataAsync(db => db.Practices.Where(p => p.Id == id).Select(p => p.Stage).SingleAsync());

    private async Task DoAsync(string address, Dictionary<string, string?> values)
    {
        using var response = await app.Editor.SubmitAsync(address, values);
        if (response.StatusCode != HttpStatusCode.Redirect)
        {
            Assert.Fail((await response.PageAsync()).QuerySelector("main")?.TextContent ?? response.StatusCode.ToString());
        }
    }
}
