using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PracticeReview.Data;
using PracticeReview.Data.Flow;
using PracticeReview.Web.Pages.Admin;

namespace PracticeReview.Web.Api.Elsa;

/// <summary>A line of the Studio's list of workflows.</summary>
public sealed record DefinitionSummary(
    string Id, string DefinitionId, string Name, string? Description, int Version, bool IsLatest, bool IsPublished, DateTimeOffset CreatedAt, IReadOnlyList<Link> Links)
{
    /// <summary>How the definition is kept; Elsa's word for JSON.</summary>
    public string MaterializerName => "Json";

    /// <summary>It can be read.</summary>
    public bool IsMaterializerAvailable => true;

    /// <summary>Nobody may change it.</summary>
    public bool IsReadonly => false;
}

/// <summary>Finds versions of workflows, page by page in the database.</summary>
public sealed class DefinitionList(AppDbContext db)
{
    private const int LargestPage = 1000;

    /// <summary>A page of summaries as the query of the request asks for, and how many there are in all.</summary>
    public async Task<(IReadOnlyList<DefinitionSummary> Items, int Total)> PageAsync(IQueryCollection query, CancellationToken cancellation)
    {
        var versions = Of(query["versionOptions"]);
        if (query["ids"] is { Count: > 0 } ids)
        {
            var wanted = ids.ToArray();
            versions = versions.Where(d => wanted.Contains(d.Id));
        }

        if (query["definitionIds"] is { Count: > 0 } definitionIds)
        {
            var wanted = definitionIds.ToArray();
            versions = versions.Where(d => wanted.Contains(d.DefinitionId));
        }

        if (query["searchTerm"].ToString().Trim() is { Length: > 0 } term)
        {
            var pattern = LikePattern.Containing(term);
            versions = versions.Where(d => EF.Functions.ILike(d.Name, pattern) || EF.Functions.ILike(d.Description!, pattern) || d.DefinitionId == term || d.Id == term);
        }

        if (bool.TryParse(query["isSystem"], out var system) && system)
        {
            return ([], 0);
        }

        var total = await versions.CountAsync(cancellation);
        var (page, size) = (Number(query["page"], 0), Math.Clamp(Number(query["pageSize"], LargestPage), 1, LargestPage));
        var rows = await Ordered(versions, query["orderBy"], query["orderDirection"] == "Descending").Skip(ElsaApi.Before(page, size)).Take(size)
            .Select(d => new { d.Id, d.DefinitionId, d.Name, d.Description, d.Version, d.IsLatest, d.IsPublished, d.CreatedAt }).ToListAsync(cancellation);
        return ([.. rows.Select(d => new DefinitionSummary(d.Id, d.DefinitionId, d.Name, d.Description, d.Version, d.IsLatest, d.IsPublished, d.CreatedAt, DefinitionModel.Links(d.DefinitionId)))], total);
    }

    /// <summary>One version of a workflow.</summary>
    /// <param name="definitionId">The workflow.</param>
    /// <param name="versionOptions">Elsa's words: Latest, Published, LatestOrPublished, Draft, or a number; Latest when empty.</param>
    /// <param name="cancellation">Stops the work.</param>
    public Task<StoredDefinition?> FindAsync(string definitionId, string? versionOptions, CancellationToken cancellation) =>
        Of(string.IsNullOrEmpty(versionOptions) ? "Latest" : versionOptions).Where(d => d.DefinitionId == definitionId)
            .OrderByDescending(d => d.Version).FirstOrDefaultAsync(cancellation);

    private IQueryable<StoredDefinition> Of(string? versionOptions)
    {
        var all = db.WorkflowDefinitions.AsNoTracking();
        return versionOptions switch
        {
            "Latest" => all.Where(d => d.IsLatest),
            "Published" => all.Where(d => d.IsPublished),
            "LatestOrPublished" => all.Where(d => d.IsLatest || d.IsPublished),
            "LatestAndPublished" => all.Where(d => d.IsLatest && d.IsPublished),
            "Draft" => all.Where(d => d.IsLatest && !d.IsPublished),
            _ when int.TryParse(versionOptions, CultureInfo.InvariantCulture, out var number) => all.Where(d => d.Version == number),
            _ => all,
        };
    }

    private static IOrderedQueryable<StoredDefinition> Ordered(IQueryable<StoredDefinition> versions, string? by, bool descending) => (by, descending) switch
    {
        ("Name", false) => versions.OrderBy(d => d.Name).ThenBy(d => d.Id),
        ("Name", true) => versions.OrderByDescending(d => d.Name).ThenBy(d => d.Id),
        ("Version", false) => versions.OrderBy(d => d.Version).ThenBy(d => d.Id),
        ("Version", true) => versions.OrderByDescending(d => d.Version).ThenBy(d => d.Id),
        ("Created", false) => versions.OrderBy(d => d.CreatedAt).ThenBy(d => d.Version).ThenBy(d => d.Id),
        (_, false) => versions.OrderBy(d => d.Name).ThenBy(d => d.Version).ThenBy(d => d.Id),
        (_, true) => versions.OrderByDescending(d => d.CreatedAt).ThenByDescending(d => d.Version).ThenBy(d => d.Id),
    };

    internal static int Number(string? text, int otherwise) => int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
