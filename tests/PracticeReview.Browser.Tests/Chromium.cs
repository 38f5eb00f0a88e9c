using Microsoft.Playwright;

namespace PracticeReview.Browser.Tests;

/// <summary>Chromium of the machine, see <see cref="LaunchAsync"/>. The environment variable CHROMIUM names another one.</summary>
public sealed class Chromium : IAsyncDisposable
{
    /// <summary>How long anything is waited for. Long enough for a machine that is busy with other things; what works ends at once.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Chromium(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    /// <summary>What pages wrote to the console as errors and warnings, scripts' failures among them.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>Starts it.</summary>
    public static async Task<Chromium> LaunchAsync()
    {
        Assertions.SetDefaultExpectTimeout((float)Patience.TotalMilliseconds);
        var playwright = await Playwright.CreateAsync();
        return new Chromium(playwright, await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium",
            // Chromium's sandbox doesn't start as root, and a browser under test has nobody to call.
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
            ],
        }));
    }

    /// <summary>A page in a browser of its own.</summary>
    /// <param name="address">Where the product listens, without a slash at the end.</param>
    /// <param name="cookie">The session, as <c>name=value</c>; null for none.</param>
    /// <param name="width">Width of the window in CSS pixels.</param>
    /// <param name="height">Height of the window in CSS pixels.</param>
    /// <param name="javaScript">Whether scripts run.</param>
    /// <param name="locale">The browser's language.</param>
    public async Task<IPage> OpenAsync(string address, string? cookie, int width, int height = 900, bool javaScript = true, string locale = "en-GB")
    {
        var context = await _browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = height }, BaseURL = address, Locale = locale,
            TimezoneId = "Europe/Berlin", JavaScriptEnabled = javaScript, ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout((float)Patience.TotalMilliseconds);
        context.SetDefaultNavigationTimeout((float)Patience.TotalMilliseconds);
        if (cookie?.Split('=', 2) is [var name, var value])
        {
            await context.AddCookiesAsync([new() { Name = name, Value = value, Url = address, HttpOnly = true }]);
        }

        var page = await context.NewPageAsync();
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                Complaints.Add(message.Text);
            }
        };
        page.PageError += (_, error) => Complaints.Add(error);
        return page;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
