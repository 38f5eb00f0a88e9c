using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using PracticeReview.Practices;
using PracticeReview.Publishing;

namespace PracticeReview.Web.Api;

/// <summary>
/// A repository query as an address and back: <c>?q=school&amp;country=KE&amp;country=UG&amp;sort=newest&amp;page=2</c>.
/// Pages, data and feeds share it, so that an address can be carried from one to the other.
/// </summary>
public static class RepositoryAddress
{
    private const int MaximumFilters = 100;

    /// <summary>Reads a query. What can't be used is left out, and named in <paramref name="problems"/> by parameter.</summary>
    public static RepositoryQuery Read(IQueryCollection values, string language, IDictionary<string, string[]>? problems = null)
    {
        var filters = new List<Facet>();
        foreach (var kind in Facet.Kinds)
        {
            var asked = values[Facet.Name(kind)].OfType<string>().Where(value => value.Length > 0).Distinct().ToList();
            var known = asked.Select(value => (Value: value, Facet: Known(kind, value))).ToList();
            filters.AddRange(known.Select(pair => pair.Facet).OfType<Facet>().Distinct());
            var unknown = known.Where(pair => pair.Facet is null).Select(pair => SearchTerms.Clean(pair.Value)).ToArray();
            if (unknown.Length > 0)
            {
                problems?.Add(Facet.Name(kind), [$"Unknown: {string.Join(", ", unknown)}."]);
            }
        }

        return new RepositoryQuery
        {
            Text = SearchTerms.Clean(values["q"].FirstOrDefault()),
            Filters = [.. filters.Take(MaximumFilters)],
            Sort = Sort(values["sort"].FirstOrDefault(), problems),
            Page = Number(values, "page", 1, 1_000_000, 1, problems),
            PageSize = Number(values, "pageSize", 1, RepositoryQuery.MaximumPageSize, RepositoryQuery.DefaultPageSize, problems),
            Language = language,
        };
    }

    /// <summary>The address of a query below a path. Defaults are left out.</summary>
    public static string Write(RepositoryQuery query, string path = "/")
    {
        var pairs = new List<KeyValuePair<string, string?>>();
        if (query.Text.Length > 0)
        {
            pairs.Add(new("q", query.Text));
        }

        pairs.AddRange(query.Filters.Select(facet => new KeyValuePair<string, string?>(Facet.Name(facet.Kind), facet.Value)));
        if (query.Sort is { } sort)
        {
            pairs.Add(new("sort", Name(sort)));
        }

        if (query.Page > 1)
        {
            pairs.Add(new("page", query.Page.ToString(CultureInfo.InvariantCulture)));
        }

        if (query.PageSize != RepositoryQuery.DefaultPageSize)
        {
            pairs.Add(new("pageSize", query.PageSize.ToString(CultureInfo.InvariantCulture)));
        }

        return QueryHelpers.AddQueryString(path, pairs);
    }

    /// <summary>The address of the repository, filtered by one value.</summary>
    public static string Of(VocabularyKind kind, string value) => Write(new RepositoryQuery { Filters = [new Facet(kind, value)] });

    /// <summary>Name of an order in an address.</summary>
    public static string Name(RepositorySort sort) => sort.ToString().ToLowerInvariant();

    private static Facet? Known(VocabularyKind kind, string value)
    {
        // "KE" and "ke" are one country, "7" and "07" one objective; addresses and counts need one form.
        var key = kind switch
        {
            VocabularyKind.Country => Vocabulary.Country(value)?.Code,
            VocabularyKind.Objective => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? Vocabulary.Objective(n)?.Number.ToString(CultureInfo.InvariantCulture) : null,
            _ => Vocabulary.Label(kind, value, "en") is null ? null : value,
        };
        return key is null ? null : new Facet(kind, key);
    }

    private static RepositorySort? Sort(string? value, IDictionary<string, string[]>? problems)
    {
        foreach (var sort in Enum.GetValues<RepositorySort>())
        {
            if (value == Name(sort))
            {
                return sort;
            }
        }

        if (!string.IsNullOrEmpty(value))
        {
            problems?.Add("sort", [$"Use one of: {string.Join(", ", Enum.GetValues<RepositorySort>().Select(Name))}."]);
        }

        return null;
    }

    private static int Number(IQueryCollection values, string name, int least, int most, int normal, IDictionary<string, string[]>? problems)
    {
        var text = values[name].FirstOrDefault();
        if (string.IsNullOrEmpty(text))
        {
            return normal;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        problems?.Add(name, [$"Use a number from {least} to {most}."]);
        return normal;
    }
}
