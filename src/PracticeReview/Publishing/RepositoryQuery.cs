using PracticeReview.Practices;

namespace PracticeReview.Publishing;

/// <summary>What a reader of the repository asks for.</summary>
public sealed record RepositoryQuery
{
    /// <summary>Results on a page, unless asked otherwise.</summary>
    public const int DefaultPageSize = 12;

    /// <summary>Results on a page at most.</summary>
    public const int MaximumPageSize = 100;

    /// <summary>Words to look for, see <see cref="SearchTerms"/>.</summary>
    public string Text { get; init; } = "";

    /// <summary>Filters: within a list any of the values, and that for every list.</summary>
    public IReadOnlyList<Facet> Filters { get; init; } = [];

    /// <summary>Order; null for the best one: by relevance when there are words, else the newest first.</summary>
    public RepositorySort? Sort { get; init; }

    /// <summary>Page, from 1. Beyond the last one the last is given.</summary>
    public int Page { get; init; } = 1;

    /// <summary>Results on a page, 1 to <see cref="MaximumPageSize"/>.</summary>
    public int PageSize { get; init; } = DefaultPageSize;

    /// <summary>The reader's language (ISO 639-1), whose stop words don't count.</summary>
    public string Language { get; init; } = "en";

    /// <summary>The order that applies.</summary>
    public RepositorySort EffectiveSort => Sort is null or RepositorySort.Relevance
        ? Text.Length > 0 ? RepositorySort.Relevance : RepositorySort.Newest
        : Sort.Value;

    /// <summary>The values asked for of one list.</summary>
    public IEnumerable<string> Values(VocabularyKind kind) => Filters.Where(facet => facet.Kind == kind).Select(facet => facet.Value);
}

/// <summary>Orders of results.</summary>
public enum RepositorySort
{
    /// <summary>The best match first.</summary>
    Relevance,

    /// <summary>The last published first.</summary>
    Newest,

    /// <summary>The first published first.</summary>
    Oldest,
}

/// <summary>A page of results.</summary>
/// <param name="Publications">Those of the page.</param>
/// <param name="Total">How many match.</param>
/// <param name="Page">The page given, from 1.</param>
/// <param name="Pages">How many pages there are, at least 1.</param>
/// <param name="Counts">How many match with each value, given the words and the filters of the other lists.</param>
/// <param name="Suggestion">When nothing matches: the words to try instead, if some are similar.</param>
public sealed record RepositoryResult(
    IReadOnlyList<Publication> Publications, int Total, int Page, int Pages, IReadOnlyDictionary<Facet, int> Counts, string? Suggestion);

/// <summary>The repository in numbers.</summary>
/// <param name="Practices">Publications.</param>
/// <param name="Values">How many publications each value has.</param>
public sealed record RepositoryNumbers(int Practices, IReadOnlyDictionary<Facet, int> Values)
{
    /// <summary>How many values of a list occur.</summary>
    public int Count(VocabularyKind kind) => Values.Keys.Count(facet => facet.Kind == kind);
}
