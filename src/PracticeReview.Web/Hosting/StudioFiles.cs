using System.Text.RegularExpressions;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Net.Http.Headers;
using Microsoft.Extensions.FileProviders;

namespace PracticeReview.Web.Hosting;

/// <summary>
/// Serves Elsa Studio's own files below the pages that hold it, because it asks for them relative to these pages: as the
/// npm package compressed them, and kept by the browser for good where the name changes with the content.
/// </summary>
public static partial class StudioFiles
{
    /// <summary>Where the pages with the Studio stand; its base address is this with a slash.</summary>
    public const string Base = "/admin/workflows";

    /// <summary>Where the files of the package lie below wwwroot.</summary>
    private const string Folder = "/lib/elsa-studio";

    private static readonly FileExtensionContentTypeProvider Types = new()
    {
        Mappings = { [".wasm"] = "application/wasm", [".dat"] = "application/octet-stream", [".blat"] = "application/octet-stream" },
    };

    /// <summary>Whether an address of this site leads to a page that holds the Studio, or to one beside it.</summary>
    /// <param name="address">Path, with or without a query.</param>
    public static bool IsPage(string? address) =>
        address is not null && address.StartsWith(Base, StringComparison.Ordinal) && (address.Length == Base.Length || address[Base.Length] is '/' or '?');

    /// <summary>Address of the file in which the build put all assemblies of the Studio; null when there is none, and the Studio asks for each.</summary>
    public static string? Assemblies(IFileProvider files) =>
        files.GetDirectoryContents(Folder + "/_framework").Select(file => file.Name).FirstOrDefault(name => AssembliesName().IsMatch(name)) is { } name
            ? $"{Base}/_framework/{name}"
            : null;

    /// <summary>Addresses of the two files that are most of the Studio: a browser that has them already starts it sooner.</summary>
    public static IEnumerable<string> Largest(IFileProvider files) => files.GetDirectoryContents(Folder + "/_framework").Select(file => file.Name)
        .Where(name => AssembliesName().IsMatch(name) || RuntimeName().IsMatch(name)).Select(name => $"{Base}/_framework/{name}");

    /// <summary>
    /// Addresses of the modules that the Studio imports one after the other while it starts: a page that names them gets them
    /// together.
    /// </summary>
    /// <param name="files">What is below wwwroot.</param>
    /// <param name="draws">Whether the page shows a drawing of a workflow.</param>
    public static IEnumerable<string> Modules(IFileProvider files, bool draws)
    {
        foreach (var name in files.GetDirectoryContents(Folder + "/_framework").Select(file => file.Name).Where(name => ModuleName().IsMatch(name)))
        {
            yield return $"{Base}/_framework/{name}";
        }

        if (draws)
        {
            yield return $"{Base}/_content/Elsa.Studio.DomInterop/dom.entry.js";
            yield return $"{Base}/_content/Elsa.Studio.Workflows.Designer/designer.entry.js";
        }
    }

    /// <summary>Serves them.</summary>
    public static void UseStudioFiles(this WebApplication app)
    {
        var files = app.Environment.WebRootFileProvider;
        app.Use((context, next) =>
        {
            var request = context.Request;
            if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method)
                || !request.Path.StartsWithSegments(Base, out var rest) || !IsOfStudio(rest))
            {
                return next(context);
            }

            var (file, encoding) = Find(files, Folder + rest.Value, request.Headers.AcceptEncoding.ToString());
            if (file is null || !Types.TryGetContentType(rest.Value!, out var type))
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            }

            var headers = context.Response.Headers;
            headers.Vary = HeaderNames.AcceptEncoding;
            headers.CacheControl = Fingerprint().IsMatch(rest.Value!) ? "public, max-age=31536000, immutable" : "public, max-age=3600";
            if (encoding is not null)
            {
                headers.ContentEncoding = encoding;
            }

            var tag = new EntityTagHeaderValue($"\"{file.LastModified.UtcTicks:x}-{file.Length:x}\"");
            return Results.File(file.PhysicalPath!, type, lastModified: file.LastModified, entityTag: tag).ExecuteAsync(context);
        });
    }

    private static bool IsOfStudio(PathString path) =>
        path.StartsWithSegments("/_framework") || path.StartsWithSegments("/_content") || path.Value is "/Elsa.Studio.Host.CustomElements.styles.css" or "/appsettings.json";

    private static (IFileInfo? File, string? Encoding) Find(IFileProvider files, string path, string accepted)
    {
        foreach (var (encoding, ending) in new[] { ("br", ".br"), ("gzip", ".gz") })
        {
            if (accepted.Contains(encoding, StringComparison.OrdinalIgnoreCase) && files.GetFileInfo(path + ending) is { Exists: true } compressed)
            {
                return (compressed, encoding);
            }
        }

        return (files.GetFileInfo(path) is { Exists: true, IsDirectory: false } plain ? plain : null, null);
    }

    [GeneratedRegex(@"/_framework/.+\.[a-z0-9]{10}\.[a-z]+$")]
    private static partial Regex Fingerprint();

    [GeneratedRegex(@"^dotnet\.native\.[a-z0-9]{10}\.wasm$")]
    private static partial Regex RuntimeName();

    [GeneratedRegex(@"^dotnet(\.(native|runtime)\.[a-z0-9]{10})?\.js$")]
    private static partial Regex ModuleName();

    [GeneratedRegex(@"^assemblies\.[a-z0-9]{10}\.dat$")]
    private static partial Regex AssembliesName();
}
