using System.IO.Compression;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PracticeReview.Data;
using PracticeReview.Data.Flow;

namespace PracticeReview.Web.Api.Elsa;

/// <summary>Instances as files: one, or several in a zip. Reading them changes nothing, so a key that only reads may.</summary>
internal static class InstanceFiles
{
    public static void MapInstanceFiles(this IEndpointRouteBuilder api)
    {
        api.MapGet("/workflow-instances/{id}/export", async (string id, AppDbContext db, CancellationToken cancellation) =>
            await InstanceEndpoints.FindAsync(db, id, cancellation) is { } stored
                ? Results.File(JsonSerializer.SerializeToUtf8Bytes(InstanceModel.Of(stored, []), ElsaApi.Json), "application/json", Name(stored))
                : InstanceEndpoints.NoInstance());
        api.MapPost("/bulk-actions/export/workflow-instances", ExportAsync);
        api.MapPost("/bulk-actions/import/workflow-instances", () => ElsaProblems.Problem(
            StatusCodes.Status501NotImplemented, ["Instances can't be imported here: each tells what happened on this server. Their workflow can be imported, and submissions start it."]));
    }

    private static async Task<IResult> ExportAsync(HttpRequest request, AppDbContext db, CancellationToken cancellation)
    {
        var ids = ElsaApi.Texts(await ElsaApi.BodyAsync(request), "ids");
        var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var stored in await db.WorkflowInstances.AsNoTracking().Where(i => ids.Contains(i.Id)).ToListAsync(cancellation))
            {
                await using var entry = archive.CreateEntry(Name(stored)).Open();
                await JsonSerializer.SerializeAsync(entry, InstanceModel.Of(stored, []), ElsaApi.Json, cancellation);
            }
        }

        return Results.File(bytes.ToArray(), "application/zip", "workflow-instances.zip");
    }

    private static string Name(StoredInstance stored) => $"workflow-instance-{stored.Id}.json";
}
