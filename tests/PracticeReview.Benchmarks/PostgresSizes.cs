using System.Diagnostics;
using Npgsql;
using PracticeReview.Testing;
using static PracticeReview.Benchmarks.BenchmarkEngine;

namespace PracticeReview.Benchmarks;

/// <summary>
/// Bursts of 10, 100 and 1,000 activities on PostgreSQL, from start to end, with and without a journal: how the cost of a
/// burst follows its length, and what of it is the journal.
/// </summary>
internal static class PostgresSizes
{
    public static async Task<int> RunAsync(int activities)
    {
        var table = new Table("activities", "journal", "bursts/s", "activities/s", "p50 ms", "p99 ms", "kB/burst");
        foreach (var size in new[] { 10, 100, 1000 })
        {
            foreach (var journal in new[] { true, false })
            {
                var database = await PostgresServer.CreateDatabaseAsync();
                await using var engine = new BenchmarkEngine(database, journal);
                await engine.PublishAsync("chain", [.. Enumerable.Range(0, size).Select(i => Act($"a{i}", "Elsa.WriteLine", ("text", "on")))]);
                var bursts = Math.Max(50, activities / size);
                for (var warm = 0; warm < bursts / 2; warm++)
                {
                    await engine.StartAsync("chain");
                }

                var times = new List<double>(bursts);
                var allocated = GC.GetTotalAllocatedBytes();
                for (var i = 0; i < bursts; i++)
                {
                    var start = Stopwatch.GetTimestamp();
                    await engine.StartAsync("chain");
                    times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                }

                var kilobytes = (GC.GetTotalAllocatedBytes() - allocated) / 1024.0 / bursts;
                var rate = 1000 * bursts / times.Sum();
                times.Sort();
                table.Row(size, journal ? "on" : "off", rate, rate * size, Table.Percentile(times, 0.5), Table.Percentile(times, 0.99), kilobytes);
                NpgsqlConnection.ClearAllPools();
                await PostgresServer.DropDatabaseAsync(database);
            }
        }

        return 0;
    }
}
