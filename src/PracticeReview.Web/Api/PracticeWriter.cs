using System.Globalization;
using PracticeReview.Practices;
using PracticeReview.Publishing;

namespace PracticeReview.Web.Api;

/// <summary>Turns publications into what the public interface answers.</summary>
/// <param name="root">Address of the site.</param>
/// <param name="language">Language of labels.</param>
public sealed class PracticeWriter(string root, string language)
{
    private const string Api = "/api/v1/practices";

    /// <summary>A page of results.</summary>
    public PracticePage Page(RepositoryQuery query, RepositoryResult result)
    {
        var links = new Dictionary<string, string> { ["self"] = To(result.Page), ["first"] = To(1), ["last"] = To(result.Pages) };
        if (result.Page > 1)
        {
            links["prev"] = To(result.Page - 1);
        }

        if (result.Page < result.Pages)
        {
            links["next"] = To(result.Page + 1);
        }

        return new PracticePage
        {
            Items = [.. result.Publications.Select(Summary)],
            Total = result.Total,
            Page = result.Page,
            PageSize = query.PageSize,
            Pages = result.Pages,
            Facets = Facet.Kinds.ToDictionary(Facet.Name, IReadOnlyList<FacetDocument> (kind) =>
            [
                .. result.Counts.Where(pair => pair.Key.Kind == kind).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key.Value, StringComparer.Ordinal)
                    .Select(pair => new FacetDocument(pair.Key.Value, pair.Key.Label(language), pair.Value)),
            ]),
            Links = links,
        };

        string To(int page) => root + RepositoryAddress.Write(query with { Page = page }, Api);
    }

    /// <summary>A practice in a list.</summary>
    public PracticeSummary Summary(Publication publication) => new()
    {
        Slug = publication.Slug,
        Title = publication.Content.Title,
        Language = publication.Content.Language,
        Summary = publication.Content.Summary,
        Types = Labels(publication, VocabularyKind.Type),
        Scope = Labels(publication, VocabularyKind.Scope).FirstOrDefault(),
        Countries = Labels(publication, VocabularyKind.Country),
        Regions = Labels(publication, VocabularyKind.Region),
        Objectives = Labels(publication, VocabularyKind.Objective),
        Organisations = [.. publication.Content.Organisations.Select(o => new OrganisationDocument(o.Name, One(VocabularyKind.EntityKind, o.Kind)))],
        PublishedAt = publication.PublishedAt,
        Links = new Dictionary<string, string>
        {
            ["self"] = root + Api + "/" + Uri.EscapeDataString(publication.Slug),
            ["page"] = root + SiteAddress.PracticePath(publication.Slug),
        },
    };

    /// <summary>All of a practice.</summary>
    public PracticeDocument Document(Publication publication)
    {
        var content = publication.Content;
        var summary = Summary(publication);
        return new PracticeDocument
        {
            Slug = summary.Slug,
            Title = summary.Title,
            Language = summary.Language,
            Summary = summary.Summary,
            Types = summary.Types,
            Scope = summary.Scope,
            Countries = summary.Countries,
            Regions = summary.Regions,
            Objectives = summary.Objectives,
            Organisations = summary.Organisations,
            PublishedAt = summary.PublishedAt,
            Links = summary.Links,
            StartDate = content.StartDate,
            EndDate = content.Ongoing ? null : content.EndDate,
            Ongoing = content.Ongoing,
            Partners = content.Partners,
            Principles = [.. content.Principles.Select(p => new PrincipleDocument(p.Principle, Vocabulary.Principle(p.Principle)?.Label(language) ?? p.Principle, p.How))],
            Sdgs = [.. content.Sdgs.Select(n => One(VocabularyKind.Sdg, n.ToString(CultureInfo.InvariantCulture))).OfType<Labelled>()],
            TargetPopulations = [.. content.TargetPopulations.Select(key => One(VocabularyKind.TargetPopulation, key)).OfType<Labelled>()],
            Description = content.Description,
            Impact = content.Impact,
            Lessons = content.Lessons,
            Replication = content.Replication,
            Innovation = content.Innovation,
            Sustainability = content.Sustainability,
            Resources = content.Resources,
            Website = WebLink.Of(content.Website)?.AbsoluteUri,
            MoreLinks = [.. content.Links.Select(l => (l.Label, Url: WebLink.Of(l.Url))).Where(l => l.Url is not null).Select(l => new LinkDocument(l.Label, l.Url!.AbsoluteUri))],
            Call = content.Call is { } call ? new Labelled(call.Key, call.Title) : null,
            Files = [.. content.Files.Select(f => new FileDocument(
                f.Name, f.MediaType, f.Length, root + FileEndpoints.Path(f.Id), f.Description, f.Credit, f.IsImage ? f.Width : null, f.IsImage ? f.Height : null))],
            Contact = content is { ConsentContact: true, FocalPoint: var person }
                ? new ContactDocument(person.Name, person.Title, person.Organisation, person.Email)
                : null,
            Feedback = [.. publication.Feedback.Select(f => new FeedbackDocument(f.IsInternal, f.Comment))],
            ObjectiveFindings = [.. publication.Findings.Objectives.Select(o => new ObjectiveFindingDocument(
                o.Objective, Vocabulary.Objective(o.Objective)?.Short(language) ?? "", o.Shown, o.NotShown))],
            PrincipleFindings = [.. publication.Findings.Principles.Select(p => new PrincipleFindingDocument(
                p.Principle, Vocabulary.Principle(p.Principle)?.Label(language) ?? p.Principle, p.Reflected, p.NotReflected, p.NotApplicable))],
        };
    }

    private IReadOnlyList<Labelled> Labels(Publication publication, VocabularyKind kind) =>
        [.. publication.Of(kind).Select(facet => new Labelled(facet.Value, facet.Label(language)))];

    private Labelled? One(VocabularyKind kind, string key) =>
        Vocabulary.Label(kind, key, language) is { } label ? new Labelled(key, label) : null;
}
