using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace PracticeReview.Web.Hosting;

/// <summary>
/// Lets a page take files, in requests of up to <see cref="Bytes"/>, from people who are signed in. All others keep to
/// <see cref="BodyLimit.Bytes"/>, which is enough for everything they can have typed.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class UploadLimitAttribute : Attribute, IAuthorizationFilter
{
    /// <summary>Bytes of a request with files: ten of the largest, sent at once without a script, and some air.</summary>
    public const long Bytes = 270L * 1024 * 1024;

    /// <summary>Whether a request may be for such a page, as its address tells before anything else is known.</summary>
    public static bool IsUpload(HttpRequest request) =>
        HttpMethods.IsPost(request.Method) && request.Path.StartsWithSegments("/submit") && request.HasFormContentType
        && request.Query["handler"].ToString() is "Upload" or "UploadFile";

    /// <inheritdoc />
    public void OnAuthorization(AuthorizationFilterContext context)
    {
        var http = context.HttpContext;
        var most = IsUpload(http.Request) && http.User.Identity?.IsAuthenticated == true ? Bytes : BodyLimit.Bytes;
        if (http.Request.ContentLength > most)
        {
            context.Result = new StatusCodeResult(StatusCodes.Status413PayloadTooLarge);
        }
        else if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = most;
        }
    }
}
