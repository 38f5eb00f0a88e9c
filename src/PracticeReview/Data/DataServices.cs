using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace PracticeReview.Data;

/// <summary>Registers the database of the product.</summary>
public static class DataServices
{
    /// <summary>Adds <see cref="AppDbContext"/> on the PostgreSQL server that the connection string names.</summary>
    public static IServiceCollection AddDatabase(this IServiceCollection services, string connectionString) =>
        services.AddDbContext<AppDbContext>(options => options.UseReviewDatabase(connectionString));

    /// <summary>The provider and naming that the product, its migrations and its tests share.</summary>
    public static DbContextOptionsBuilder UseReviewDatabase(this DbContextOptionsBuilder options, string connectionString) =>
        options.UseNpgsql(connectionString).UseSnakeCaseNamingConvention();
}
