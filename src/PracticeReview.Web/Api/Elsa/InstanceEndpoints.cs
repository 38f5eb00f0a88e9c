using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PracticeReview.Data;
using PracticeReview.Data.Flow;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Web.Api.Elsa;

/// <summary>Reads instances: the list, one with its state, its journal and its variables.</summary>
internal static class InstanceEndpoints
{
    public static void MapInstances(this IEndpointRouteBuilder api)
    {
        var instances = api.MapGroup("/workflow-instances");
        instances.MapPost("", async (HttpRequest request, InstanceList list, CancellationToken cancellation) => await ListAsync(await ElsaApi.BodyAsync(request), list, cancellation));
        instances.MapGet("", (HttpRequest request, InstanceList list, CancellationToken cancellation) => ListAsync(FromQuery(request.Query), list, cancellation));
        instances.MapGet("/{id}", async (string id, AppDbContext db, CancellationToken cancellation) =>
            await FindAsync(db, id, cancellation) is { } stored ? ElsaApi.Answer(InstanceModel.Of(stored, await FailuresAsync(db, id, cancellation))) : NoInstance());
        instances.MapGet("/{id}/execution-state", async (string id, AppDbContext db, CancellationToken cancellation) =>
            await db.WorkflowInstances.Where(i => i.Id == id).Select(i => new { i.Status, workflowSubStatus = i.SubStatus, i.UpdatedAt }).SingleOrDefaultAsync(cancellation) is { } state
                ? ElsaApi.Answer(state)
                : NoInstance());
        instances.MapGet("/{id}/variables", async (string id, AppDbContext db, DefinitionStore definitions, CancellationToken cancellation) =>
        {
            if (await FindAsync(db, id, cancellation) is not { } stored)
            {
                return NoInstance();
            }

            var values = WorkflowInstance.FromJson(stored.State).Variables;
            var declared = (await definitions.VersionAsync(stored.DefinitionVersionId, cancellation)).Variables;
            return ElsaApi.Whole(declared.Select(v => new { v.Id, v.Name, value = values.GetValueOrDefault(v.Name) ?? values.GetValueOrDefault(v.Id) }).ToList());
        });
        instances.MapGet("/{id}/journal", (string id, int? skip, int? take, int? page, int? pageSize, AppDbContext db, CancellationToken cancellation) =>
            JournalAsync(id, [], skip ?? ElsaApi.Before(page ?? 0, pageSize ?? 0), take ?? pageSize, db, cancellation));
        instances.MapPost("/{id}/journal", async (string id, int? skip, int? take, int? page, int? pageSize, HttpRequest request, AppDbContext db, CancellationToken cancellation) =>
            await JournalAsync(id, (await ElsaApi.BodyAsync(request))["filter"] as JsonObject ?? [], skip ?? ElsaApi.Before(page ?? 0, pageSize ?? 0), take ?? pageSize, db, cancellation));
    }

    internal static Task<StoredInstance?> FindAsync(AppDbContext db, string id, CancellationToken cancellation) =>
        db.WorkflowInstances.AsNoTracking().SingleOrDefaultAsync(i => i.Id == id, cancellation);

    internal static IResult NoInstance() => ElsaProblems.Missing("There is no such instance.");

    /// <summary>Bookmarks at which a burst failed; what it did was undone, so that the state doesn't tell of it.</summary>
    private static Task<List<StoredBookmark>> FailuresAsync(AppDbContext db, string id, CancellationToken cancellation) =>
        db.WorkflowBookmarks.AsNoTracking().Where(b => b.InstanceId == id && b.Problem != null).ToListAsync(cancellation);

    private static async Task<IResult> ListAsync(JsonObject filter, InstanceList list, CancellationToken cancellation)
    {
        var (items, total) = await list.PageAsync(filter, cancellation);
        return ElsaApi.Answer(ElsaApi.Page(items, total));
    }

    private static JsonObject FromQuery(IQueryCollection query)
    {
        var filter = new JsonObject();
        foreach (var (name, values) in query)
        {
            var member = JsonNamingPolicy.CamelCase.ConvertName(name);
            filter[member] = member.EndsWith('s') && member != "hasIncidents" ? new JsonArray([.. values.Select(value => (JsonNode?)value)]) : values.ToString();
        }

        return filter;
    }

    private static async Task<IResult> JournalAsync(string id, JsonObject filter, int skip, int? take, AppDbContext db, CancellationToken cancellation)
    {
        var (nodes, activities) = (ElsaApi.Texts(filter, "activityNodeIds"), ElsaApi.Texts(filter, "activityIds"));
        var (types, events) = (ElsaApi.Texts(filter, "excludedActivityTypes"), ElsaApi.Texts(filter, "eventNames"));
        var entries = db.WorkflowJournal.AsNoTracking().Where(e => e.InstanceId == id
            && (nodes.Length == 0 || nodes.Contains(e.NodeId)) && (activities.Length == 0 || activities.Contains(e.ActivityId))
            && (types.Length == 0 || !types.Contains(e.ActivityType)) && (events.Length == 0 || events.Contains(e.EventName)));
        var total = await entries.CountAsync(cancellation);
        var page = await entries.OrderBy(e => e.Sequence).Skip(Math.Max(0, skip)).Take(Math.Clamp(take ?? 1000, 1, 1000)).ToListAsync(cancellation);
        return ElsaApi.Answer(ElsaApi.Page(page.ConvertAll(InstanceModel.Record), total));
    }
}
