using Microsoft.Net.Http.Headers;
using PracticeReview.Web.Hosting.Jobs;

namespace PracticeReview.Web.Hosting;

/// <summary>What every response tells the browser not to do. A page that needs another value sets the header itself.</summary>
public static class SecurityHeaders
{
    /// <summary>Everything from this site, nothing inline, and no framing by anybody.</summary>
    public const string ContentPolicy =
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>Adds the headers to each response, error pages included.</summary>
    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        // Read now: the dashboard moves its own path out of sight.
        var policy = Policy(context.Request.Path);
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers.TryAdd(HeaderNames.ContentSecurityPolicy, policy);
            headers.TryAdd("Referrer-Policy", "no-referrer");
            headers.TryAdd(HeaderNames.XContentTypeOptions, "nosniff");
            headers.TryAdd("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
            headers.TryAdd("Cross-Origin-Opener-Policy", "same-origin");
            return Task.CompletedTask;
        });
        return next(context);
    });

    // Hangfire's dashboard, for administrators only, sets widths of its bars in the page.
    private static string Policy(PathString path) =>
        path.StartsWithSegments(JobServices.DashboardPath) ? ContentPolicy + "; style-src 'self' 'unsafe-inline'" : ContentPolicy;
}
