using Microsoft.AspNetCore.Diagnostics;
using Npgsql;

namespace PracticeReview.Web.Hosting;

/// <summary>What people and programs see when something went wrong.</summary>
public static class ErrorPages
{
    /// <summary>Pages get a page that says what to do; the API and health checks get problem details.</summary>
    public static void UseErrorPages(this WebApplication app)
    {
        app.UseWhen(IsForPrograms, programs => programs
            .UseExceptionHandler(new ExceptionHandlerOptions { StatusCodeSelector = StatusOf })
            .UseStatusCodePages());
        app.UseWhen(context => !IsForPrograms(context), people => people
            .UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandlingPath = "/error/500", StatusCodeSelector = StatusOf })
            .UseStatusCodePagesWithReExecute("/error/{0}"));
    }

    /// <summary>An address that leads nowhere says so to everybody, instead of asking strangers to sign in first.</summary>
    public static void MapNothingElse(this WebApplication app) => app.MapFallback("{**path}", context =>
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }).AllowAnonymous();

    private static bool IsForPrograms(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/api") || context.Request.Path.StartsWithSegments("/elsa") || context.Request.Path.StartsWithSegments("/health");

    private static int StatusOf(Exception problem) => problem switch
    {
        BadHttpRequestException bad => bad.StatusCode,
        NpgsqlException and not PostgresException => StatusCodes.Status503ServiceUnavailable,
        _ when problem.InnerException is { } inner => StatusOf(inner),
        _ => StatusCodes.Status500InternalServerError,
    };
}
