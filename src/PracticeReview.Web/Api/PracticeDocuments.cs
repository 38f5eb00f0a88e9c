using System.ComponentModel;
using PracticeReview.Publishing;

namespace PracticeReview.Web.Api;

/// <summary>A key of a list, and its label in the language asked for.</summary>
public sealed record Labelled(string Key, string Label);

/// <summary>A practice in a list of results.</summary>
public record PracticeSummary
{
    /// <summary>Words that stand for the practice in addresses; never changes.</summary>
    public required string Slug { get; init; }

    /// <summary>Title, in the language of the practice.</summary>
    public required string Title { get; init; }

    /// <summary>Language of the practice's texts (ISO 639-1).</summary>
    public required string Language { get; init; }

    /// <summary>Summary, plain text.</summary>
    public required string Summary { get; init; }

    /// <summary>Types of practice.</summary>
    public required IReadOnlyList<Labelled> Types { get; init; }

    /// <summary>Geographic scope; null when the practice names none.</summary>
    public required Labelled? Scope { get; init; }

    /// <summary>Countries (ISO 3166-1 alpha-2).</summary>
    public required IReadOnlyList<Labelled> Countries { get; init; }

    /// <summary>Regions (UN M49), those of the countries included.</summary>
    public required IReadOnlyList<Labelled> Regions { get; init; }

    /// <summary>GCM objectives by number, the primary one first.</summary>
    public required IReadOnlyList<Labelled> Objectives { get; init; }

    /// <summary>Implementing organisations.</summary>
    public required IReadOnlyList<OrganisationDocument> Organisations { get; init; }

    /// <summary>When it was published (UTC).</summary>
    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>"self": this practice as data; "page": its page.</summary>
    public required IReadOnlyDictionary<string, string> Links { get; init; }
}

/// <summary>All that is published of a practice. Texts are plain text, with blank lines between paragraphs.</summary>
public sealed record PracticeDocument : PracticeSummary
{
    /// <summary>When implementation began.</summary>
    public DateOnly? StartDate { get; init; }

    /// <summary>When it ended.</summary>
    public DateOnly? EndDate { get; init; }

    /// <summary>Still being implemented.</summary>
    public bool Ongoing { get; init; }

    /// <summary>Partner and donor organisations.</summary>
    public required string Partners { get; init; }

    /// <summary>Guiding principles, and how each is reflected.</summary>
    public required IReadOnlyList<PrincipleDocument> Principles { get; init; }

    /// <summary>Sustainable Development Goals by number.</summary>
    public required IReadOnlyList<Labelled> Sdgs { get; init; }

    /// <summary>Target populations.</summary>
    public required IReadOnlyList<Labelled> TargetPopulations { get; init; }

    /// <summary>What is done, by whom and how.</summary>
    public required string Description { get; init; }

    /// <summary>Benefit and impact.</summary>
    public required string Impact { get; init; }

    /// <summary>Key lessons.</summary>
    public required string Lessons { get; init; }

    /// <summary>Recommendations for replication.</summary>
    public required string Replication { get; init; }

    /// <summary>What is new.</summary>
    public required string Innovation { get; init; }

    /// <summary>What makes it last.</summary>
    public required string Sustainability { get; init; }

    /// <summary>Resources needed.</summary>
    public required string Resources { get; init; }

    /// <summary>Website, when it is an http(s) address.</summary>
    public string? Website { get; init; }

    /// <summary>More to read: http(s) addresses only.</summary>
    public required IReadOnlyList<LinkDocument> MoreLinks { get; init; }

    /// <summary>The call for practices that it answers; null when it answers none.</summary>
    public Labelled? Call { get; init; }

    /// <summary>Documents and images.</summary>
    public required IReadOnlyList<FileDocument> Files { get; init; }

    /// <summary>Whom to contact; null unless the person agreed to be contacted.</summary>
    public ContactDocument? Contact { get; init; }

    /// <summary>What the reviewers said, anonymised, in no telling order.</summary>
    public required IReadOnlyList<FeedbackDocument> Feedback { get; init; }

    /// <summary>How many reviewers found each objective shown; only objectives that somebody answered for.</summary>
    public required IReadOnlyList<ObjectiveFindingDocument> ObjectiveFindings { get; init; }

    /// <summary>How many reviewers found each guiding principle reflected; only principles that somebody answered for.</summary>
    public required IReadOnlyList<PrincipleFindingDocument> PrincipleFindings { get; init; }
}

/// <summary>An implementing organisation.</summary>
public sealed record OrganisationDocument(string Name, Labelled? Kind);

/// <summary>A guiding principle, and how the practice reflects it.</summary>
public sealed record PrincipleDocument(string Key, string Label, string How);

/// <summary>An address and its label.</summary>
public sealed record LinkDocument(string Label, string Url);

/// <summary>A document or image.</summary>
public sealed record FileDocument(
    string Name,
    string MediaType,
    [property: Description("Bytes.")] long Length,
    string Url,
    [property: Description("Of an image, its alternative text; of a document, what it is.")] string Description,
    string Credit,
    [property: Description("Pixels; null for documents.")] int? Width,
    [property: Description("Pixels; null for documents.")] int? Height);

/// <summary>The focal point.</summary>
public sealed record ContactDocument(string Name, string Title, string Organisation, string Email);

/// <summary>A reviewer's published words.</summary>
public sealed record FeedbackDocument([property: Description("Whether the reviewer is from the UN system.")] bool IsInternal, string Comment);

/// <summary>How many reviewers found an objective shown.</summary>
public sealed record ObjectiveFindingDocument(int Objective, string Label, int Shown, int NotShown);

/// <summary>How many reviewers found a guiding principle reflected.</summary>
public sealed record PrincipleFindingDocument(string Key, string Label, int Reflected, int NotReflected, int NotApplicable);

/// <summary>A value of a filter, and how many results choosing it gives.</summary>
public sealed record FacetDocument(string Value, string Label, int Count);

/// <summary>A page of results.</summary>
public sealed record PracticePage
{
    /// <summary>The results of this page.</summary>
    public required IReadOnlyList<PracticeSummary> Items { get; init; }

    /// <summary>How many match in all.</summary>
    public required int Total { get; init; }

    /// <summary>This page, from 1; when asked for one beyond the end, the last.</summary>
    public required int Page { get; init; }

    /// <summary>Results on a page.</summary>
    public required int PageSize { get; init; }

    /// <summary>How many pages there are, at least 1.</summary>
    public required int Pages { get; init; }

    /// <summary>By filter: its values with counts, given the words and all other filters.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<FacetDocument>> Facets { get; init; }

    /// <summary>"self", "first", "last", and where there are such pages "prev" and "next".</summary>
    public required IReadOnlyDictionary<string, string> Links { get; init; }
}
