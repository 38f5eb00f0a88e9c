using System.IO.Compression;
using System.Security.Claims;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PracticeReview.Data;
using PracticeReview.Data.Flow;
using PracticeReview.Workflows.Definitions;
using PracticeReview.Web.Hosting;

namespace PracticeReview.Web.Api.Elsa;

/// <summary>Workflows as files: one as JSON, several as a zip.</summary>
internal static class DefinitionFiles
{
    private const long LargestFile = 8 * 1024 * 1024;
    private const int MostFiles = 200;
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void MapDefinitionFiles(this IEndpointRouteBuilder api)
    {
        var definitions = api.MapGroup("/workflow-definitions");
        definitions.MapMethods("/{definitionId}/export", ["GET", "POST"], ExportAsync);
        api.MapPost("/bulk-actions/export/workflow-definitions", ExportManyAsync);
    }

    public static void MapDefinitionImports(this IEndpointRouteBuilder api)
    {
        var definitions = api.MapGroup("/workflow-definitions");
        definitions.MapPost("/import", async (HttpRequest request, ClaimsPrincipal user, DefinitionVersions versions, DefinitionModel model, CancellationToken cancellation) =>
            Imported(await versions.SaveAsync(WithoutVersion(await ElsaApi.BodyAsync(request)), user.Actor(), cancellation), model, request.HttpContext));
        definitions.MapPut("/{definitionId}/import", async (string definitionId, HttpRequest request, ClaimsPrincipal user, DefinitionVersions versions, DefinitionModel model, CancellationToken cancellation) =>
        {
            var json = WithoutVersion(await ElsaApi.BodyAsync(request));
            json["definitionId"] = definitionId;
            return Imported(await versions.SaveAsync(json, user.Actor(), cancellation), model, request.HttpContext);
        });
        definitions.MapPost("/import-files", ImportManyAsync);
    }

    private static IResult Imported(StoredDefinition version, DefinitionModel model, HttpContext context)
    {
        DefinitionStamp.Tell(context, version);
        return ElsaApi.Answer(model.Of(version));
    }

    private static async Task<IResult> ExportAsync(
        string definitionId, string? versionOptions, bool? includeConsumingWorkflows, DefinitionList list, AppDbContext db, DefinitionModel model, CancellationToken cancellation)
    {
        if (await list.FindAsync(definitionId, versionOptions, cancellation) is not { } version)
        {
            return ElsaProblems.Missing("There is no such workflow.");
        }

        if (includeConsumingWorkflows == true && await DefinitionEndpoints.ConsumersAsync(db, definitionId, cancellation) is { Count: > 0 } consumers)
        {
            return Zip([version, .. await db.WorkflowDefinitions.AsNoTracking().Where(d => d.IsLatest && consumers.Contains(d.DefinitionId)).ToListAsync(cancellation)], model);
        }

        return Results.File(Encoding.UTF8.GetBytes(Text(version, model)), "application/json", FileName(version));
    }

    private static async Task<IResult> ExportManyAsync(HttpRequest request, AppDbContext db, DefinitionModel model, CancellationToken cancellation)
    {
        var ids = ElsaApi.Texts(await ElsaApi.BodyAsync(request), "ids");
        var versions = await db.WorkflowDefinitions.AsNoTracking().Where(d => ids.Contains(d.Id)).OrderBy(d => d.Name).ToListAsync(cancellation);
        return versions.Count == 0 ? Results.NoContent() : Zip(versions, model);
    }

    private static async Task<IResult> ImportManyAsync(HttpRequest request, ClaimsPrincipal user, DefinitionVersions versions, CancellationToken cancellation)
    {
        var (count, refused) = (0, new List<string>());
        foreach (var (name, text) in await FilesAsync(request, cancellation))
        {
            try
            {
                await versions.SaveAsync(WithoutVersion(WorkflowDefinition.Parse(text).Json), user.Actor(), cancellation);
                count++;
            }
            catch (InvalidDefinitionException e)
            {
                refused.Add($"{name}: {string.Join(" ", ElsaProblems.Sentences(e.Problems))}");
            }
            catch (DefinitionRefusedException e)
            {
                refused.Add($"{name}: {e.Message}");
            }
        }

        return refused.Count > 0 ? ElsaProblems.Problem(StatusCodes.Status400BadRequest, refused) : ElsaApi.Answer(new { count });
    }

    private static async Task<List<(string Name, string Text)>> FilesAsync(HttpRequest request, CancellationToken cancellation)
    {
        var files = new List<(string, string)>();
        foreach (var file in (await request.ReadFormAsync(cancellation)).Files)
        {
            await using var content = file.OpenReadStream();
            if (!file.FileName.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
            {
                files.Add((file.FileName, await TextAsync(content, cancellation)));
                continue;
            }

            using var archive = new ZipArchive(content);
            foreach (var entry in archive.Entries.Where(e => e.Name.EndsWith(".json", StringComparison.OrdinalIgnoreCase)).Take(MostFiles))
            {
                await using var part = entry.Open();
                files.Add((entry.Name, await TextAsync(part, cancellation)));
            }
        }

        return files;
    }

    // The sizes that an archive states may be lies, so what is read is counted.
    private static async Task<string> TextAsync(Stream content, CancellationToken cancellation)
    {
        using var read = new MemoryStream();
        var buffer = new byte[81920];
        for (int bytes; (bytes = await content.ReadAsync(buffer, cancellation)) > 0;)
        {
            if (read.Length + bytes > LargestFile)
            {
                throw new DefinitionRefusedException("A file of a workflow may have at most 8 MB.");
            }

            read.Write(buffer, 0, bytes);
        }

        return Encoding.UTF8.GetString(read.ToArray()).TrimStart('\uFEFF');
    }

    // A file names the version that it was made of, which need not be the one here.
    private static JsonObject WithoutVersion(JsonObject json)
    {
        json.Remove("id");
        return UnknownActivities.Restored(json);
    }

    private static IResult Zip(IReadOnlyList<StoredDefinition> versions, DefinitionModel model)
    {
        var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var version in versions)
            {
                using var writer = new StreamWriter(archive.CreateEntry(FileName(version)).Open());
                writer.Write(Text(version, model));
            }
        }

        return Results.File(bytes.ToArray(), "application/zip", "workflow-definitions.zip");
    }

    private static string Text(StoredDefinition version, DefinitionModel model) => model.File(version).ToJsonString(Indented);

    private static string FileName(StoredDefinition version) =>
        $"{string.Concat(version.Name.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')).Trim('-')}-{version.DefinitionId}-v{version.Version}.json";
}
