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
        await page.WaitForFunctionAsync("() => document.readyState === 'complete'");
    }
}
