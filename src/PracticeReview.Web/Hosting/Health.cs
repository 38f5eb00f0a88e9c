using Hangfire;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using PracticeReview.Data;

namespace PracticeReview.Web.Hosting;

/// <summary>For those who watch the product: "/health/live" says that it runs, "/health/ready" that it can work.</summary>
public static class Health
{
    /// <summary>Adds the checks of readiness.</summary>
    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<DatabaseHealth>("database").AddCheck<JobHealth>("jobs");
        return services;
    }

    /// <summary>Maps both addresses, open to everybody; they tell no more than the name and state of each check.</summary>
    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteAsync }).AllowAnonymous();
        endpoints.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = WriteAsync }).AllowAnonymous();
    }

    private static Task WriteAsync(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(new
    {
        status = report.Status.ToString(),
        checks = report.Entries.ToDictionary(entry => entry.Key, entry => new { status = entry.Value.Status.ToString(), entry.Value.Description }),
    });
}

/// <summary>The database answers and has the tables of this version.</summary>
public sealed class DatabaseHealth(AppDbContext db) : IHealthCheck
{
    /// <inheritdoc />
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!await db.Database.CanConnectAsync(cancellationToken))
        {
            return HealthCheckResult.Unhealthy("The database can't be reached.");
        }

        var pending = await db.Database.GetPendingMigrationsAsync(cancellationToken);
        return pending.Any() ? HealthCheckResult.Unhealthy("The database lacks migrations.") : HealthCheckResult.Healthy();
    }
}

/// <summary>The job queue answers and somebody works it off.</summary>
public sealed class JobHealth(JobStorage storage) : IHealthCheck
{
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(2);

    /// <inheritdoc />
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var working = storage.GetMonitoringApi().Servers().Any(server => server.Heartbeat > DateTime.UtcNow - Silence);
            return Task.FromResult(working ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded("No process works off the jobs."));
        }
        catch (Exception e) when (e is Npgsql.NpgsqlException or TimeoutException)
        {
            return Task.FromResult(HealthCheckResult.Unhealthy("The job queue can't be reached."));
        }
    }
}
