using Microsoft.EntityFrameworkCore;
using Npgsql;
using PracticeReview.Data;

namespace PracticeReview.Web.Hosting;

/// <summary>Brings the database to the state that this version of the product needs.</summary>
public static class DatabaseStart
{
    // Any constant number of our own: nodes that start together migrate one after the other.
    private const long MigrationLock = 7_042_018_337;

    /// <summary>Waits for the database and migrates it. Several processes may do so at the same time.</summary>
    /// <exception cref="StartException">The server can't be reached or refuses; the message names it, without password.</exception>
    public static async Task MigrateAsync(IServiceProvider services, ProductDatabase database)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        try
        {
            // Building the model takes as long as a server needs to start: both at once.
            await Task.Run(() => db.Model);
            await database.Ready;
            await using var held = await LockAsync(database.ConnectionString);
            if ((await db.Database.GetPendingMigrationsAsync()).Any())
            {
                await db.Database.MigrateAsync();
            }
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            throw new StartException(Explain(database.ConnectionString, e), e);
        }
    }

    private static async Task<NpgsqlConnection?> LockAsync(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false };
        settings.Timeout = Math.Min(settings.Timeout, 10);
        var connection = new NpgsqlConnection(settings.ConnectionString);
        try
        {
            await connection.OpenAsync();
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            // The database itself is still to be made, by the migration.
            await connection.DisposeAsync();
            return null;
        }

        await using var command = new NpgsqlCommand("select pg_advisory_lock($1)", connection) { CommandTimeout = 0, Parameters = { new() { Value = MigrationLock } } };
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    private static string Explain(string connectionString, Exception problem)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        var where = $"the database \"{settings.Database}\" at {settings.Host}:{settings.Port}";
        return problem switch
        {
            PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } =>
                $"The server of {where} does not let user \"{settings.Username}\" in. Correct Username and Password in ConnectionStrings__Default.",
            PostgresException refused =>
                $"Setting up {where} failed: {refused.MessageText}. User \"{settings.Username}\" has to own that database, on PostgreSQL 15 or newer.",
            _ => $"No connection to {where}: {problem.InnerException?.Message ?? problem.Message}. Start that server or correct ConnectionStrings__Default; leave it out to use a private database.",
        };
    }
}
