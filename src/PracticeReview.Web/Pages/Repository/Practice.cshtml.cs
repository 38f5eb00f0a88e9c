using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PracticeReview.Practices;
using PracticeReview.Publishing;
using PracticeReview.Web.Api;
using PracticeReview.Web.Hosting;

namespace PracticeReview.Web.Pages.Repository;

/// <summary>A published practice. An unknown address gets this page too, with status 404 and a way on.</summary>
[AllowAnonymous]
public sealed class PracticeModel(RepositorySearch search) : PageModel
{
    /// <summary>The practice; null when there is none at this address.</summary>
    public Publication? Publication { get; private set; }

    /// <summary>Others like it.</summary>
    public IReadOnlyList<Publication> Related { get; private set; } = [];

    /// <summary>The reader's language.</summary>
    public string Language => Localisation.CurrentLanguage;

    /// <summary>The full address of this page.</summary>
    public string Address => Request.Root() + SiteAddress.PracticePath(Publication!.Slug);

    /// <summary>Direction in which the practice is written.</summary>
    public string Direction => Vocabulary.Language(Publication!.Content.Language) is { RightToLeft: true } ? "rtl" : "ltr";

    /// <summary>Finds the practice.</summary>
    public async Task OnGetAsync(string slug, CancellationToken cancellation)
    {
        Publication = await search.BySlugAsync(slug, cancellation);
        if (Publication is null)
        {
            Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        Related = await search.RelatedAsync(Publication, cancellation);
    }

    /// <summary>Names of the implementing organisations, joined.</summary>
    public string Organisations => string.Join(", ", Publication!.Content.Organisations.Select(o => o.Name).Where(name => name.Length > 0));

    /// <summary>Month and year of a date, in the reader's language.</summary>
    public string Month(DateOnly date) =>
        date.ToString(Language == "es" ? "MMMM 'de' yyyy" : "MMMM yyyy", CultureInfo.CurrentUICulture);

    /// <summary>What search engines read about the practice (schema.org, JSON-LD). Angle brackets are escaped in it.</summary>
    public string LinkedData() => JsonSerializer.Serialize(new Dictionary<string, object?>
    {
        ["@context"] = "https://schema.org",
        ["@type"] = "Article",
        ["headline"] = Publication!.Content.Title,
        ["abstract"] = Publication.Content.Summary,
        ["inLanguage"] = Publication.Content.Language,
        ["datePublished"] = Publication.PublishedAt.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["url"] = Address,
        ["author"] = Publication.Content.Organisations.Select(o => new Dictionary<string, string> { ["@type"] = "Organization", ["name"] = o.Name }),
        ["about"] = Publication.Of(VocabularyKind.Objective).Select(o => Vocabulary.Objective(int.Parse(o.Value, CultureInfo.InvariantCulture))?.Title("en")),
        ["spatialCoverage"] = Publication.Of(VocabularyKind.Country).Select(c => c.Label("en")),
    });
}
