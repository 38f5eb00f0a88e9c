using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using PracticeReview.Criteria;
using PracticeReview.Matching;
using PracticeReview.Practices;
using PracticeReview.Reviews;
using PracticeReview.Testing;

namespace PracticeReview.Web.Tests.Review;

public sealed class ScoreTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task Every_criterion_shows_its_question_and_all_anchors()
    {
        var (client, invitation) = await AcceptedAsync();
        var page = await client.PageAsync(invitation.Page);
        foreach (var criterion in Rubric.Default.Criteria)
        {
            var field = page.GetElementById("score-" + criterion.Key)!;
            Assert.Contains(criterion.Question.English, field.TextContent);
            Assert.All(criterion.Anchors, anchor => Assert.Contains(anchor.English, field.TextContent));
            Assert.Equal(6, field.QuerySelectorAll(".levels input[type=radio]").Length);
        }

        Assert.Contains(Vocabulary.Objective(15)!.Title("en"), page.GetElementById("score-relevant")!.TextContent);
        Assert.Contains("0 of 9 scored", page.QuerySelector(".review-progress")!.TextContent);
        Assert.Contains("<script>alert(1)</script>", page.GetElementById("practice")!.TextContent);
    }

    /// <summary>Questions, what is missing, and what can't be kept go by the assignment's own version.</summary>
    [Fact]
    public async Task A_round_with_a_rubric_of_its_own_is_scored_by_that()
    {
        var version = new RubricVersion(Guid.CreateVersion7(), 1, Rubric.Default with { Key = "short", Criteria = [Rubric.Default.Criterion("innovative")!] }, "Ada", app.Time.GetUtcNow());
        version.Publish(app.Time.GetUtcNow());
        await app.WithDataAsync(async db =>
        {
            db.RubricVersions.Add(version);
            await db.SaveChangesAsync();
        });
        var client = app.NewClient();
        var invitation = await app.InviteAsync(rubricVersion: version.Id);
        Assert.Contains("for one criterion", (await client.PageAsync(invitation.Link)).Body!.TextContent);
        await client.AcceptAsync(invitation);

        var page = await client.PageAsync(invitation.Page);
        Assert.Equal(["score-innovative"], page.QuerySelectorAll("[data-criterion]").Select(field => field.Id));
        var review = Desk.Complete().Where(field => !field.Key.StartsWith("score-", StringComparison.Ordinal) || field.Key == "score-innovative").ToDictionary();
        using (var strange = await client.SubmitAsync(invitation.Page, Desk.Complete()))
        {
            Assert.Equal(HttpStatusCode.BadRequest, strange.StatusCode);
        }

        using var saved = await client.SubmitAsync(invitation.Page, review, button: "[value=check]");
        Assert.Equal(invitation.Page + "/check", saved.Headers.Location?.ToString());
        using var sent = await client.SubmitAsync(invitation.Page + "/check");
        Assert.Equal(["innovative"], (await app.ReviewAsync(invitation))!.Submitted!.Answers.Select(answer => answer.Criterion));
    }

    [Fact]
    public async Task A_practice_written_from_right_to_left_is_shown_so()
    {
        var (client, invitation) = await AcceptedAsync(writtenIn: "ar", title: "مكتب المشورة القانونية");
        var page = await client.PageAsync(invitation.Page);
        Assert.Equal("ar", page.QuerySelector("h1")!.GetAttribute("lang"));
        Assert.NotEmpty(page.QuerySelectorAll("#practice [dir=rtl][lang=ar]"));
        Assert.Equal("ltr", page.DocumentElement.GetAttribute("dir"));
    }

    [Fact]
    public async Task A_review_is_saved_checked_submitted_and_changed()
    {
        var (client, invitation) = await AcceptedAsync();
        using var saved = await client.SubmitAsync(invitation.Page, Desk.Complete(), button: "[value=check]");
        Assert.Equal(invitation.Page + "/check", saved.Headers.Location?.ToString());
        Assert.Equal(AssignmentState.Accepted, (await app.AssignmentAsync(invitation)).State);

        using var submitted = await client.SubmitAsync(invitation.Page + "/check");
        Assert.Equal(invitation.Page + "/done", submitted.Headers.Location?.ToString());
        Assert.Equal(AssignmentState.Reviewed, (await app.AssignmentAsync(invitation)).State);
        Assert.Contains("Thank you", (await client.PageAsync(invitation.Page + "/done")).QuerySelector("h1")!.TextContent);

        await client.SubmitAsync(invitation.Page, Desk.Complete(2, Recommendation.ReviseAndResubmit), button: "[value=stay]");
        Assert.Equal(4, (await app.ReviewAsync(invitation))!.Submitted!.Answers[0].Score);
        Assert.Contains("You changed it since", (await client.PageAsync(invitation.Page)).Body!.TextContent);
    }

    [Fact]
    public async Task Objectives_and_principles_are_answered_one_by_one_or_not_at_all()
    {
        var (client, invitation) = await AcceptedAsync();
        var answers = Desk.Complete().Append(new("objective-15", "no")).Append(new("principle-human-rights", "yes")).Append(new("principle-child-sensitive", "na")).ToDictionary();
        using var saved = await client.SubmitAsync(invitation.Page, answers, button: "[value=check]");

        var check = await client.PageAsync(invitation.Page + "/check");
        var form = await client.PageAsync(invitation.Page);
        var draft = (await app.ReviewAsync(invitation))!.Draft;

        Assert.Equal([new ObjectiveAnswer(15, false)], draft.Objectives);
        Assert.Equal([new PrincipleAnswer("child-sensitive", PrincipleFinding.NotApplicable), new PrincipleAnswer("human-rights", PrincipleFinding.Reflected)], draft.Principles);
        Assert.Contains("Not shown", check.QuerySelector(".facts")!.TextContent);
        Assert.Contains("Not applicable", check.QuerySelector(".facts")!.TextContent);
        Assert.True(form.QuerySelector<IHtmlInputElement>("[name=objective-15][value=no]")!.IsChecked);
        Assert.NotNull(form.QuerySelector("#score-coherent details[open]"));
        Assert.Contains("9 of 9 scored", form.QuerySelector(".review-progress")!.TextContent);

        await client.SubmitAsync(invitation.Page, new Dictionary<string, string?> { ["objective-15"] = "", ["principle-human-rights"] = "" }, button: "[value=stay]");
        Assert.Empty((await app.ReviewAsync(invitation))!.Draft.Objectives);
    }

    [Theory]
    [InlineData("objective-15", "perhaps")]
    [InlineData("objective-99", "yes")]
    [InlineData("principle-kindness", "yes")]
    public async Task An_answer_that_the_form_does_not_offer_is_refused(string name, string value)
    {
        var (client, invitation) = await AcceptedAsync();

        using var response = await client.SubmitAsync(invitation.Page, Desk.Complete().Append(new(name, value)).ToDictionary(), button: "[value=stay]");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("Choose one of the answers offered.", (await response.PageAsync()).QuerySelector("main")!.TextContent);
        Assert.Null(await app.ReviewAsync(invitation));
    }

    [Fact]
    public async Task A_reviewer_opens_the_files_of_the_round_and_only_after_accepting()
    {
        var client = app.NewClient();
        var invitation = await app.InviteAsync();
        var (shown, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await app.WithDataAsync(async db =>
        {
            var assignment = await db.Assignments.SingleAsync(a => a.Id == invitation.AssignmentId);
            var revision = await db.Revisions.SingleAsync(r => r.PracticeId == assignment.PracticeId && r.Round == assignment.Round);
            db.Entry(revision).Property(r => r.Content).CurrentValue =
                revision.Content with { Files = [new AttachedFile(shown, "a.png", "image/png", 9) { Description = "A desk", Width = 2, Height = 1 }] };
            db.Files.Add(new StoredFile(shown, assignment.PracticeId, "a.png", "image/png", new string('a', 64), Pictures.Drawing(), app.Time.GetUtcNow()));
            db.Files.Add(new StoredFile(other, assignment.PracticeId, "b.pdf", "application/pdf", new string('b', 64), Pictures.Pdf(), app.Time.GetUtcNow()));
            await db.SaveChangesAsync();
        });
        var file = $"/review/{invitation.AssignmentId}/files/{shown}";

        await client.PageAsync(invitation.Link);
        var before = await client.GetAsync(file);
        await client.AcceptAsync(invitation);
        var page = await client.PageAsync(invitation.Page);
        var after = await client.GetAsync(file);

        Assert.Equal(HttpStatusCode.NotFound, before.StatusCode);
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
        Assert.Equal(Pictures.Drawing(), await after.Content.ReadAsByteArrayAsync());
        Assert.Equal((file, "A desk"), page.QuerySelector("#practice img") is { } image ? (image.GetAttribute("src"), image.GetAttribute("alt")) : default);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"/review/{invitation.AssignmentId}/files/{other}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"/files/{shown}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await app.NewClient().GetAsync(file)).StatusCode);
    }

    [Fact]
    public async Task A_double_click_submits_once()
    {
        var (client, invitation) = await AcceptedAsync();
        await client.SubmitAsync(invitation.Page, Desk.Complete(), button: "[value=check]");
        var page = await client.PageAsync(invitation.Page + "/check");

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => client.SubmitAsync(page, invitation.Page + "/check")));

        Assert.All(answers, answer => Assert.Equal(invitation.Page + "/done", answer.Headers.Location?.ToString()));
        Assert.Equal(1, await app.WithDataAsync(db => db.AuditEntries.CountAsync(a => a.AssignmentId == invitation.AssignmentId && a.Action == "review.submitted")));
        Assert.Equal(1, await app.WithDataAsync(db => db.Outbox.CountAsync(m => m.AssignmentId == invitation.AssignmentId && m.Template == "review-received")));
    }

    [Fact]
    public async Task An_incomplete_review_is_kept_but_can_not_be_submitted()
    {
        var (client, invitation) = await AcceptedAsync();
        var half = new Dictionary<string, string?> { ["score-implemented"] = "2", ["toSubmitter"] = "Hm." };
        await client.SubmitAsync(invitation.Page, half, button: "[value=check]");
        var page = await client.PageAsync(invitation.Page + "/check");
        Assert.Null(page.QuerySelector("main form button"));
        Assert.Contains("Say in a sentence why it falls short", page.GetElementById("problems")!.TextContent);

        using var forced = await client.SubmitAsync(page, invitation.Page + "/check");
        Assert.Equal(HttpStatusCode.OK, forced.StatusCode);
        Assert.Equal(AssignmentState.Accepted, (await app.AssignmentAsync(invitation)).State);
        Assert.Equal(2, (await app.ReviewAsync(invitation))!.Draft.Answers.Single().Score);
    }

    [Theory]
    [InlineData("score-implemented", "6")]
    [InlineData("score-implemented", "0")]
    [InlineData("score-implemented", "-1")]
    [InlineData("score-implemented", "five")]
    [InlineData("score-beauty", "5")]
    [InlineData("recommendation", "7")]
    [InlineData("recommendation", "Reward")]
    public async Task What_the_form_does_not_offer_is_refused(string field, string value)
    {
        var (client, invitation) = await AcceptedAsync();
        var sent = Desk.Complete();
        sent[field] = value;
        using var response = await client.SubmitAsync(invitation.Page, sent, button: "[value=stay]");
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Null(await app.ReviewAsync(invitation));
        Assert.Contains("Clear, concrete and useful", (await response.PageAsync()).QuerySelector<IHtmlTextAreaElement>("#toSubmitter")!.Value);
    }

    [Fact]
    public async Task Autosave_tells_at_the_field_what_can_not_be_kept()
    {
        var (client, invitation) = await AcceptedAsync();

        var refused = await AutoAsync(client, await client.PageAsync(invitation.Page), invitation, new() { ["toSubmitter"] = new string('a', 60_000) });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        var problem = Assert.Single(refused.Body["problems"]!.AsArray())!;
        Assert.Equal("toSubmitter", problem["field"]!.ToString());
        Assert.StartsWith("Shorten this to", problem["text"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Autosave_tells_the_version_and_never_overwrites_another_device()
    {
        var (client, invitation) = await AcceptedAsync();
        var page = await client.PageAsync(invitation.Page);

        var first = await AutoAsync(client, page, invitation, new() { ["toSubmitter"] = "From the phone" });
        Assert.Equal((HttpStatusCode.OK, 1), (first.Status, (int)first.Body["base"]!));
        var conflict = await AutoAsync(client, page, invitation, new() { ["toSubmitter"] = "From the desk" });
        Assert.Equal((HttpStatusCode.Conflict, "conflict"), (conflict.Status, (string)conflict.Body["state"]!));
        Assert.Equal("From the phone", (await app.ReviewAsync(invitation))!.Draft.CommentToSubmitter);

        // Without a script both are shown, and either can be kept.
        using var compared = await client.SubmitAsync(page, invitation.Page, new Dictionary<string, string?> { ["toSubmitter"] = "From the desk" }, button: "[value=stay]");
        Assert.Equal(HttpStatusCode.Conflict, compared.StatusCode);
        var both = await compared.PageAsync();
        Assert.Contains("From the phone", both.Body!.TextContent);
        await client.SubmitAsync(both, invitation.Page);
        Assert.Equal("From the desk", (await app.ReviewAsync(invitation))!.Draft.CommentToSubmitter);
    }

    [Fact]
    public async Task Two_devices_that_begin_at_once_do_not_lose_one()
    {
        var (client, invitation) = await AcceptedAsync();
        var page = await client.PageAsync(invitation.Page);
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(n => AutoAsync(client, page, invitation, new() { ["toSubmitter"] = $"Device {n}" })));
        Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.Equal(3, answers.Count(answer => answer.Status == HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task A_stale_form_costs_nobody_what_they_typed()
    {
        var (client, invitation) = await AcceptedAsync();
        var sent = Desk.Complete();
        sent["__RequestVerificationToken"] = "old";
        using var response = await client.SubmitAsync(invitation.Page, sent, button: "[value=stay]");
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var page = await response.PageAsync();
        Assert.Contains("not saved yet", page.Body!.TextContent);
        await client.SubmitAsync(page, invitation.Page, button: "[value=stay]");
        Assert.Equal(9, (await app.ReviewAsync(invitation))!.Draft.Answers.Count);
    }

    [Fact]
    public async Task Text_typed_in_a_browser_whose_cookie_is_gone_comes_back_to_be_copied()
    {
        var (client, invitation) = await AcceptedAsync();
        var page = await client.PageAsync(invitation.Page);
        using var response = await app.NewClient().SubmitAsync(page, invitation.Page, Desk.Complete(), button: "[value=stay]");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("Clear, concrete and useful", (await response.PageAsync()).Body!.TextContent);
        Assert.Null(await app.ReviewAsync(invitation));
    }

    [Fact]
    public async Task After_the_decision_the_review_can_be_read_but_not_changed()
    {
        var (client, invitation) = await AcceptedAsync();
        await client.SubmitAsync(invitation.Page, Desk.Complete(), button: "[value=check]");
        var (form, check) = (await client.PageAsync(invitation.Page), await client.PageAsync(invitation.Page + "/check"));
        await client.SubmitAsync(check, invitation.Page + "/check");
        await app.WithDataAsync(async db =>
        {
            (await db.Practices.SingleAsync(p => p.Id == invitation.PracticeId)).Publish(app.Time.GetUtcNow());
            db.Decisions.Add(new(Guid.CreateVersion7(), invitation.PracticeId, 1, PracticeReview.Decisions.DecisionOutcome.Publish, null, [], "", PracticeReview.Decisions.ScoreSummary.Empty, app.Time.GetUtcNow()));
            await db.SaveChangesAsync();
        });

        using var late = await client.SubmitAsync(form, invitation.Page, Desk.Complete(1), button: "[value=stay]");
        Assert.Equal(HttpStatusCode.Gone, late.StatusCode);
        Assert.Equal(4, (await app.ReviewAsync(invitation))!.Draft.Answers[0].Score);
        Assert.Equal(invitation.Page + "/done", (await client.GetAsync(invitation.Page)).Headers.Location?.ToString());
        var done = await client.PageAsync(invitation.Page + "/done");
        Assert.Contains("The practice is published", done.Body!.TextContent);
        Assert.DoesNotContain("Change my review", done.Body!.TextContent);
    }

    [Fact]
    public async Task An_acceptance_can_be_taken_back()
    {
        var (client, invitation) = await AcceptedAsync();
        await client.SubmitAsync(invitation.Page + "/decline");
        Assert.Equal(AssignmentState.Accepted, (await app.AssignmentAsync(invitation)).State);
        using var response = await client.SubmitAsync(invitation.Page + "/decline", new Dictionary<string, string?> { ["Reason"] = "NotMyField" });
        Assert.Equal(AssignmentState.Declined, (await app.AssignmentAsync(invitation)).State);
        Assert.Contains("You declined this review", (await response.PageAsync()).QuerySelector("h1")!.TextContent);
    }

    private async Task<(HttpClient Client, Invitation Invitation)> AcceptedAsync(string writtenIn = "en", string title = "Legal desk for seasonal workers")
    {
        var client = app.NewClient();
        return (client, await client.AcceptAsync(await app.InviteAsync(writtenIn: writtenIn, title: title)));
    }

    private static async Task<(HttpStatusCode Status, JsonNode Body)> AutoAsync(HttpClient client, IHtmlDocument page, Invitation invitation, Dictionary<string, string> values)
    {
        var form = page.QuerySelector<IHtmlFormElement>("main form[method=post]")!;
        values["base"] = form.QuerySelector<IHtmlInputElement>("[name=base]")!.Value;
        values["__RequestVerificationToken"] = form.QuerySelector<IHtmlInputElement>("[name=__RequestVerificationToken]")!.Value;
        using var response = await client.PostAsync(invitation.Page + "?handler=Auto", new FormUrlEncodedContent(values));
        return (response.StatusCode, (await response.Content.ReadFromJsonAsync<JsonNode>())!);
    }
}
