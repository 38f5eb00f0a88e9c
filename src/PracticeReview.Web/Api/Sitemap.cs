using System.Globalization;
using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;
using PracticeReview.Data;

namespace PracticeReview.Web.Api;

/// <summary>What search engines read: the addresses there are, and those to leave alone.</summary>
public static class Sitemap
{
    // The protocol's limit for one file.
    private const int MaximumAddresses = 50_000;

    private static readonly XNamespace Schema = "http://www.sitemaps.org/schemas/sitemap/0.9";

    internal static async Task<IResult> WriteAsync(HttpContext context, AppDbContext db, CancellationToken cancellation)
    {
        var root = context.Request.Root();
        var practices = await db.Publications.AsNoTracking()
            .OrderByDescending(p => p.PublishedAt)
            .Select(p => new { p.Slug, p.PublishedAt })
            .Take(MaximumAddresses - 3)
            .ToListAsync(cancellation);
        var fixedPages = new[] { "/", "/how-review-works", "/api" }.Select(path => new XElement(Schema + "url", new XElement(Schema + "loc", root + path)));
        var pages = practices.Select(p => new XElement(
            Schema + "url",
            new XElement(Schema + "loc", root + SiteAddress.PracticePath(p.Slug)),
            new XElement(Schema + "lastmod", p.PublishedAt.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))));
        context.Response.Headers.CacheControl = "public, max-age=3600";
        return TypedResults.Text(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + new XElement(Schema + "urlset", fixedPages.Concat(pages)),
            "application/xml; charset=utf-8");
    }

    internal static IResult Robots(HttpContext context) => TypedResults.Text(
        $"""
        User-agent: *
        Disallow: /r/
        Disallow: /review
        Disallow: /admin
        Disallow: /submissions
        Disallow: /account

        Sitemap: {context.Request.Root()}/sitemap.xml

        """.ReplaceLineEndings("\n"));
}
