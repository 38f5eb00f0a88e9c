using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace PracticeReview.Web.Hosting;

/// <summary>
/// Refuses oversized requests with a page that explains it. The server's own limit is far higher: it cuts the
/// connection, and the browser then shows nothing but that.
/// </summary>
public static class BodyLimit
{
    /// <summary>Bytes that a request may send: many times the longest practice, in any script.</summary>
    public const long Bytes = 2 * 1024 * 1024;

    /// <summary>Answers 413 to what is longer.</summary>
    public static IApplicationBuilder UseBodyLimit(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var most = UploadLimitAttribute.IsUpload(context.Request) ? UploadLimitAttribute.Bytes : Bytes;
        // The page that explains it is made from the same request, a second time.
        if (context.Request.ContentLength > most && context.Features.Get<IStatusCodeReExecuteFeature>() is null)
        {
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return Task.CompletedTask;
        }

        if (context.Request.ContentLength is null && context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = most;
        }

        return next(context);
    });
}
