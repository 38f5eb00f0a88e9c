using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace PracticeReview.Data;

/// <summary>Registers the database of the product.</summary>
public static class DataServices
{
    /// <summary>Adds <see cref="AppDbContext"/> on the PostgreSQL server that the connection string names. Contexts are used again: making one costs as much as a burst.</summary>
    public static IServiceCollection AddDatabase(this IServiceCollection services, string connectionString) =>
        services.AddDbContextPool<AppDbContext>(options => options.UseReviewDatabase(connectionString));

    /// <summary>
    /// The same commands come again and again, so they are prepared; a connection string that says otherwise is kept.
    /// Nothing changes the session of a pooled connection, so that need not be reset before each use.
    /// </summary>
    private static string Preparing(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { NoResetOnClose = true };
        if (settings.MaxAutoPrepare == 0)
        {
            (settings.MaxAutoPrepare, settings.AutoPrepareMinUsages) = (100, 3);
        }

        return settings.ConnectionString;
    }

    /// <summary>The provider and naming that the product, its migrations and its tests share.</summary>
    public static DbContextOptionsBuilder UseReviewDatabase(this DbContextOptionsBuilder options, string connectionString) =>
        options.UseNpgsql(Preparing(connectionString)).UseSnakeCaseNamingConvention();
}
