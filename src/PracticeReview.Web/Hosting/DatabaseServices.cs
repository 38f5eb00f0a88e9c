using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using PracticeReview.Data;
using PracticeReview.Web.Hosting.EmbeddedPostgres;

namespace PracticeReview.Web.Hosting;

/// <summary>The database that this process works on, and what else depends on whether it is our own.</summary>
public sealed class ProductDatabase : IAsyncDisposable
{
    private readonly PrivatePostgres? _server;

    private ProductDatabase(string connectionString, DataFolder? folder, PrivatePostgres? server) =>
        (ConnectionString, Folder, _server) = (connectionString, folder, server);

    /// <summary>How to connect.</summary>
    public string ConnectionString { get; }

    /// <summary>The data folder, when this process holds one.</summary>
    public DataFolder? Folder { get; }

    /// <summary>Whether the database is the private one, which nobody else uses.</summary>
    public bool IsPrivate => _server is not null;

    /// <summary>Completes when the private server can be used; at once when the database is on another.</summary>
    public Task Ready => _server?.Ready ?? Task.CompletedTask;

    /// <summary>Takes the server that "ConnectionStrings:Default" names; without it begins to start the private one.</summary>
    /// <exception cref="StartException">The data folder is taken.</exception>
    public static ProductDatabase Open(string? connectionString, PracticeReviewOptions options)
    {
        var named = !string.IsNullOrWhiteSpace(connectionString);
        if (named || EF.IsDesignTime)
        {
            var folder = options is { SampleData: true, SamplePassword: null } && !EF.IsDesignTime ? DataFolder.Open(options.DataFolder) : null;
            return new ProductDatabase(named ? connectionString! : "Host=localhost;Database=design_time", folder, null);
        }

        var held = DataFolder.Open(options.DataFolder);
        try
        {
            var server = PrivatePostgres.Begin(Path.Combine(held.Path, "postgres"));
            return new ProductDatabase(server.ConnectionString, held, server);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Stops the private server and lets go of the data folder.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        Folder?.Dispose();
    }
}

/// <summary>Registers the database and what is kept in it for the web.</summary>
public static class DatabaseServices
{
    /// <summary>Opens the database, see <see cref="ProductDatabase.Open"/>, and registers what works on it.</summary>
    public static ProductDatabase AddProductDatabase(this WebApplicationBuilder builder, PracticeReviewOptions options)
    {
        var database = ProductDatabase.Open(builder.Configuration.GetConnectionString("Default"), options);
        builder.Services.AddDatabase(database.ConnectionString);
        builder.Services.AddDataProtection().SetApplicationName("PracticeReview").PersistKeysToDbContext<AppDbContext>();
        return database;
    }
}
