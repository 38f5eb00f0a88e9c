using System.Diagnostics;

namespace PracticeReview.Web.Hosting;

/// <summary>
/// One event per request, with method, path, status and time. Queries are left out, and so is the token in the path of a
/// reviewer's link: who reads a log must not be able to review in somebody's name.
/// </summary>
public sealed partial class RequestLog(RequestDelegate next, ILogger<RequestLog> logger)
{
    // These write whole addresses when they are turned up to Information.
    private static readonly string[] Talkative =
    [
        "Microsoft.AspNetCore.Routing", "Microsoft.AspNetCore.StaticFiles",
        "Microsoft.AspNetCore.Builder", "Microsoft.AspNetCore.HttpLogging", "Microsoft.AspNetCore.Mvc", "Microsoft.AspNetCore.Server",
    ];

    /// <summary>Keeps the framework's own request logs silent, whatever the settings say.</summary>
    public static void Configure(ILoggingBuilder logging)
    {
        foreach (var category in Talkative)
        {
            logging.AddFilter(category, LogLevel.Warning);
        }

        // Puts the whole path into the scope of every event of a request, which structured logs write out.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
    }

    /// <summary>The path as it may be written down.</summary>
    public static string Redact(PathString path) =>
        path.StartsWithSegments("/r", out var token) && token.HasValue ? "/r/[token]" : path.Value ?? "/";

    /// <summary>Handles a request.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        var path = Redact(context.Request.Path);
        var started = Stopwatch.GetTimestamp();
        await next(context);
        var level = context.Response.StatusCode >= 500 ? LogLevel.Error : LogLevel.Information;
        Handled(level, context.Request.Method, path, context.Response.StatusCode, (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }

    [LoggerMessage(EventId = 1001, EventName = "RequestHandled", Message = "{Method} {Path} answered {Status} in {Milliseconds} ms")]
    private partial void Handled(LogLevel level, string method, string path, int status, long milliseconds);
}
