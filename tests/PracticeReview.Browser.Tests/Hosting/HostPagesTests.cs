using Microsoft.Playwright;
using PracticeReview.Accounts;
using PracticeReview.Testing;

namespace PracticeReview.Browser.Tests.Hosting;

/// <summary>Pages that belong to no audience: the ways in, the job dashboard, and what shows when something is wrong.</summary>
public sealed class HostPagesTests(BrowserApp app) : IClassFixture<BrowserApp>
{
    [Theory]
    [InlineData(1280, "en-GB", "There is no such page")]
    [InlineData(360, "es-ES", "Esta página no existe")]
    [InlineData(360, "fr-FR", "Cette page n'existe pas")]
    public async Task A_missing_page_is_explained_and_leads_to_the_repository(int width, string locale, string title)
    {
        var page = await app.OpenAsync(width, locale: locale);

        await page.GotoAsync("/nowhere");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync(title);
        await BrowserApp.CheckAsync(page, $"missing-{locale}");

        await page.ClickAsync("main a.btn");
        Assert.Equal(app.Address + "/", page.Url);
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(360)]
    public async Task The_front_page_opens(int width)
    {
        var page = await app.OpenAsync(width);

        var response = await page.GotoAsync("/");

        Assert.Equal(200, response!.Status);
        await BrowserApp.CheckAsync(page, "front-empty");
    }

    [Fact]
    public async Task A_page_that_not_everybody_can_use_is_found_out()
    {
        var page = await app.OpenAsync(1280);
        await page.SetContentAsync("<!doctype html><html><title>A picture</title><main><h1>A picture</h1><img src='picture.png'></main></html>");

        var failure = await Assert.ThrowsAnyAsync<Exception>(() => BrowserApp.CheckAsync(page, "picture"));

        Assert.Contains("image-alt", failure.Message, StringComparison.Ordinal);
        Assert.Contains("html-has-lang", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_administrator_watches_the_jobs_under_the_content_policy()
    {
        var page = await app.OpenAsync(user: await app.AccountAsync(Roles.Administrator));
        var complaints = new List<string>();
        page.Console += (_, message) => complaints.Add(message.Text);

        await page.GotoAsync("/admin/jobs");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Overview");
        await page.GotoAsync("/admin/jobs/recurring");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Recurring Jobs");

        Assert.DoesNotContain(complaints, text => text.Contains("Content Security Policy", StringComparison.Ordinal));
    }
}
