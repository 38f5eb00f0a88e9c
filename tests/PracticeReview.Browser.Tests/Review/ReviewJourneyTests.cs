using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using PracticeReview.Criteria;
using PracticeReview.Matching;
using PracticeReview.Testing;

namespace PracticeReview.Browser.Tests.Review;

/// <summary>A reviewer answers, scores and submits, on a desk and on a phone, by keyboard and without scripts.</summary>
public sealed class ReviewJourneyTests(BrowserApp app) : IClassFixture<BrowserApp>
{
    private static readonly string Paragraphs = string.Join("\n\n", Enumerable.Range(1, 14).Select(n =>
        $"{n}. Two lawyers and a mediator visit the farms each week of the harvest. They explain contracts, take complaints and settle most of them on the spot with the growers' association."));

    [Theory]
    [InlineData(1280, "en")]
    [InlineData(360, "en")]
    public async Task Accept_score_and_submit_by_keyboard_alone(int width, string language)
    {
        app.Complaints.Clear();
        var invitation = await app.InviteAsync(language, text: Paragraphs);
        var page = await app.OpenAsync(width);
        await page.GotoAsync(invitation.Link);
        await BrowserApp.CheckAsync(page, "invitation");

        await TabToAsync(page, "name=Conflict");
        await page.Keyboard.PressAsync("Space");
        await TabToAsync(page, "value=accept");
        await page.Keyboard.PressAsync("Enter");
        await page.ArrivesAsync(Regex.Escape(invitation.Page) + "$");
        await BrowserApp.CheckAsync(page, "score");

        foreach (var criterion in Rubric.Default.Criteria)
        {
            await TabToAsync(page, "name=score-" + criterion.Key);
            await page.Keyboard.PressAsync("Space");
            await page.Keyboard.PressAsync("ArrowDown");
            await page.Keyboard.PressAsync("ArrowDown");
            await page.Keyboard.PressAsync("ArrowDown");
        }

        await TabToAsync(page, "name=recommendation");
        await page.Keyboard.PressAsync("Space");
        await TabToAsync(page, "name=toSubmitter");
        await page.Keyboard.TypeAsync("Clear, concrete and useful to other cities.");
        await Assertions.Expect(page.Locator(".review-progress")).ToHaveTextAsync("9 of 9 scored");
        await Assertions.Expect(page.Locator("[data-save-state]")).ToContainTextAsync("Saved at");
        await BrowserApp.CheckAsync(page, "scored");
        await TabToAsync(page, "value=check");
        await page.Keyboard.PressAsync("Enter");
        await page.ArrivesAsync("/check$");
        await BrowserApp.CheckAsync(page, "check");

        await TabToAsync(page, "class=btn btn-accent btn-lg push");
        await page.Keyboard.PressAsync("Enter");
        await page.ArrivesAsync("/done$");
        await BrowserApp.CheckAsync(page, "done");

        var assignment = await app.WithDataAsync(db => db.Assignments.SingleAsync(a => a.Id == invitation.AssignmentId));
        Assert.Equal(AssignmentState.Reviewed, assignment.State);
        var review = await app.WithDataAsync(db => db.Reviews.SingleAsync(r => r.AssignmentId == invitation.AssignmentId));
        Assert.All(review.Submitted!.Answers, answer => Assert.Equal(4, answer.Score));
        Assert.Empty(app.Complaints);
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(360)]
    public async Task Everything_works_without_JavaScript(int width)
    {
        var invitation = await app.InviteAsync();
        var page = await app.OpenAsync(width, javaScript: false);
        await page.GotoAsync(invitation.Link + "?answer=accept");
        await page.CheckAsync("[name=Conflict][value=none]");
        await page.ClickAsync("[value=accept]");
        foreach (var criterion in Rubric.Default.Criteria)
        {
            await page.CheckAsync($"[name=score-{criterion.Key}][value='5']");
        }

        await page.ClickAsync("[name=then][value=stay]");
        await Assertions.Expect(page.Locator(".review-progress")).ToHaveTextAsync("9 of 9 scored");
        await page.CheckAsync("[name=recommendation][value=Publish]");
        await page.FillAsync("[name=toSubmitter]", "Clear, concrete and useful to other cities.");
        await page.ClickAsync("[name=then][value=check]");
        await page.ClickAsync("main form button");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Thank you for your review");
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(360)]
    public async Task Every_other_page_is_fit_to_be_seen(int width)
    {
        var page = await app.OpenAsync(width);
        var declined = await app.InviteAsync("es");
        await page.GotoAsync(declined.Link + "?answer=decline");
        await BrowserApp.CheckAsync(page, "decline-es");
        await page.ClickAsync("[value=decline]");
        await BrowserApp.CheckAsync(page, "decline-error");
        await page.CheckAsync("[value=NoTime]");
        await page.ClickAsync("button[value=decline]");
        await BrowserApp.CheckAsync(page, "declined");
        await page.GotoAsync(declined.Link);
        await BrowserApp.CheckAsync(page, "declined-again");

        await page.GotoAsync("/r/nothing");
        await BrowserApp.CheckAsync(page, "unknown");
        await page.GotoAsync("/review/" + Guid.NewGuid());
        await BrowserApp.CheckAsync(page, "not-bound");

        var arabic = await app.InviteAsync("fr", "ar", "مكتب المشورة القانونية للعمال الموسميين", "يزور محاميان ووسيط المزارع كل أسبوع من موسم الحصاد، ويشرحون العقود ويتلقون الشكاوى ويحلون معظمها في الحال.");
        await page.GotoAsync(arabic.Link);
        await page.ClickAsync("[value=accept]");
        await BrowserApp.CheckAsync(page, "undeclared-fr");
        await page.CheckAsync("[name=Conflict][value=none]");
        await page.ClickAsync("[value=accept]");
        await page.ArrivesAsync(Regex.Escape(arabic.Page) + "$");
        await page.CheckAsync("[name=score-implemented][value='2']");
        await page.ClickAsync("[value=check]");
        await page.ArrivesAsync("/check$");
        await BrowserApp.CheckAsync(page, "check-problems-fr");
        await page.ClickAsync("#problems a");
        await BrowserApp.CheckAsync(page, "score-problems-fr");
        await page.GotoAsync(arabic.Page + "/decline");
        await BrowserApp.CheckAsync(page, "give-back-fr");

        var other = await app.OpenAsync(width);
        await other.GotoAsync(arabic.Link);
        await BrowserApp.CheckAsync(other, "continue-fr");
        await other.ClickAsync("[value=continue]");
        await page.GotoAsync(arabic.Page);
        await other.FillAsync("[name=toSubmitter]", "Depuis le téléphone : merci pour cette pratique.");
        await Assertions.Expect(other.Locator("[data-save-state]")).ToContainTextAsync("Enregistré à");
        await page.FillAsync("[name=toSubmitter]", "Depuis le bureau : merci pour cette pratique.");
        await page.ClickAsync("[data-save-state] button");
        await page.WaitForSelectorAsync(".review-conflict");
        await BrowserApp.CheckAsync(page, "conflict-fr");

        await app.WithDataAsync(db => db.ReviewLinks.Where(l => l.AssignmentId == arabic.AssignmentId)
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.ExpiresAt, app.Time.GetUtcNow())));
        await page.GotoAsync(arabic.Page);
        await BrowserApp.CheckAsync(page, "expired-fr");
        await page.ClickAsync("[value=fresh]");
        await page.WaitForSelectorAsync(".notice-good");
        await BrowserApp.CheckAsync(page, "fresh-fr");
    }

    [Fact]
    public async Task What_was_typed_survives_a_lost_connection_and_a_closed_window()
    {
        var invitation = await app.InviteAsync();
        var page = await app.OpenAsync(1280);
        await page.GotoAsync(invitation.Link);
        await page.CheckAsync("[name=Conflict][value=none]");
        await page.ClickAsync("[value=accept]");
        await page.ArrivesAsync(Regex.Escape(invitation.Page) + "$");
        await page.RouteAsync("**/*handler=Auto", route => route.AbortAsync());
        await page.FillAsync("[name=toSubmitter]", "Typed on a train.");
        await Assertions.Expect(page.Locator("[data-save-state]")).ToContainTextAsync("kept in this browser");
        await page.CloseAsync();

        var again = await page.Context.NewPageAsync();
        await again.GotoAsync(invitation.Page);
        await Assertions.Expect(again.Locator("[name=toSubmitter]")).ToHaveValueAsync("Typed on a train.");
        await Assertions.Expect(again.Locator("[data-save-state]")).ToContainTextAsync("Saved at");
        Assert.Equal("Typed on a train.", (await app.WithDataAsync(db => db.Reviews.SingleAsync(r => r.AssignmentId == invitation.AssignmentId))).Draft.CommentToSubmitter);
    }

    /// <summary>Presses Tab until the element with this attribute has the focus.</summary>
    private static async Task TabToAsync(IPage page, string attribute)
    {
        var (name, value) = (attribute[..attribute.IndexOf('=')], attribute[(attribute.IndexOf('=') + 1)..]);
        for (var presses = 0; presses < 120; presses++)
        {
            if (await page.EvaluateAsync<bool>($"document.activeElement.matches('[{name}=\"{value}\"]')"))
            {
                return;
            }

            await page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"Tab never reached {attribute}");
    }
}
