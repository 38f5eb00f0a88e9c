using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using PracticeReview.Testing;

namespace PracticeReview.Browser.Tests.Admin;

/// <summary>An administrator changes what reviewers are asked and what they are written, on a desk and on a phone.</summary>
public sealed class CriteriaTests(DeskInBrowser app) : IClassFixture<DeskInBrowser>
{
    [Fact]
    public async Task Criteria_and_texts_are_changed_and_count_for_the_next_submission_only()
    {
        var before = await app.SubmissionAsync("Under review before");
        var page = await app.OpenAsync(1280);

        await page.GotoAsync("/admin/criteria");
        await BrowserApp.CheckAtBothWidthsAsync(page, "criteria");
        await page.ClickAsync("text=Peer review of practices");
        await page.ClickAsync("button:has-text('Change it')");
        await page.GetByRole(AriaRole.Link, new() { Name = "Edit Innovative" }).ClickAsync();
        await page.FillAsync("#Input_Weight", "");
        await page.ClickAsync("button:has-text('Save in the draft')");
        await Assertions.Expect(page.Locator("#problems")).ToBeFocusedAsync();
        await BrowserApp.CheckAtBothWidthsAsync(page, "criterion");
        await page.FillAsync("#Input_Weight", "2.5");
        await page.ClickAsync("button:has-text('Save in the draft')");
        await page.GetByRole(AriaRole.Button, new() { Name = "Take out Timely" }).ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("“Innovative” has weight 2.5 instead of 1.");
        await BrowserApp.CheckAtBothWidthsAsync(page, "rubric");
        await page.ClickAsync("text=Title and introduction");
        await BrowserApp.CheckAtBothWidthsAsync(page, "rubric-words");
        await page.ClickAsync("text=Back without saving");
        await page.GetByRole(AriaRole.Button, new() { Name = "Publish" }).ClickAsync();
        await Assertions.Expect(page.Locator("[role=status]").First).ToContainTextAsync("It is published");

        await page.GotoAsync("/admin/texts");
        await BrowserApp.CheckAtBothWidthsAsync(page, "texts");
        await page.GetByRole(AriaRole.Link, new() { Name = "Edit review-invitation in English" }).ClickAsync();
        await page.FillAsync("#Subject", "A favour: {{ practice_title }}");
        await page.ClickAsync("text=Look at it first");
        await Assertions.Expect(page.Locator("#preview")).ToContainTextAsync("A favour: Skills passports for nurses");
        await BrowserApp.CheckAtBothWidthsAsync(page, "text");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.Locator("[role=status]").First).ToContainTextAsync("The text is saved");

        var after = await app.SubmissionAsync("Handed in after");
        Assert.Equal([(1, 9), (2, 8)], [await RubricOfAsync(before), await RubricOfAsync(after)]);
        Assert.Equal(["A favour: Handed in after"], await app.WithDataAsync(db => db.Outbox.Where(m => m.PracticeId == after && m.Template == "review-invitation").Select(m => m.Subject).Distinct().ToListAsync()));
    }

    private async Task<(int Number, int Criteria)> RubricOfAsync(Guid practice)
    {
        var id = (await app.AssignmentsAsync(practice)).Select(a => a.RubricVersionId).Distinct().Single();
        var version = await app.WithDataAsync(db => db.RubricVersions.SingleAsync(v => v.Id == id));
        return (version.Number, version.Content.Criteria.Count);
    }
}
