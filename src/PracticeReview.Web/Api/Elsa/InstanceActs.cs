using System.Security.Claims;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PracticeReview.Audit;
using PracticeReview.Data;
using PracticeReview.Data.Flow;
using PracticeReview.Web.Hosting;
using PracticeReview.Workflows.Definitions;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Web.Api.Elsa;

/// <summary>Starts, cancels, retries and removes instances.</summary>
internal static class InstanceActs
{
    public static void MapInstanceActs(this IEndpointRouteBuilder api)
    {
        api.MapPost("/workflow-definitions/{definitionId}/execute", ExecuteAsync);
        api.MapPost("/workflow-definitions/{definitionId}/dispatch", ExecuteAsync);
        api.MapPost("/cancel/workflow-instances/{id}", async (string id, InstanceControl control, ClaimsPrincipal user, CancellationToken cancellation) =>
        {
            await control.CancelAsync(id, user.Actor(), cancellation);
            return Results.Ok();
        });
        api.MapDelete("/workflow-instances/{id}", async (string id, InstanceControl control, ClaimsPrincipal user, CancellationToken cancellation) =>
        {
            await control.DeleteAsync(id, user.Actor(), cancellation);
            return Results.NoContent();
        });
        api.MapPost("/bulk-actions/cancel/workflow-instances", async (HttpRequest request, AppDbContext db, InstanceControl control, ClaimsPrincipal user, CancellationToken cancellation) =>
        {
            var body = await ElsaApi.BodyAsync(request);
            var (ids, definitionId, versionId) = (ElsaApi.Texts(body, "ids"), ElsaApi.Text(body, "definitionId"), ElsaApi.Text(body, "definitionVersionId"));
            var running = await db.WorkflowInstances.Where(i => i.Status == "Running" && (ids.Contains(i.Id) || i.DefinitionId == definitionId || i.DefinitionVersionId == versionId))
                .Select(i => i.Id).ToListAsync(cancellation);
            return await ManyAsync(running, id => control.CancelAsync(id, user.Actor(), cancellation), "cancelledCount");
        });
        api.MapPost("/bulk-actions/delete/workflow-instances/by-id", async (HttpRequest request, InstanceControl control, ClaimsPrincipal user, CancellationToken cancellation) =>
            await ManyAsync(ElsaApi.Texts(await ElsaApi.BodyAsync(request), "ids"), id => control.DeleteAsync(id, user.Actor(), cancellation), "deleted"));
        api.MapPost("/alterations/workflows/retry", RetryAsync);
    }

    private static async Task<IResult> ExecuteAsync(
        string definitionId, HttpContext context, DefinitionList list, DefinitionStore definitions, DefinitionValidator validator, InstanceControl control, ClaimsPrincipal user, CancellationToken cancellation)
    {
        var body = await ElsaApi.BodyAsync(context.Request);
        var options = body["versionOptions"]?.ToString();
        if (await list.FindAsync(definitionId, string.IsNullOrEmpty(options) ? "Published" : options, cancellation) is not { } version)
        {
            return ElsaProblems.Missing("There is no such workflow, or no version of it is published.");
        }

        // The Studio runs what is drawn, published or not; what could not be published would only fail on its way.
        if (!version.IsFrozen && validator.Validate(await definitions.ReadAsync(version, cancellation)) is { Count: > 0 } problems)
        {
            throw new InvalidDefinitionException(problems);
        }

        var instance = await control.StartAsync(version, (body["input"] as JsonObject ?? []).ToDictionary(i => i.Key, i => i.Value), ElsaApi.Text(body, "correlationId"), user.Actor(), cancellation);
        context.Response.Headers["x-elsa-workflow-instance-id"] = instance.Id;
        context.Response.Headers["x-elsa-workflow-cannot-start"] = "False";
        return ElsaApi.Answer(new { workflowInstanceId = instance.Id, workflowState = new { instance.Id, instance.DefinitionId, definitionVersion = instance.Version, instance.Status, instance.SubStatus, instance.Output } });
    }

    private static async Task<IResult> RetryAsync(HttpRequest request, InstanceControl control, ClaimsPrincipal user, TimeProvider time, CancellationToken cancellation)
    {
        var body = await ElsaApi.BodyAsync(request);
        var (activities, results) = (ElsaApi.Texts(body, "activityIds"), new List<object>());
        foreach (var id in ElsaApi.Texts(body, "workflowInstanceIds"))
        {
            var (isSuccessful, message, level) = (true, "Tried again.", "Information");
            try
            {
                await control.RetryAsync(id, activities, user.Actor(), cancellation);
            }
            catch (Exception e) when (e is InvalidOperationException or FlowFaultedException or DefinitionRefusedException)
            {
                (isSuccessful, message, level) = (false, e.Message, "Error");
            }

            var entry = new { message, logLevel = level, timestamp = time.GetUtcNow(), eventName = (string?)null };
            results.Add(new { workflowInstanceId = id, log = new { logEntries = new[] { entry } }, workflowHasScheduledWork = false, isSuccessful });
        }

        return ElsaApi.Answer(new { results });
    }

    private static async Task<IResult> ManyAsync(IReadOnlyCollection<string> ids, Func<string, Task> act, string member)
    {
        var (done, refused) = (0, new List<string>());
        foreach (var id in ids)
        {
            try
            {
                await act(id);
                done++;
            }
            catch (Exception e) when (e is InvalidOperationException or DefinitionRefusedException)
            {
                refused.Add(e.Message);
            }
        }

        return ElsaApi.Many(refused, new() { [member] = done });
    }
}
