using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PracticeReview.Data;
using PracticeReview.Data.Flow;
using PracticeReview.Web.Pages.Admin;

namespace PracticeReview.Web.Api.Elsa;

/// <summary>A line of the Studio's list of instances.</summary>
public sealed record InstanceSummary(
    string Id, string DefinitionId, string DefinitionVersionId, int Version, string Status, string SubStatus, string? CorrelationId, string? Name,
    int IncidentCount, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, DateTimeOffset? FinishedAt);

/// <summary>Finds instances, page by page in the database, without reading their states.</summary>
public sealed class InstanceList(AppDbContext db, PracticeTitles titles)
{
    private const int LargestPage = 1000;
    private const int UsualPage = 25;

    /// <summary>A search finds this many instances at most, the newest; who finds so many searches again.</summary>
    public const int MostFound = 1000;

    /// <summary>A page of instances as the filter asks for, and how many there are in all; at most <see cref="MostFound"/> when words are searched for.</summary>
    /// <param name="filter">Elsa's filter: searchTerm, definitionIds, statuses, hasIncidents, timestampFilters, orderBy, page, …</param>
    /// <param name="cancellation">Stops the work.</param>
    public async Task<(IReadOnlyList<InstanceSummary> Items, int Total)> PageAsync(JsonObject filter, CancellationToken cancellation)
    {
        if (filter["isSystem"]?.ToString() is "true" or "True")
        {
            return ([], 0);
        }

        var instances = Filtered(filter);
        if (Text(filter, "searchTerm") is { } words)
        {
            instances = await FoundAsync(instances, words, cancellation);
        }

        var total = await instances.CountAsync(cancellation);
        var (page, size) = (DefinitionList.Number(filter["page"]?.ToString(), 0), Math.Clamp(DefinitionList.Number(filter["pageSize"]?.ToString(), UsualPage), 1, LargestPage));
        var ordered = Ordered(instances, Text(filter, "orderBy"), Text(filter, "orderDirection"));
        var skip = ElsaApi.Before(page, size);

        // The second half is read from the end, so that no page has more than half of all before it.
        var (fromEnd, onPage) = (skip > total / 2, Math.Clamp(total - skip, 0, size));
        var rows = await (fromEnd ? ordered.Reverse().Skip(Math.Max(0, total - skip - onPage)).Take(onPage) : ordered.Skip(skip).Take(size))
            .Select(i => new InstanceSummary(
                i.Id, i.DefinitionId, i.DefinitionVersionId, i.Version, i.Status, i.SubStatus, i.CorrelationId, i.Name, i.IncidentCount, i.CreatedAt, i.UpdatedAt, i.FinishedAt))
            .ToListAsync(cancellation);
        if (fromEnd)
        {
            rows.Reverse();
        }

        return (await NamedAsync(rows, cancellation), total);
    }

    // By the names that NamedAsync shows, and by what identifies an instance. Each way has its index, so each is asked by itself.
    private async Task<IQueryable<StoredInstance>> FoundAsync(IQueryable<StoredInstance> instances, string words, CancellationToken cancellation)
    {
        var pattern = LikePattern.Containing(words);
        var named = instances.Where(i => i.Id == words || i.CorrelationId == words || i.DefinitionId == words || i.DefinitionVersionId == words || EF.Functions.ILike(i.Name!, pattern));
        var found = await named.OrderByDescending(i => i.CreatedAt).ThenByDescending(i => i.Id).Take(MostFound).Select(i => new { i.Id, i.CreatedAt }).ToListAsync(cancellation);
        if (await titles.FindAsync(words, MostFound, cancellation) is { Count: > 0 } practices)
        {
            // Neither sorted nor cut by the database: it would look through all instances, the newest first, instead of asking for these.
            found.AddRange(await instances.Where(i => practices.Contains(i.CorrelationId!)).Select(i => new { i.Id, i.CreatedAt }).ToListAsync(cancellation));
        }

        var ids = found.Distinct().OrderByDescending(i => i.CreatedAt).Take(MostFound).Select(i => i.Id).ToList();
        return db.WorkflowInstances.AsNoTracking().Where(i => ids.Contains(i.Id));
    }

