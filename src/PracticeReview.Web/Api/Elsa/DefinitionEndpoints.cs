using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PracticeReview.Data;
using PracticeReview.Data.Flow;
using PracticeReview.Workflows.Definitions;

namespace PracticeReview.Web.Api.Elsa;

/// <summary>Reads workflows.</summary>
internal static class DefinitionEndpoints
{
    public static void MapDefinitions(this IEndpointRouteBuilder api)
    {
        var definitions = api.MapGroup("/workflow-definitions");
        definitions.MapGet("", async (HttpRequest request, DefinitionList list, CancellationToken cancellation) =>
        {
            var (items, total) = await list.PageAsync(request.Query, cancellation);
            return ElsaApi.Answer(ElsaApi.Page(items, total, DefinitionModel.ListLinks));
        });
        definitions.MapGet("/by-definition-id/{definitionId}", async (string definitionId, string? versionOptions, HttpContext context, DefinitionList list, DefinitionModel model, CancellationToken cancellation) =>
            One(await list.FindAsync(definitionId, versionOptions, cancellation), model, context));
        definitions.MapGet("/by-id/{id}", async (string id, HttpContext context, AppDbContext db, DefinitionModel model, CancellationToken cancellation) =>
            One(await ByIdAsync(db, id, cancellation), model, context));
        definitions.MapGet("/many-by-id", async (string[] ids, AppDbContext db, DefinitionModel model, CancellationToken cancellation) =>
            ElsaApi.Whole((await db.WorkflowDefinitions.AsNoTracking().Where(d => ids.Contains(d.Id)).ToListAsync(cancellation)).ConvertAll(model.Of)));
        definitions.MapGet("/query/count", async (AppDbContext db, CancellationToken cancellation) =>
            ElsaApi.Answer(new { count = await db.WorkflowDefinitions.Where(d => d.IsLatest).CountAsync(cancellation) }));
        definitions.MapGet("/validation/is-name-unique", async (string name, string? definitionId, AppDbContext db, CancellationToken cancellation) =>
        {
            var taken = await db.WorkflowDefinitions.AnyAsync(d => d.IsLatest && d.Name == name.Trim() && d.DefinitionId != definitionId, cancellation);
            return ElsaApi.Answer(new { isUnique = !taken });
        });
        definitions.MapGet("/{definitionId}/consumers", async (string definitionId, AppDbContext db, CancellationToken cancellation) =>
            ElsaApi.Answer(new { consumingWorkflowDefinitionIds = await ConsumersAsync(db, definitionId, cancellation) }));
        definitions.MapGet("/subgraph/{id}", SubgraphAsync);
        definitions.MapGet("/subgraph/segments/{id}", async (string id, string? childNodeId, AppDbContext db, DefinitionModel model, CancellationToken cancellation) =>
            await ByIdAsync(db, id, cancellation) is { } version && ActivityTree.Of(model.Of(version)).Find(childNodeId) is { } node
                ? ElsaApi.Answer(node.Segments())
                : ElsaProblems.Missing("There is no such version or activity."));
    }

    // A workflow used as an activity comes with what is inside of it, by the paths that the runtime names.
    private static async Task<IResult> SubgraphAsync(string id, string? parentNodeId, AppDbContext db, DefinitionModel model, CancellationToken cancellation)
    {
        if (await ByIdAsync(db, id, cancellation) is not { } version || ActivityTree.Of(model.Of(version)).Find(parentNodeId) is not { } node)
        {
            return ElsaProblems.Missing("There is no such version or activity.");
        }

        if (ElsaApi.Text(node.Activity, "workflowDefinitionVersionId") is { } usedId && await ByIdAsync(db, usedId, cancellation) is { } used)
        {
            var (root, place) = (model.Of(used)["root"]!.DeepClone(), $"{ElsaApi.Text(node.Activity, "nodeId")}:{used.DefinitionId}");
            foreach (var activity in root.EveryObject().Where(inner => ElsaApi.Text(inner, "nodeId") is not null).ToList())
            {
                activity["nodeId"] = place + activity["nodeId"]!.ToString()["Workflow1".Length..];
            }

            node.Activity["root"] = root;
        }

        return ElsaApi.Answer(node.ToJson(deep: true));
    }

    internal static Task<StoredDefinition?> ByIdAsync(AppDbContext db, string id, CancellationToken cancellation) =>
        db.WorkflowDefinitions.AsNoTracking().SingleOrDefaultAsync(d => d.Id == id, cancellation);

    /// <summary>Newest versions of workflows that use this one as an activity.</summary>
    internal static async Task<IReadOnlyList<string>> ConsumersAsync(AppDbContext db, string definitionId, CancellationToken cancellation)
    {
        var likely = await db.WorkflowDefinitions.AsNoTracking().Where(d => d.IsLatest && d.DefinitionId != definitionId && d.Json.Contains(UsedWorkflows.Member))
            .Select(d => new { d.DefinitionId, d.Json }).ToListAsync(cancellation);
        return [.. likely.Where(d => UsedWorkflows.Uses(JsonNode.Parse(d.Json), definitionId)).Select(d => d.DefinitionId)];
    }

    private static IResult One(StoredDefinition? version, DefinitionModel model, HttpContext context)
    {
        if (version is null)
        {
            return ElsaProblems.Missing("There is no such workflow.");
        }

        DefinitionStamp.Tell(context, version);
        return ElsaApi.Answer((JsonNode)model.Of(version));
    }
}
