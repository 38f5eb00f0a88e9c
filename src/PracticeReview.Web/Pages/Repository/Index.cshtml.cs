using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PracticeReview.Practices;
using PracticeReview.Publishing;
using PracticeReview.Web.Api;
using PracticeReview.Web.Hosting;

namespace PracticeReview.Web.Pages.Repository;

/// <summary>The repository: what it is, search, filters and results.</summary>
[AllowAnonymous]
public sealed class IndexModel(RepositorySearch search) : PageModel
{
    /// <summary>What the address asks for.</summary>
    public RepositoryQuery Asked { get; private set; } = new();

    /// <summary>What was found.</summary>
    public RepositoryResult Result { get; private set; } = null!;

    /// <summary>The whole repository.</summary>
    public RepositoryNumbers Numbers { get; private set; } = null!;

    /// <summary>The reader's language.</summary>
    public string Language => Localisation.CurrentLanguage;

    /// <summary>Whether the reader has asked for nothing yet.</summary>
    public bool IsFront => Asked.Text.Length == 0 && Asked.Filters.Count == 0 && Asked.Page == 1;

    /// <summary>Searches.</summary>
    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Asked = RepositoryAddress.Read(Request.Query, Language) with { PageSize = RepositoryQuery.DefaultPageSize };
        Result = await search.FindAsync(Asked, cancellation);
        Numbers = await search.NumbersAsync(cancellation);
    }

    /// <summary>The address of the same results on another page.</summary>
    public string ToPage(int page) => RepositoryAddress.Write(Asked with { Page = page }) + "#results";

    /// <summary>The address of the results in another order.</summary>
    public string InOrder(RepositorySort sort) => RepositoryAddress.Write(Asked with { Sort = sort, Page = 1 }) + "#results";

    /// <summary>The address of the results without one filter.</summary>
    public string Without(Facet facet) =>
        RepositoryAddress.Write(Asked with { Filters = [.. Asked.Filters.Where(f => f != facet)], Page = 1 }) + "#results";

    /// <summary>Pages to link to: the first, the last, and those around this one; 0 stands for a gap.</summary>
    public IEnumerable<int> PagesToShow()
    {
        var last = 0;
        foreach (var page in Enumerable.Range(1, Result.Pages).Where(p => p == 1 || p == Result.Pages || Math.Abs(p - Result.Page) <= 1))
        {
            if (page - last > 1)
            {
                yield return 0;
            }

            yield return last = page;
        }
    }

    /// <summary>
    /// The values of a filter to offer, in the order of the vocabulary, countries by name: those that give results,
    /// and those chosen. Sub-regions follow their region.
    /// </summary>
    public IReadOnlyList<FilterValue> Values(VocabularyKind kind)
    {
        IEnumerable<(string Key, string Label, bool Inner)> all = kind switch
        {
            VocabularyKind.Objective => Vocabulary.Objectives.Select(o => ($"{o.Number}", $"{o.Number}. {o.Short(Language)}", false)),
            VocabularyKind.Region => Vocabulary.Regions.Where(r => r.Parent is null).SelectMany(region =>
                Vocabulary.Regions.Where(r => r.Parent == region.Code).Select(r => (r.Code, r.Label(Language), true)).Prepend((region.Code, region.Label(Language), false))),
            VocabularyKind.Country => Vocabulary.CountriesIn(Language).Select(c => (c.Code, c.Label(Language), false)),
            VocabularyKind.Type => Vocabulary.Types.Select(Of),
            VocabularyKind.Principle => Vocabulary.Principles.Select(Of),
            VocabularyKind.Scope => Vocabulary.Scopes.Select(Of),
            _ => Vocabulary.Languages.Select(l => (l.Key, l.Label(Language), false)),
        };
        return
        [
            .. all.Select(value => (Facet: new Facet(kind, value.Key), value.Label, value.Inner))
                .Select(v => new FilterValue(v.Facet, v.Label, Result.Counts.GetValueOrDefault(v.Facet), Asked.Filters.Contains(v.Facet), v.Inner))
                .Where(v => v.Count > 0 || v.IsChosen),
        ];

        (string, string, bool) Of(Term term) => (term.Key, term.Label(Language), false);
    }
}

/// <summary>A value of a filter as it is offered.</summary>
public sealed record FilterValue(Facet Facet, string Label, int Count, bool IsChosen, bool IsInner)
{
    /// <summary>Id of its box.</summary>
    public string Id => $"filter-{Facet.Name(Facet.Kind)}-{Facet.Value}";
}
