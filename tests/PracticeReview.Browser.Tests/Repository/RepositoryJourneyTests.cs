using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using PracticeReview.Publishing;
using PracticeReview.Testing;

namespace PracticeReview.Browser.Tests.Repository;

/// <summary>The product on a real port, with a dozen published practices and a browser.</summary>
public sealed class RepositoryInBrowser : WebApp
{
    private IPlaywright _playwright = null!;

    /// <summary>Chromium of the machine.</summary>
    public IBrowser Browser { get; private set; } = null!;

    /// <summary>Where the product listens.</summary>
    public string Address => ClientOptions.BaseAddress.GetLeftPart(UriPartial.Authority);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        UseKestrel(0);
        StartServer();
        await WithDataAsync(db => db.PublishAsync(
            SamplePublications.Dozen().Append(SamplePublications.Content("A thirteenth practice, so that there are two pages", "en", "Short.", ["AR"], [9])),
            new ReviewerFeedback(true, "Clear evidence of benefit, and honest about what failed."),
            new ReviewerFeedback(false, "Easy to copy elsewhere; the calendar agreed with growers is the key.")));
        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium",
            Args = ["--no-sandbox"],
        });
    }

    public override async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        _playwright.Dispose();
        await base.DisposeAsync();
    }
}

/// <summary>A visitor searches, filters, and opens a practice, on a desk and on a phone.</summary>
public sealed class RepositoryJourneyTests(RepositoryInBrowser app) : IClassFixture<RepositoryInBrowser>
{
    private readonly List<string> _complaints = [];

    private async Task<IPage> OpenAsync(int width, bool javaScript = true)
    {
        var context = await app.Browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = 900 }, BaseURL = app.Address, Locale = "en-GB", JavaScriptEnabled = javaScript, ReducedMotion = ReducedMotion.Reduce,
        });
        var page = await context.NewPageAsync();
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                _complaints.Add(message.Text);
            }
        };
        page.PageError += (_, error) => _complaints.Add(error);
        return page;
    }

    private static async Task CheckAsync(IPage page, string name, int width)
    {
        if (Environment.GetEnvironmentVariable("SCREENSHOTS") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{width}.png"), FullPage = true });
        }

        var overflow = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.Equal(0, overflow);
        var axe = await page.RunAxe();
        Assert.True(axe.Violations.Length == 0, string.Join('\n', axe.Violations.Select(v => $"{v.Id}: {v.Help} {string.Join(' ', v.Nodes.Take(3).Select(n => n.Html))}")));
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(360)]
    public async Task Search_filter_and_read_a_practice(int width)
    {
        var page = await OpenAsync(width);
        await page.GotoAsync("/");
        await CheckAsync(page, "front", width);

        await page.FillAsync("#q", "clinicas educacion");
        await page.PressAsync("#q", "Enter");
        await Assertions.Expect(page.Locator("#results-title")).ToHaveTextAsync("No practice found");
        await CheckAsync(page, "nothing", width);

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
        await CheckAsync(page, "filtered", width);
        if (width < 992)
        {
            await page.ClickAsync(".filters-apply button");
            await Assertions.Expect(page.Locator("#filters")).ToBeHiddenAsync();
        }

        await page.ClickAsync("text=Mobile clinics that follow the harvest");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Mobile clinics that follow the harvest");
        await CheckAsync(page, "practice", width);

        await page.GoBackAsync();
        await Assertions.Expect(page.Locator("#results-title")).ToHaveTextAsync("4 practices");
        foreach (var (name, address) in new[] { ("review", "/how-review-works"), ("api", "/api"), ("missing", "/practices/unknown"), ("spanish", "/?q=educacion&culture=es"), ("french", "/?culture=fr") })
        {
            await page.GotoAsync(address);
            await CheckAsync(page, name, width);
        }

        _complaints.RemoveAll(text => text.Contains("404", StringComparison.Ordinal));
        Assert.Empty(_complaints);
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(360)]
    public async Task Everything_works_without_JavaScript(int width)
    {
        var page = await OpenAsync(width, javaScript: false);
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
