using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Net.Http.Headers;
using PracticeReview.Web.Hosting;

namespace PracticeReview.Web.Pages.Admin.Workflows;

/// <summary>Which element of the Studio a page holds, and what it shows.</summary>
/// <param name="Element">Name of the custom element.</param>
/// <param name="Attribute">The attribute that says what is shown; null for lists.</param>
/// <param name="Value">Its value.</param>
public sealed record StudioElement(string Element, string? Attribute = null, string? Value = null)
{
    /// <summary>A list: it draws no workflow.</summary>
    public bool IsList => Attribute is null;
}

/// <summary>A page around an element of Elsa Studio: for administrators, with a content policy of its own.</summary>
[Authorize(Policy = Policies.Administrator)]
public abstract class StudioPage(TimeProvider time) : AdminPage(time)
{
    // Two components of the Studio 3.8.2 bring a script for their hot keys: the editor and the list of instances.
    private const string HotKeys = "'sha256-snlP1jz0gjwc5cTz9ErZcliXuCK63+Mmf68RRCeptgc=' 'sha256-vu6sQrKXQHR4Yn3FMMihA/9TxxfIXnCxKwvLrTPJ5ts='";

    // The Studio is WebAssembly, sets styles in the page, and its script editor makes workers of blobs.
    private const string Policy =
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval' " + HotKeys + "; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        + "worker-src 'self' blob:; connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>What the page holds.</summary>
    public abstract StudioElement Studio { get; }

    /// <summary>What is seen of it until the Studio has started, and where that can't; null for lists.</summary>
    public WorkflowDrawing? Drawing { get; protected set; }

    /// <summary>A list of instances shows those of this workflow only; null for all.</summary>
    public string? InstancesOf { get; protected set; }

    /// <inheritdoc />
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        ViewData["Base"] = StudioFiles.Base + "/";
        ViewData["Assemblies"] = StudioFiles.Assemblies(HttpContext.RequestServices.GetRequiredService<IWebHostEnvironment>().WebRootFileProvider);
        Response.Headers[HeaderNames.ContentSecurityPolicy] = Policy;
    }
}
