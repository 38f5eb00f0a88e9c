using Microsoft.Playwright;
using PracticeReview.Publishing;
using PracticeReview.Testing;

namespace PracticeReview.Browser.Tests.Repository;

/// <summary>The product in a browser, with a dozen published practices.</summary>
public sealed class RepositoryInBrowser : BrowserApp
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await WithDataAsync(db => db.PublishAsync(
            SamplePublications.Dozen().Append(SamplePublications.Content("A thirteenth practice, so that there are two pages", "en", "Short.", ["AR"], [9])),
            new ReviewerFeedback(true, "Clear evidence of benefit, and honest about what failed."),
            new ReviewerFeedback(false, "Easy to copy elsewhere; the calendar agreed with growers is the key.")));
    }
}

/// <summary>A visitor searches, filters, and opens a practice, on a desk and on a phone.</summary>
public sealed class RepositoryJourneyTests(RepositoryInBrowser app) : IClassFixture<RepositoryInBrowser>
{
    [Theory]
    [InlineData(1280)]
    [InlineData(360)]
    public async Task Search_filter_and_read_a_practice(int width)
    {
        var page = await app.OpenAsync(width);
        await page.GotoAsync("/");
        await BrowserApp.CheckAsync(page, "front");

        await page.FillAsync("#q", "clinicas educacion");
        await page.PressAsync("#q", "Enter");
        await Assertions.Expect(page.Locator("#results-title")).ToHaveTextAsync("No practice found");
        await BrowserApp.CheckAsync(page, "nothing");

        await page.FillAsync("#q", "");
        await page.PressAsync("#q", "Enter");
        await Assertions.Expect(page.Locator("#results-title")).ToHaveTextAsync("All practices");
        if (width < 992)
        {
            await page.ClickAsync(".filters-open");
        }

        await page.ClickAsync("#filter-type summary");
        await page.CheckAsync("#filter-type-service");
        await Assertions.Expect(page.Locator("#results-title")).ToHaveTextAsync("4 practices");
        await Assertions.Expect(page.Locator("#announcement")).ToHaveTextAsync("4 practices");
        await Assertions.Expect(page.Locator("#filter-type-service")).ToBeFocusedAsync();
        Assert.EndsWith("/?type=service", page.Url, StringComparison.Ordinal);
        await BrowserApp.CheckAsync(page, "filtered");
        if (width < 992)
        {
            await page.ClickAsync(".filters-apply button");
            await Assertions.Expect(page.Locator("#filters")).ToBeHiddenAsync();
        }

        await page.ClickAsync("text=Mobile clinics that follow the harvest");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Mobile clinics that follow the harvest");
        await BrowserApp.CheckAsync(page, "practice");

        await page.GoBackAsync();
        await Assertions.Expect(page.Locator("#results-title")).ToHaveTextAsync("4 practices");
        foreach (var (name, address) in new[] { ("review", "/how-review-works"), ("api", "/api"), ("missing", "/practices/unknown"), ("spanish", "/?q=educacion&culture=es"), ("french", "/?culture=fr") })
        {
            await page.GotoAsync(address);
            await BrowserApp.CheckAsync(page, name);
        }

        app.Complaints.RemoveAll(text => text.Contains("404", StringComparison.Ordinal));
        Assert.Empty(app.Complaints);
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(360)]
    public async Task Everything_works_without_JavaScript(int width)
    {
        var page = await app.OpenAsync(width, javaScript: false);
        await page.GotoAsync("/");
        await page.ClickAsync("a[rel=next]");
        await Assertions.Expect(page.Locator(".practice-card h3")).ToHaveTextAsync("Mobile clinics that follow the harvest");
        await page.GotoAsync("/");
        if (width < 992)
        {
            await page.ClickAsync(".filters-open");
        }

        await page.CheckAsync("#filter-objective-15");
        await page.ClickAsync(".filters-apply button");
        await Assertions.Expect(page.Locator("#results-title")).ToHaveTextAsync("5 practices");
        await page.ClickAsync(".active-filters a");
        await Assertions.Expect(page.Locator("#results-title")).ToHaveTextAsync("All practices");
    }
}
