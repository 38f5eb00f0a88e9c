using System.Globalization;
using System.ServiceModel.Syndication;
using System.Text;
using System.Xml;
using Microsoft.Extensions.Localization;
using PracticeReview.Practices;
using PracticeReview.Publishing;
using PracticeReview.Web.Hosting;
using PracticeReview.Web.Texts;

namespace PracticeReview.Web.Api;

/// <summary>
/// <c>/feed.atom</c>: the practices published last (RFC 4287), all or those that a query of the repository finds.
/// </summary>
public static class PracticeFeed
{
    private const int Entries = 30;

    internal static async Task<IResult> WriteAsync(HttpContext context, RepositorySearch search, IStringLocalizer<SharedTexts> texts, CancellationToken cancellation)
    {
        var language = Localisation.CurrentLanguage;
        var query = RepositoryAddress.Read(context.Request.Query, language) with { Sort = RepositorySort.Newest, Page = 1, PageSize = Entries };
        var result = await search.FindAsync(query, cancellation);
        var root = context.Request.Root();
        var address = query with { Sort = null, PageSize = RepositoryQuery.DefaultPageSize };
        var words = query.Filters.Select(facet => facet.Label(language)).Prepend(query.Text).Where(word => word.Length > 0);
        var feed = new SyndicationFeed
        {
            Id = root + RepositoryAddress.Write(address, "/feed.atom"),
            Title = Text(string.Join(" · ", words.Prepend(texts["Repository of Practices"]))),
            Language = language,
            LastUpdatedTime = result.Publications.Count > 0 ? result.Publications[0].PublishedAt : DateTimeOffset.UnixEpoch,
            Items = result.Publications.Select(publication => Entry(publication, root, language)),
        };
        feed.Authors.Add(new SyndicationPerson { Name = texts["Repository of Practices"] });
        feed.Links.Add(SyndicationLink.CreateSelfLink(new Uri(feed.Id), "application/atom+xml"));
        feed.Links.Add(SyndicationLink.CreateAlternateLink(new Uri(root + RepositoryAddress.Write(address)), "text/html"));
        context.Response.Headers.CacheControl = "public, max-age=300";
        context.Response.Headers.Vary = "Accept-Language, Cookie";
        return TypedResults.Bytes(Serialise(feed), "application/atom+xml; charset=utf-8");
    }

    private static SyndicationItem Entry(Publication publication, string root, string language)
    {
        var entry = new SyndicationItem
        {
            Id = $"urn:uuid:{publication.PracticeId}",
            Title = Text(publication.Content.Title),
            Summary = Text(publication.Content.Summary),
            PublishDate = publication.PublishedAt,
            LastUpdatedTime = publication.PublishedAt,
        };
        entry.Links.Add(SyndicationLink.CreateAlternateLink(new Uri(root + SiteAddress.PracticePath(publication.Slug)), "text/html"));
        foreach (var organisation in publication.Content.Organisations.Where(o => o.Name.Length > 0))
        {
            entry.Authors.Add(new SyndicationPerson { Name = Xml(organisation.Name) });
        }

        foreach (var facet in publication.Of(VocabularyKind.Objective).Concat(publication.Of(VocabularyKind.Country)))
        {
            entry.Categories.Add(new SyndicationCategory(facet.Value, root + "/#" + Facet.Name(facet.Kind), facet.Label(language)));
        }

        return entry;
    }

    private static byte[] Serialise(SyndicationFeed feed)
    {
        using var stream = new MemoryStream();
        using (var xml = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true }))
        {
            new Atom10FeedFormatter(feed).WriteTo(xml);
        }

        return stream.ToArray();
    }

    private static TextSyndicationContent Text(string text) => new(Xml(text), TextSyndicationContentKind.Plaintext);

    // Some characters that a text may hold can't stand in XML at all.
    private static string Xml(string text) =>
        string.Concat(text.EnumerateRunes().Where(rune => rune.Value > char.MaxValue || XmlConvert.IsXmlChar((char)rune.Value)).Select(rune => rune.ToString()));
}
