using System.Diagnostics;
using PracticeReview.Data.Flow;
using PracticeReview.Testing;
using PracticeReview.Workflows.Activities;
using static PracticeReview.Benchmarks.BenchmarkEngine;

namespace PracticeReview.Benchmarks;

/// <summary>What it costs to find and resume one instance among ever more that wait. It must stay flat.</summary>
internal static class WaitingInstances
{
    private const int Resumed = 300;

    public static async Task<int> RunAsync(int most)
    {
        await using var engine = new BenchmarkEngine(await PostgresServer.CreateDatabaseAsync());
        await engine.PublishAsync("waits", Act("first", "Elsa.Event", ("eventName", "Go")), Act("second", "Elsa.Event", ("eventName", "Go on")));
        await engine.StartAsync("waits");
        var table = new Table("waiting", "resumes/s", "ratio", "p50 ms", "p99 ms");
        double first = 0;
        var made = 1;
        for (var size = 1000; size <= most; made = size, size *= 10)
        {
            await engine.CopyAsync(made, size - 1);
            await engine.ExecuteAsync("update workflow_bookmarks set hash = instance_id where not woken and due_at is null");
            await engine.ExecuteAsync("analyze");
            for (var warm = 0; warm < 50; warm++)
            {
                await ResumeAsync(engine, made + warm);
            }

            var times = new List<double>();
            for (var i = 0; i < Resumed; i++)
            {
                var start = Stopwatch.GetTimestamp();
                await ResumeAsync(engine, made + 50 + i);
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }

            var rate = Resumed * 1000 / times.Sum();
            first = first == 0 ? rate : first;
            times.Sort();
            table.Row(size, rate, rate / first, Table.Percentile(times, 0.5), Table.Percentile(times, 0.99));
        }

        return 0;
    }

    // A stimulus by its hash, the way an event comes in: written, matched, resumed.
    private static async Task ResumeAsync(BenchmarkEngine engine, int number)
    {
        await engine.ExecuteAsync("update workflow_bookmarks set hash = $1 where instance_id = $2", Event.Named($"Go {number}").Hash, $"copy-{number}");
        await engine.InFlowAsync(async flow =>
        {
            await flow.PublishAsync(Event.Named($"Go {number}"), null, default);
            return await flow.ResumeNextDueAsync(new DueSweep(), default);
        });
    }
}
