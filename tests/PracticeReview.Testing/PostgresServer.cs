using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using PracticeReview.Data;
using PracticeReview.Web.Hosting;
using PracticeReview.Web.Hosting.EmbeddedPostgres;

namespace PracticeReview.Testing;

/// <summary>
/// The one PostgreSQL server of a test process: private, started when the first test needs it, gone when the process
/// ends. Use <see cref="TestDatabase"/> or <see cref="WebApp"/>, which make databases on it.
/// </summary>
public static class PostgresServer
{
    private const string Prefix = "practice-review-tests-";
    private static readonly Lazy<Task<PrivatePostgres>> Started = new(StartAsync);
    private static readonly ConcurrentDictionary<string, Lazy<Task>> Templates = new();

    /// <summary>Makes a database that holds what all migrations make, copied from a template within milliseconds.</summary>
    /// <returns>How to connect to it.</returns>
    public static async Task<string> CreateDatabaseAsync()
    {
        await Templates.GetOrAdd("migrated", _ => new(() => MigrateAsync("migrated"))).Value;
        return await CreateAsync($"test_{Guid.NewGuid():N}", "migrated");
    }

    /// <summary>Makes a database without any table.</summary>
    /// <returns>How to connect to it.</returns>
    public static Task<string> CreateEmptyDatabaseAsync() => CreateAsync($"test_{Guid.NewGuid():N}", "template0");

    /// <summary>Drops a database, ending the connections to it.</summary>
    public static async Task DropDatabaseAsync(string connectionString)
    {
        await using (var connection = new NpgsqlConnection(connectionString))
        {
            NpgsqlConnection.ClearPool(connection);
        }

        var name = new NpgsqlConnectionStringBuilder(connectionString).Database;
        await ExecuteAsync($"drop database if exists {name} with (force)");
    }

    private static async Task<string> CreateAsync(string name, string template)
    {
        var server = await Started.Value;
        await ExecuteAsync($"create database {name} template {template}");
        return new NpgsqlConnectionStringBuilder(server.Connection(name)) { MaxPoolSize = 20, IncludeErrorDetail = true }.ConnectionString;
    }

    private static async Task MigrateAsync(string name)
    {
        var connectionString = new NpgsqlConnectionStringBuilder(await CreateAsync(name, "template0")) { Pooling = false }.ConnectionString;
        var options = new DbContextOptionsBuilder<AppDbContext>();
        options.UseReviewDatabase(connectionString);
        await using var db = new AppDbContext(options.Options);
        await db.Database.MigrateAsync();
    }

    private static async Task ExecuteAsync(string sql)
    {
        var server = await Started.Value;
        await using var connection = new NpgsqlConnection(server.Connection("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<PrivatePostgres> StartAsync()
    {
        RemoveLeftovers();
        var folder = DataFolder.Open(Path.Combine(Path.GetTempPath(), Prefix + Guid.NewGuid().ToString("N")[..12]));
        var server = await PrivatePostgres.StartAsync(Path.Combine(folder.Path, "pg"), durable: false);
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            server.DisposeAsync().AsTask().Wait(TimeSpan.FromSeconds(10));
            folder.Dispose();
            Directory.Delete(folder.Path, recursive: true);
        };
        return server;
    }

    // A killed test process can't clean up; the next one does.
    private static void RemoveLeftovers()
    {
        foreach (var path in Directory.EnumerateDirectories(Path.GetTempPath(), Prefix + "*"))
        {
            try
            {
                DataFolder.Open(path).Dispose();
                Directory.Delete(path, recursive: true);
            }
            catch (Exception e) when (e is StartException or IOException or UnauthorizedAccessException)
            {
                // Somebody's tests are running on it.
            }
        }
    }
}
