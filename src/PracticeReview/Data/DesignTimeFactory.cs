using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace PracticeReview.Data;

/// <summary>Lets the EF Core tools write migrations without starting the product.</summary>
public sealed class DesignTimeFactory : IDesignTimeDbContextFactory<AppDbContext>
{
    /// <inheritdoc />
    public AppDbContext CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<AppDbContext>();
        options.UseReviewDatabase("Host=localhost;Database=design_time");
        return new AppDbContext(options.Options);
    }
}
