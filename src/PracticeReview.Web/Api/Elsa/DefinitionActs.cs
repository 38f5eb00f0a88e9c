using System.Security.Claims;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PracticeReview.Data;
using PracticeReview.Data.Flow;
using PracticeReview.Workflows.Definitions;
using PracticeReview.Web.Hosting;

namespace PracticeReview.Web.Api.Elsa;

/// <summary>Changes workflows: save, publish, retract, revert, delete, one or many.</summary>
internal static class DefinitionActs
{
    public static void MapDefinitionActs(this IEndpointRouteBuilder api)
    {
        var definitions = api.MapGroup("/workflow-definitions");
        definitions.MapPost("", SaveAsync);
        definitions.MapPost("/{definitionId}/publish", PublishAsync);
        definitions.MapPost("/{definitionId}/retract", async (string definitionId, ClaimsPrincipal user, DefinitionVersions versions, DefinitionModel model, CancellationToken cancellation) =>
            ElsaApi.Answer(model.Of(await versions.RetractAsync(definitionId, user.Actor(), cancellation))));
        definitions.MapPost("/{definitionId}/revert/{version:int}", async (string definitionId, int version, ClaimsPrincipal user, DefinitionVersions versions, DefinitionModel model, HttpContext context, CancellationToken cancellation) =>
        {
            var draft = await versions.RevertAsync(definitionId, version, user.Actor(), cancellation);
            DefinitionStamp.Tell(context, draft);
            return ElsaApi.Answer(model.Of(draft));
        });
        definitions.MapPost("/{definitionId}/update-references", async (string definitionId, ClaimsPrincipal user, DefinitionReferences references, CancellationToken cancellation) =>
            ElsaApi.Answer(new { affectedWorkflows = await references.UpdateAsync(definitionId, user.Actor(), cancellation) }));
        definitions.MapDelete("/{definitionId}", async (string definitionId, ClaimsPrincipal user, DefinitionDeletion deletion, CancellationToken cancellation) =>
        {
            await deletion.DeleteAsync(definitionId, user.Actor(), cancellation);
            return Results.NoContent();
        });
        api.MapDelete("/workflow-definition-versions/{id}", async (string id, ClaimsPrincipal user, DefinitionDeletion deletion, CancellationToken cancellation) =>
        {
            await deletion.DeleteVersionAsync(id, user.Actor(), cancellation);
            return Results.NoContent();
        });

        var many = api.MapGroup("/bulk-actions");
        many.MapPost("/publish/workflow-definitions/by-definition-ids", PublishManyAsync);
        many.MapPost("/retract/workflow-definitions/by-definition-ids", RetractManyAsync);
        many.MapPost("/delete/workflow-definitions/by-definition-id", async (HttpRequest request, ClaimsPrincipal user, DefinitionDeletion deletion, CancellationToken cancellation) =>
            await DeleteManyAsync(ElsaApi.Texts(await ElsaApi.BodyAsync(request), "definitionIds"), id => deletion.DeleteAsync(id, user.Actor(), cancellation)));
        many.MapPost("/delete/workflow-definitions/by-id", async (HttpRequest request, ClaimsPrincipal user, DefinitionDeletion deletion, CancellationToken cancellation) =>
            await DeleteManyAsync(ElsaApi.Texts(await ElsaApi.BodyAsync(request), "ids"), id => deletion.DeleteVersionAsync(id, user.Actor(), cancellation)));
    }

    private static async Task<IResult> PublishAsync(
        string definitionId, ClaimsPrincipal user, DefinitionReferences references, DefinitionModel model, HttpContext context, CancellationToken cancellation)
    {
        var (version, wasPublished, updated) = await references.PublishAsync(definitionId, user.Actor(), cancellation);
        return Saved(version, model, wasPublished, context, updated.Count);
    }

    private static async Task<IResult> SaveAsync(
        HttpRequest request, ClaimsPrincipal user, DefinitionVersions versions, DefinitionReferences references, DefinitionModel model, CancellationToken cancellation)
    {
        var (body, context) = (await ElsaApi.BodyAsync(request), request.HttpContext);
        var content = UnknownActivities.Restored(body["model"] as JsonObject ?? throw new DefinitionRefusedException("The request has no model."));
        var saved = await versions.SaveAsync(content, user.Actor(), cancellation, DefinitionStamp.Seen(context));
        DefinitionStamp.Tell(context, saved);
        if (body["publish"]?.GetValueKind() != System.Text.Json.JsonValueKind.True)
        {
            return Saved(saved, model, false, context);
        }

        // The draft stays saved when it can't be published, so that nothing is lost.
        return await PublishAsync(saved.DefinitionId, user, references, model, context, cancellation);
    }

    private static IResult Saved(StoredDefinition version, DefinitionModel model, bool alreadyPublished, HttpContext context, int updated = 0)
    {
        DefinitionStamp.Tell(context, version);
        return ElsaApi.Answer(new { workflowDefinition = model.Of(version), alreadyPublished, consumingWorkflowCount = updated, validationErrors = Array.Empty<string>() });
    }

    private static async Task<IResult> PublishManyAsync(HttpRequest request, ClaimsPrincipal user, DefinitionReferences references, AppDbContext db, CancellationToken cancellation)
    {
        var (published, alreadyPublished, notFound, refused, updated) = (new List<string>(), new List<string>(), new List<string>(), new List<string>(), new List<string>());
        foreach (var id in ElsaApi.Texts(await ElsaApi.BodyAsync(request), "definitionIds"))
        {
            try
            {
                var (_, wasPublished, users) = await references.PublishAsync(id, user.Actor(), cancellation);
                (wasPublished ? alreadyPublished : published).Add(id);
                updated.AddRange(users);
            }
            catch (DefinitionRefusedException)
            {
                notFound.Add(id);
            }
            catch (InvalidDefinitionException e)
            {
                var name = await db.WorkflowDefinitions.Where(d => d.DefinitionId == id && d.IsLatest).Select(d => d.Name).FirstOrDefaultAsync(cancellation) ?? id;
                refused.AddRange(ElsaProblems.Sentences(e.Problems).Select(sentence => $"{name} can't be published. {sentence}"));
            }
        }

        return ElsaApi.Many(refused, new() { ["published"] = published, ["alreadyPublished"] = alreadyPublished, ["notFound"] = notFound, ["updatedConsumers"] = updated });
    }

    private static async Task<IResult> RetractManyAsync(HttpRequest request, ClaimsPrincipal user, DefinitionVersions versions, CancellationToken cancellation)
    {
        var (retracted, alreadyRetracted, notFound) = (new List<string>(), new List<string>(), new List<string>());
        foreach (var id in ElsaApi.Texts(await ElsaApi.BodyAsync(request), "definitionIds"))
        {
            try
            {
                await versions.RetractAsync(id, user.Actor(), cancellation);
                retracted.Add(id);
            }
            catch (DefinitionRefusedException e)
            {
                (e.IsMissing ? notFound : alreadyRetracted).Add(id);
            }
        }

        return ElsaApi.Answer(new { retracted, alreadyRetracted, notFound });
    }

    private static async Task<IResult> DeleteManyAsync(string[] ids, Func<string, Task> delete)
    {
        var (deleted, refused) = (0, new List<string>());
        foreach (var id in ids)
        {
            try
            {
                await delete(id);
                deleted++;
            }
            catch (DefinitionRefusedException e)
            {
                refused.Add(e.Message);
            }
        }

        return ElsaApi.Many(refused, new() { ["deleted"] = deleted });
    }
}
