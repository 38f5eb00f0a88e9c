using PracticeReview.Web.Hosting;

namespace PracticeReview.Web.Api;

/// <summary>Full addresses, for readers that keep them: feeds, data, search engines, citations.</summary>
public static class SiteAddress
{
    /// <summary>The site's address without a slash at its end: the configured one, else the one this request came to.</summary>
    public static string Root(this HttpRequest request)
    {
        var configured = request.HttpContext.RequestServices.GetRequiredService<PracticeReviewOptions>().PublicAddress;
        return string.IsNullOrEmpty(configured) ? $"{request.Scheme}://{request.Host}{request.PathBase}" : configured.TrimEnd('/');
    }

    /// <summary>Path of a practice's page. Slugs may hold letters of any script.</summary>
    public static string PracticePath(string slug) => "/practices/" + Uri.EscapeDataString(slug);
}
