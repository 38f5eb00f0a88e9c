using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace PracticeReview.Browser.Tests;

/// <summary>Waits for a page that something else leads to.</summary>
internal static class Arrival
{
    /// <summary>
    /// Waits until the page is at an address that this pattern is found in, and has loaded, scripts included. Playwright's own
    /// <c>WaitForURLAsync</c> may miss the event that it waits for (microsoft/playwright-dotnet issue 3364), so the page itself is asked.
    /// </summary>
    /// <param name="page">The page.</param>
    /// <param name="address">A regular expression.</param>
    /// <exception cref="PlaywrightException">It doesn't get there within the time that assertions have.</exception>
    public static async Task ArrivesAsync(this IPage page, [StringSyntax(StringSyntaxAttribute.Regex)] string address)
    {
        await Assertions.Expect(page).ToHaveURLAsync(new Regex(address));
        await page.LoadedAsync();
    }

    /// <summary>
    /// Waits until the page has loaded, scripts and styles included. The page is asked, since the event of its load can be missed too;
    /// and asked from here, again and again: a page without scripts can't wait by itself, nor does a content security policy let
    /// Playwright's own waiting read an expression twice.
    /// </summary>
    /// <param name="page">The page.</param>
    /// <exception cref="TimeoutException">It doesn't load within <see cref="Chromium.Patience"/>.</exception>
    public static async Task LoadedAsync(this IPage page)
    {
        for (var waited = Stopwatch.StartNew(); !await IsLoadedAsync(page);)
        {
            if (waited.Elapsed > Chromium.Patience)
            {
                throw new TimeoutException($"{page.Url} did not load within {Chromium.Patience.TotalSeconds} s.");
            }

            await Task.Delay(25);
        }
    }

    private static async Task<bool> IsLoadedAsync(IPage page)
    {
        try
        {
            return await page.EvaluateAsync<bool>("() => document.readyState === 'complete'");
        }
        catch (PlaywrightException left) when (left.Message.Contains("Execution context was destroyed", StringComparison.Ordinal))
        {
            // It went on to another page while it was asked.
            return false;
        }
    }
}