    /// <summary>An instance that moves a submission is called as that is.</summary>
    private async Task<IReadOnlyList<InstanceSummary>> NamedAsync(List<InstanceSummary> rows, CancellationToken cancellation)
    {
        var practices = rows.Select(row => Guid.TryParse(row.CorrelationId, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty).Distinct().ToArray();
        var titled = await titles.OfAsync(practices, cancellation);
        return [.. rows.Select(row => row with { Name = row.Name ?? (Guid.TryParse(row.CorrelationId, out var practice) ? titled.GetValueOrDefault(practice) : null) })];
    }

    private IQueryable<StoredInstance> Filtered(JsonObject filter)
    {
        var instances = db.WorkflowInstances.AsNoTracking();
        if (Several(filter, "definitionId", "definitionIds") is { Length: > 0 } definitions)
        {
            instances = instances.Where(i => definitions.Contains(i.DefinitionId));
        }

        if (Several(filter, "status", "statuses") is { Length: > 0 } statuses)
        {
            instances = instances.Where(i => statuses.Contains(i.Status));
        }

        if (Several(filter, "subStatus", "subStatuses") is { Length: > 0 } subStatuses)
        {
            instances = instances.Where(i => subStatuses.Contains(i.SubStatus));
        }

        if (Text(filter, "correlationId") is { } correlation)
        {
            instances = instances.Where(i => i.CorrelationId == correlation);
        }

        if (int.TryParse(filter["version"]?.ToString(), out var version))
        {
            instances = instances.Where(i => i.Version == version);
        }

        if (bool.TryParse(filter["hasIncidents"]?.ToString(), out var incidents))
        {
            instances = instances.Where(i => incidents ? i.IncidentCount > 0 : i.IncidentCount == 0);
        }

        foreach (var time in (filter["timestampFilters"] as JsonArray ?? []).OfType<JsonObject>())
        {
            instances = At(instances, time);
        }

        return instances;
    }

    private static IQueryable<StoredInstance> At(IQueryable<StoredInstance> instances, JsonObject filter)
    {
        if (!DateTimeOffset.TryParse(filter["timestamp"]?.ToString(), System.Globalization.CultureInfo.InvariantCulture, out var given))
        {
            return instances;
        }

        var at = given.ToUniversalTime();
        return (Text(filter, "column")?.ToLowerInvariant(), Text(filter, "operator")) switch
        {
            ("createdat", "LessThan" or "LessThanOrEqual") => instances.Where(i => i.CreatedAt <= at),
            ("createdat", "GreaterThan" or "GreaterThanOrEqual") => instances.Where(i => i.CreatedAt >= at),
            ("updatedat", "LessThan" or "LessThanOrEqual") => instances.Where(i => i.UpdatedAt <= at),
            ("updatedat", "GreaterThan" or "GreaterThanOrEqual") => instances.Where(i => i.UpdatedAt >= at),
            ("finishedat", "LessThan" or "LessThanOrEqual") => instances.Where(i => i.FinishedAt <= at),
            ("finishedat", "GreaterThan" or "GreaterThanOrEqual") => instances.Where(i => i.FinishedAt >= at),
            _ => instances,
        };
    }

    // Newest first unless asked otherwise; the Studio asks for "Ascending" even when it sorts by nothing.
    private static IOrderedQueryable<StoredInstance> Ordered(IQueryable<StoredInstance> instances, string? by, string? direction) => (by, direction == "Descending") switch
    {
        ("Created", false) => instances.OrderBy(i => i.CreatedAt).ThenBy(i => i.Id),
        ("LastExecuted", false) => instances.OrderBy(i => i.UpdatedAt).ThenBy(i => i.Id),
        ("LastExecuted", true) => instances.OrderByDescending(i => i.UpdatedAt).ThenByDescending(i => i.Id),
        ("Finished", false) => instances.OrderBy(i => i.FinishedAt).ThenBy(i => i.Id),
        ("Finished", true) => instances.OrderByDescending(i => i.FinishedAt).ThenByDescending(i => i.Id),
        ("Name", false) => instances.OrderBy(i => i.Name).ThenBy(i => i.Id),
        ("Name", true) => instances.OrderByDescending(i => i.Name).ThenByDescending(i => i.Id),
        _ => instances.OrderByDescending(i => i.CreatedAt).ThenByDescending(i => i.Id),
    };

    private static string[] Several(JsonObject filter, string one, string many) =>
        [.. (Text(filter, one) is { } single ? ElsaApi.Texts(filter, many).Append(single) : ElsaApi.Texts(filter, many)).Where(text => text.Length > 0)];

    private static string? Text(JsonObject filter, string member) => filter[member]?.ToString().Trim() is { Length: > 0 } text ? text : null;
}
