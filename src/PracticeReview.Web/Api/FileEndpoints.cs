using System.Security.Claims;
using Microsoft.Net.Http.Headers;
using PracticeReview.Accounts;
using PracticeReview.Matching;
using PracticeReview.Publishing;
using PracticeReview.Reviews;
using PracticeReview.Web.Pages.Account;
using PracticeReview.Web.Pages.Review;

namespace PracticeReview.Web.Api;

/// <summary>Sends files of practices. To those who may not see one, there is none.</summary>
public static class FileEndpoints
{
    /// <summary>Path of a file for readers, its submitter and editors.</summary>
    public static string Path(Guid id) => $"/files/{id}";

    /// <summary>Path of a file for a reviewer: below the path of their cookie.</summary>
    public static string Path(Guid assignmentId, Guid id) => $"/review/{assignmentId}/files/{id}";

    /// <summary>Registers what the endpoints need.</summary>
    public static IServiceCollection AddFiles(this IServiceCollection services) => services.AddScoped<FileStore>();

    /// <summary>Maps <c>/files/{id}</c> and <c>/review/{assignment}/files/{id}</c>.</summary>
    public static void MapFiles(this IEndpointRouteBuilder app)
    {
        string[] methods = [HttpMethods.Get, HttpMethods.Head];
        app.MapMethods("/files/{id:guid}", methods, ReadAsync).AllowAnonymous().ExcludeFromDescription();
        app.MapMethods("/review/{assignment:guid}/files/{id:guid}", methods, ReviewAsync).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task ReadAsync(Guid id, HttpContext context, FileStore files, CancellationToken cancellation)
    {
        var account = Guid.TryParse(context.User.FindFirstValue(ClaimTypes.NameIdentifier), out var signedIn) ? signedIn : (Guid?)null;
        var isEditor = context.User.IsInRole(Roles.Editor) || context.User.IsInRole(Roles.Administrator);
        await SendAsync(context, files, await files.ForAsync(id, account, isEditor, cancellation), cancellation);
    }

    private static async Task ReviewAsync(
        Guid assignment, Guid id, HttpContext context, FileStore files, ReviewBinding binding, OpenReviewLink links, CancellationToken cancellation)
    {
        var opened = binding.LinkOf(context, assignment) is { } link ? await links.ByIdAsync(link, cancellation) : null;
        // Not before a conflict of interest was ruled out by accepting.
        var maySee = opened is { Visit: { } visit } && Ended.Of(opened) is null && visit.Assignment.Id == assignment
            && visit.Assignment.State is AssignmentState.Accepted or AssignmentState.Reviewed && visit.Content.Files.Any(file => file.Id == id);
        PrivateLink.Protect(context.Response);
        await SendAsync(context, files, maySee ? await files.ByIdAsync(id, cancellation) : null, cancellation);
    }

    private static async Task SendAsync(HttpContext context, FileStore files, FileToSend? file, CancellationToken cancellation)
    {
        var response = context.Response;
        if (file is null)
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var tag = new EntityTagHeaderValue($"\"{file.Sha256[..32]}\"");
        var headers = response.GetTypedHeaders();
        headers.ETag = tag;
        if (string.IsNullOrEmpty(response.Headers.CacheControl))
        {
            response.Headers.CacheControl = file.IsPublic ? "public, max-age=86400" : "private, no-cache";
        }

        // Whatever a browser makes of it, it runs nothing and reaches nothing.
        response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'";
        if (context.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Equals(EntityTagHeaderValue.Any) || known.Compare(tag, useStrongComparison: false)))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var disposition = new ContentDispositionHeaderValue(file.MediaType.StartsWith("image/", StringComparison.Ordinal) ? "inline" : "attachment");
        disposition.SetHttpFileName(file.Name);
        headers.ContentDisposition = disposition;
        response.ContentType = file.MediaType;
        response.ContentLength = file.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await files.CopyToAsync(file.Id, response.Body, cancellation);
        }
    }
}
