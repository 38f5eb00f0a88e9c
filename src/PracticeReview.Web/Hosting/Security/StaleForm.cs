using Microsoft.AspNetCore.Mvc.Core.Infrastructure;
using Microsoft.AspNetCore.Mvc.Filters;

namespace PracticeReview.Web.Hosting;

/// <summary>Remembers that a form came without a valid antiforgery token, so that the error page can say what that means.</summary>
public sealed class StaleForm : IAlwaysRunResultFilter
{
    /// <summary>Whether that happened in this request.</summary>
    public static bool In(HttpContext context) => context.Items.ContainsKey(typeof(StaleForm));

    /// <inheritdoc />
    public void OnResultExecuting(ResultExecutingContext context)
    {
        if (context.Result is IAntiforgeryValidationFailedResult)
        {
            context.HttpContext.Items[typeof(StaleForm)] = true;
        }
    }

    /// <inheritdoc />
    public void OnResultExecuted(ResultExecutedContext context)
    {
    }
}
