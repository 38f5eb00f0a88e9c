using Hangfire;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using PracticeReview.Data;
using PracticeReview.Mail;
using PracticeReview.Web.Hosting.SampleData;

namespace PracticeReview.Web.Hosting;

/// <summary>What happens between building the host and serving the first page, and how it ends.</summary>
public static class ProductStart
{
    /// <summary>Where the product listens when nothing else is said.</summary>
    public const string DefaultAddress = "http://localhost:5080";

    /// <summary>Listens on <see cref="DefaultAddress"/> unless "--urls" or another setting of the server says otherwise.</summary>
    public static void UseDefaultAddress(this WebApplicationBuilder builder)
    {
        var settings = builder.Configuration;
        if (new[] { "urls", "http_ports", "https_ports" }.All(name => string.IsNullOrEmpty(settings[name])) && !settings.GetSection("Kestrel:Endpoints").Exists())
        {
            builder.WebHost.UseUrls(DefaultAddress);
        }
    }

    /// <summary>Loads what the product ships, serves until the process is asked to stop, and stops in order.</summary>
    /// <exception cref="StartException">The product can't start.</exception>
    public static async Task ServeAsync(this WebApplication app, ProductDatabase database, PracticeReviewOptions options)
    {
        app.Services.GetRequiredService<SiteOptions>().BaseUrl = options.PublicAddress is { Length: > 0 } known ? known : FirstAddress(app);
        await ShippedWorkflows.LoadAsync(app.Services);
        var password = await LoadSampleDataAsync(app, database, options);
        var pending = password is not null && await app.HasPendingSampleDataAsync();
        try
        {
            await app.StartAsync();
        }
        catch (IOException e) when (e.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            throw new StartException($"{e.Message.TrimEnd('.')}. Stop the program that uses it, or choose another address with --urls {DefaultAddress.Replace("5080", "5090")}.", e);
        }
        catch (OptionsValidationException e)
        {
            throw new StartException(string.Join(Environment.NewLine, e.Failures), e);
        }

        if (pending)
        {
            app.Services.GetRequiredService<IBackgroundJobClient>().Enqueue<SampleDataJob>(job => job.RunAsync(CancellationToken.None));
        }

        Announce(app, database, password, pending);
        await app.WaitForShutdownAsync();
    }

    private static async Task<string?> LoadSampleDataAsync(WebApplication app, ProductDatabase database, PracticeReviewOptions options)
    {
        if (!(options.SampleData ?? (database.IsPrivate && app.Environment.IsDevelopment())))
        {
            return null;
        }

        var password = options.SamplePassword ?? database.Folder!.KeptPassword("sample-password");
        await SampleDataLoader.LoadAsync(app.Services, password);
        return password;
    }

    private static async Task<bool> HasPendingSampleDataAsync(this WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await SampleDataLoader.IsPendingAsync(scope.ServiceProvider.GetRequiredService<AppDbContext>(), CancellationToken.None);
    }

    /// <summary>The first address listened on, as a browser on this machine can open it.</summary>
    private static string FirstAddress(WebApplication app) =>
        (app.Configuration["urls"]?.Split(';')[0] ?? DefaultAddress).Replace("//*", "//localhost").Replace("//+", "//localhost").Replace("//0.0.0.0", "//localhost").TrimEnd('/');

    private static void Announce(WebApplication app, ProductDatabase database, string? password, bool samplesArrive)
    {
        var server = app.Services.GetRequiredService<IServer>();
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses;
        if (addresses is not { Count: > 0 } || server.GetType().Assembly != typeof(KestrelServerOptions).Assembly)
        {
            return;
        }

        Console.WriteLine($"PracticeReview is at {string.Join(" and ", addresses)}");
        if (password is not null)
        {
            Console.WriteLine($"  sample accounts  {string.Join(", ", SampleFiles.Accounts().DistinctBy(account => account.Role).Select(account => account.Email))}");
            Console.WriteLine($"  their password   {password}");
        }

        if (samplesArrive)
        {
            Console.WriteLine("  sample practices arrive now, within about half a minute");
        }

        if (app.Environment.IsDevelopment())
        {
            Console.WriteLine($"  mailbox          {addresses.First()}/mailbox");
        }

        if (database.Folder is { } folder)
        {
            Console.WriteLine($"  data folder      {folder.Path}");
        }

        Console.WriteLine("Ctrl-C stops it.");
    }
}
