using Hangfire.Logging;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using PracticeReview.Data;
using PracticeReview.Web.Hosting;
using Xunit;

namespace PracticeReview.Testing;

/// <summary>
/// The whole product in memory on a fresh database, with a clock to move and without background workers:
/// <c>class FooTests(WebApp app) : IClassFixture&lt;WebApp&gt;</c>. Call a job directly with <see cref="RunAsync{TService}"/>;
/// read the mails it queued from the outbox. No sample data; rate limits are off.
/// </summary>
public class WebApp : WebApplicationFactory<PracticeReviewOptions>, IAsyncLifetime
{
    /// <summary>The clock of the product; starts at <see cref="TestDatabase.Start"/>.</summary>
    public FakeTimeProvider Time { get; } = new(TestDatabase.Start);

    /// <summary>How to connect to the database.</summary>
    public string ConnectionString { get; private set; } = "";

    /// <summary>Settings of this app beyond the usual ones, such as <c>["PracticeReview:SampleData"] = "true"</c>; set them before first use.</summary>
    public Dictionary<string, string> Settings { get; } = [];

    /// <summary>Services to replace in this app; set it before first use.</summary>
    public Action<IServiceCollection>? Replace { get; set; }

    /// <summary>A client that keeps cookies and shows redirects instead of following them. Nobody is signed in.</summary>
    public HttpClient NewClient() => CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });

    /// <summary>Does something with the services of a fresh scope.</summary>
    public async Task InScopeAsync(Func<IServiceProvider, Task> work)
    {
        await using var scope = Services.CreateAsyncScope();
        await work(scope.ServiceProvider);
    }

    /// <summary>Asks something of the services of a fresh scope.</summary>
    public async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = Services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    /// <summary>Works on the database in a fresh context.</summary>
    public Task WithDataAsync(Func<AppDbContext, Task> work) => InScopeAsync(services => work(services.GetRequiredService<AppDbContext>()));

    /// <summary>Reads from the database in a fresh context.</summary>
    public Task<T> WithDataAsync<T>(Func<AppDbContext, Task<T>> work) => InScopeAsync(services => work(services.GetRequiredService<AppDbContext>()));

    /// <summary>Runs a job or command, as Hangfire would: <c>app.RunAsync&lt;Housekeeping&gt;(job => job.RunAsync(default))</c>.</summary>
    public Task RunAsync<TService>(Func<TService, Task> work)
        where TService : notnull =>
        InScopeAsync(services => work(ActivatorUtilities.GetServiceOrCreateInstance<TService>(services)));

    /// <inheritdoc />
    public virtual async ValueTask InitializeAsync() => ConnectionString = await PostgresServer.CreateDatabaseAsync();

    /// <inheritdoc />
    public override async ValueTask DisposeAsync()
    {
        // Hangfire keeps the logger of the app that was made last, for all of them, even when that app is gone.
        LogProvider.SetCurrentLogProvider(null);
        await base.DisposeAsync();
        await PostgresServer.DropDatabaseAsync(ConnectionString);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc />
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseContentRoot(Path.Combine(TestPaths.Repository, "src", "PracticeReview.Web"));
        builder.UseEnvironment("Development");
        builder.UseSetting("ConnectionStrings:Default", ConnectionString);
        builder.UseSetting("PracticeReview:SampleData", "false");
        builder.UseSetting("PracticeReview:Jobs", "false");
        builder.UseSetting("PracticeReview:RateLimits", "false");
        builder.UseSetting("PracticeReview:PublicAddress", "http://localhost");
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
        foreach (var (name, value) in Settings)
        {
            builder.UseSetting(name, value);
        }

        builder.ConfigureTestServices(services =>
        {
            services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Time));
            Replace?.Invoke(services);
        });
    }
}
