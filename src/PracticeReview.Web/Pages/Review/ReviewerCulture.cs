using Microsoft.AspNetCore.Localization;
using PracticeReview.Reviews;

namespace PracticeReview.Web.Pages.Review;

/// <summary>Shows a reviewer's pages in the language that the roster has for them, unless they chose another one.</summary>
public sealed class ReviewerCulture : RequestCultureProvider
{
    /// <inheritdoc />
    public override async Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext)
    {
        var links = httpContext.RequestServices.GetRequiredService<OpenReviewLink>();
        OpenedLink? opened = null;
        if (httpContext.Request.Path.StartsWithSegments("/r", out var token))
        {
            opened = await links.ByTokenAsync(token.Value?.TrimStart('/'), httpContext.RequestAborted);
        }
        else if (httpContext.Request.Path.StartsWithSegments("/review", out var rest)
            && Guid.TryParse(rest.Value?.Split('/', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(), out var id)
            && httpContext.RequestServices.GetRequiredService<ReviewBinding>().LinkOf(httpContext, id) is { } link)
        {
            opened = await links.ByIdAsync(link, httpContext.RequestAborted);
        }

        return opened?.Visit is { } visit ? new ProviderCultureResult(visit.Reviewer.PreferredLanguage) : null;
    }
}
