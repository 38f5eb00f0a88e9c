using PracticeReview.Web.Hosting;

namespace PracticeReview.Web.Api.Elsa;

/// <summary>
/// Lets only pages of this site change anything: the Studio can't send antiforgery tokens, but every browser says where a
/// request comes from. A request that doesn't say is refused, unless it names a key: no other site can make a browser say
/// that without being asked first.
/// </summary>
public static class OwnPages
{
    /// <summary>Guards the API and its hub.</summary>
    public static IApplicationBuilder UseOwnPagesForElsa(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var request = context.Request;
        var isSafe = (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) && !context.Request.Path.StartsWithSegments(ElsaApi.HubPath);
        return isSafe || ApiKeyAuthentication.IsClaimedBy(request) || !request.Path.StartsWithSegments("/elsa") || IsOwn(request)
            ? next(context)
            : ElsaProblems.Problem(StatusCodes.Status403Forbidden, ["This request did not come from a page of this site."]).ExecuteAsync(context);
    });

    private static bool IsOwn(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        var origin = request.Headers.Origin.ToString();
        return (site.Length > 0 || origin.Length > 0)
            && (site.Length == 0 || site == "same-origin")
            && (origin.Length == 0 || string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase));
    }
}
