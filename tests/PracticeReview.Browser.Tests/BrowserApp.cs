using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using PracticeReview.Accounts;
using PracticeReview.Testing;

namespace PracticeReview.Browser.Tests;

/// <summary>
/// The product on a free port of the loopback address, with a database of its own and a browser:
/// <c>class FooTests(BrowserApp app) : IClassFixture&lt;BrowserApp&gt;</c>. Derive from it to put data in first.
/// The environment variable SCREENSHOTS names a folder that <see cref="CheckAsync"/> puts pictures into.
/// </summary>
public class BrowserApp : WebApp
{
    // Run in the page itself and asked for violations alone: the library's own way opens a page more for each run.
    private const string RunAxe = "async () => (await axe.run(document, { resultTypes: ['violations'] })).violations.map(v => `${v.id}: ${v.help} ${v.nodes.slice(0, 3).map(n => n.html).join(' ')}`)";

    private static readonly string AxeScript = new BundledAxeScriptProvider().GetScript();

    private Chromium _browser = null!;

    /// <summary>Where the product listens, without a slash at the end.</summary>
    public string Address => ClientOptions.BaseAddress.GetLeftPart(UriPartial.Authority);

    /// <inheritdoc cref="Chromium.Complaints"/>
    public List<string> Complaints => _browser.Complaints;

    /// <inheritdoc />
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        UseKestrel(0);
        StartServer();
        _browser = await Chromium.LaunchAsync();
    }

    /// <inheritdoc />
    public override async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A page in a browser of its own: no cookies but the sign-in of <paramref name="user"/>.</summary>
    /// <param name="width">Width of the window in CSS pixels.</param>
    /// <param name="user">Who is signed in; null for nobody. See <see cref="SignedIn.AccountAsync"/>.</param>
    /// <param name="javaScript">Whether scripts run.</param>
    /// <param name="locale">The browser's language.</param>
    public async Task<IPage> OpenAsync(int width = 1280, User? user = null, bool javaScript = true, string locale = "en-GB") =>
        await _browser.OpenAsync(Address, user is null ? null : await this.CookieAsync(user), width, javaScript: javaScript, locale: locale);

    /// <summary>Looks at a page as a desk and as a phone show it, see <see cref="CheckAsync"/>; leaves it at the width of the desk.</summary>
    public static async Task CheckAtBothWidthsAsync(IPage page, string name)
    {
        foreach (var width in new[] { 360, 1280 })
        {
            await page.SetViewportSizeAsync(width, 900);
            await CheckAsync(page, name);
        }
    }

    /// <summary>Looks at the page as it is now: it doesn't scroll sideways, and axe finds nothing against it.</summary>
    /// <param name="page">The page.</param>
    /// <param name="name">Name of the picture, without ending.</param>
    public static async Task CheckAsync(IPage page, string name)
    {
        // A page that has its words may still lack its styles or its letters.
        await page.LoadedAsync();
        await page.EvaluateAsync("async () => { await document.fonts.ready; }");
        var width = page.ViewportSize!.Width;
        if (Environment.GetEnvironmentVariable("SCREENSHOTS") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{width}.png"), FullPage = true });
        }

        var overflow = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(overflow == 0, $"{name} is {overflow} px wider than a window of {width} px");
        if (await page.EvaluateAsync<bool>("() => !window.axe"))
        {
            await page.EvaluateAsync(AxeScript);
        }

        var violations = await page.EvaluateAsync<string[]>(RunAxe);
        Assert.True(violations.Length == 0, name + Environment.NewLine + string.Join('\n', violations));
    }
}
