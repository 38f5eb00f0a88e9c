namespace PracticeReview.Web.Hosting;

/// <summary>Refuses methods of HTTP that nothing here knows, before anything takes them for a form or runs into them.</summary>
public static class AllowedMethods
{
    private const string Everywhere = "GET, HEAD, POST, OPTIONS", OfPrograms = Everywhere + ", PUT, DELETE";

    /// <summary>Answers 405 to them.</summary>
    public static IApplicationBuilder UseAllowedMethods(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var allowed = context.Request.Path.StartsWithSegments("/elsa") ? OfPrograms : Everywhere;
        if (allowed.Split(", ").Contains(context.Request.Method, StringComparer.OrdinalIgnoreCase))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        context.Response.Headers.Allow = allowed;
        return Task.CompletedTask;
    });
}
