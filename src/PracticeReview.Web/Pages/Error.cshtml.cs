using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PracticeReview.Web.Hosting;

namespace PracticeReview.Web.Pages;

/// <summary>Says in plain words what went wrong and what to do. It repeats nothing of the request, which may hold a token.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true)]
public sealed class ErrorModel : PageModel
{
    /// <summary>What happened, as an HTTP status.</summary>
    public int Code { get; private set; }

    /// <summary>Whether a form came with an antiforgery token that is missing or no longer valid.</summary>
    public bool IsStaleForm { get; private set; }

    /// <summary>What support can find the event by in the log.</summary>
    public string Reference { get; private set; } = "";

    /// <summary>Shows the page, whatever the method of the request that failed.</summary>
    public override void OnPageHandlerExecuting(Microsoft.AspNetCore.Mvc.Filters.PageHandlerExecutingContext context)
    {
        var failed = HttpContext.Features.Get<IExceptionHandlerFeature>() is not null;
        Code = failed ? Response.StatusCode : int.Parse((string)RouteData.Values["code"]!, System.Globalization.CultureInfo.InvariantCulture);
        Code = Code is >= 400 and <= 599 ? Code : 404;
        Response.StatusCode = Code;
        IsStaleForm = Code == 400 && StaleForm.In(HttpContext);
        Reference = System.Diagnostics.Activity.Current?.TraceId.ToString() ?? HttpContext.TraceIdentifier;
    }
}
