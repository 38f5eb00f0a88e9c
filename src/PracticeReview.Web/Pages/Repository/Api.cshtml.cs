using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PracticeReview.Publishing;

namespace PracticeReview.Web.Pages.Repository;

/// <summary>Describes the public data to people who write programs.</summary>
[AllowAnonymous]
public sealed class ApiModel : PageModel
{
    /// <summary>Parameters of a search, with what each takes.</summary>
    public static readonly IReadOnlyList<(string Name, string Takes, string Example)> Parameters =
    [
        ("q", "Words, \"quoted words\" that stand together, -words that must not occur; in any language, with or without accents", "q=school+-university"),
        ("objective", "Number of an objective of the Compact, 1 to 23", "objective=7"),
        ("region", "UN M49 code of a region or sub-region", "region=002"),
        ("country", "ISO 3166-1 alpha-2 code", "country=KE"),
        ("type", "policy, programme, service, tool, partnership, campaign, research, other", "type=policy"),
        ("principle", "Key of a guiding principle", "principle=human-rights"),
        ("scope", "local, national, regional, global", "scope=local"),
        ("language", "Language of the practice, ISO 639-1", "language=es"),
        ("sort", "relevance (when there are words), newest, oldest", "sort=oldest"),
        ("page", "Page, from 1", "page=2"),
        ("pageSize", $"Results on a page, 1 to {RepositoryQuery.MaximumPageSize}; {RepositoryQuery.DefaultPageSize} unless given", "pageSize=50"),
        ("labels", "Language of labels: en, es, fr", "labels=fr"),
    ];
}
