using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using PracticeReview.Data;
using Xunit;

namespace PracticeReview.Testing;

/// <summary>
/// A fresh, migrated database for one test class, without the web: <c>class FooTests(TestDatabase database) : IClassFixture&lt;TestDatabase&gt;</c>.
/// Tests of one class run one after the other and share it; make one with <see cref="CreateAsync"/> where they mustn't.
/// </summary>
public sealed class TestDatabase : IAsyncLifetime
{
    /// <summary>The start of <see cref="Time"/>: a Monday morning (UTC).</summary>
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    /// <summary>A clock to move: <c>database.Time.Advance(TimeSpan.FromDays(2))</c>.</summary>
    public FakeTimeProvider Time { get; } = new(Start);

    /// <summary>How to connect.</summary>
    public string ConnectionString { get; private set; } = "";

    /// <summary>Makes a database for one test; dispose it at the end.</summary>
    public static async Task<TestDatabase> CreateAsync()
    {
        var database = new TestDatabase();
        await database.InitializeAsync();
        return database;
    }

    /// <summary>A new context, which sees what others committed; the caller disposes it.</summary>
    public AppDbContext NewContext()
    {
        var options = new DbContextOptionsBuilder<AppDbContext>();
        options.UseReviewDatabase(ConnectionString).EnableDetailedErrors();
        return new AppDbContext(options.Options);
    }

    /// <inheritdoc />
    public async ValueTask InitializeAsync() => ConnectionString = await PostgresServer.CreateDatabaseAsync();

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await PostgresServer.DropDatabaseAsync(ConnectionString);
}
