using System.Globalization;
using System.Threading.RateLimiting;

namespace PracticeReview.Web.Hosting;

/// <summary>
/// How often one address may ask. Generous, since a whole office may share an address; what they stop is guessing
/// passwords and tokens, and scripts gone wild.
/// </summary>
public static class RateLimits
{
    /// <summary>Requests per minute and address, by what they ask for.</summary>
    public static readonly IReadOnlyDictionary<string, int> PerMinute = new Dictionary<string, int>
    {
        ["account"] = 30,
        ["link"] = 240,
        ["change"] = 600,
    };

    /// <summary>Adds the limits, unless they are switched off.</summary>
    public static IServiceCollection AddRateLimits(this IServiceCollection services, PracticeReviewOptions options) => services.AddRateLimiter(limiter =>
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.OnRejected = (rejected, _) =>
        {
            rejected.HttpContext.Response.Headers.RetryAfter = 60.ToString(CultureInfo.InvariantCulture);
            return ValueTask.CompletedTask;
        };
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
            options.RateLimits && Kind(context.Request) is { } kind
                ? RateLimitPartition.GetSlidingWindowLimiter($"{kind} {context.Connection.RemoteIpAddress}", _ => new SlidingWindowRateLimiterOptions
                {
                    PermitLimit = PerMinute[kind],
                    Window = TimeSpan.FromMinutes(1),
                    SegmentsPerWindow = 6,
                })
                : RateLimitPartition.GetNoLimiter(""));
    });

    private static string? Kind(HttpRequest request)
    {
        var changes = !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method);
        return request.Path.StartsWithSegments("/r") ? "link"
            : !changes || request.Path.StartsWithSegments("/error") ? null
            : request.Path.StartsWithSegments("/account") || request.Path.StartsWithSegments("/review/new-link") ? "account"
            : "change";
    }
}
