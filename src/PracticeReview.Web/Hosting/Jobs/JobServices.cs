using Hangfire;
using Hangfire.PostgreSql;
using PracticeReview.Web.Hosting;

namespace PracticeReview.Web.Hosting.Jobs;

/// <summary>Background work: Hangfire, in the product's own database under the schema "hangfire".</summary>
public static class JobServices
{
    /// <summary>Where administrators watch the jobs.</summary>
    public const string DashboardPath = "/admin/jobs";

    /// <summary>Adds the queue, and the workers unless the options say that other processes have them.</summary>
    public static IServiceCollection AddJobs(this IServiceCollection services, string connectionString, PracticeReviewOptions options)
    {
        services.AddHangfire(hangfire => hangfire
            .UseSimpleAssemblyNameTypeSerializer()
            .UseRecommendedSerializerSettings()
            .UsePostgreSqlStorage(storage => storage.UseNpgsqlConnection(connectionString), new PostgreSqlStorageOptions
            {
                SchemaName = "hangfire",
                QueuePollInterval = TimeSpan.FromSeconds(2),
                UseSlidingInvisibilityTimeout = true,
                EnableLongPolling = true,
                StartupConnectionMaxRetries = 0,
                AllowDegradedModeWithoutStorage = false,
            }));
        if (options.Jobs)
        {
            services.AddHangfireServer(server =>
            {
                server.WorkerCount = Math.Clamp(Environment.ProcessorCount * 2, 2, 10);
                server.StopTimeout = TimeSpan.FromSeconds(1);
                server.ShutdownTimeout = TimeSpan.FromSeconds(10);
                // Due timers are planned as jobs of their own: this is how late they may be.
                server.SchedulePollingInterval = TimeSpan.FromMilliseconds(500);
            });
            services.AddHostedService<RecurringJobs>();
        }

        return services;
    }

    /// <summary>The dashboard, for administrators only. Hangfire checks its own antiforgery token on each change.</summary>
    public static IEndpointConventionBuilder MapJobDashboard(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapHangfireDashboardWithAuthorizationPolicy(Policies.Administrator, DashboardPath, new DashboardOptions
        {
            AppPath = "/admin",
            DashboardTitle = "Background jobs",
            DisplayStorageConnectionString = false,
        });
}
