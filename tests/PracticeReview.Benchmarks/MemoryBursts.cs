using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using PracticeReview.Workflows.Definitions;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Benchmarks;

/// <summary>
/// Flowcharts of activities that do nothing, run from start to end in memory on one thread. The floor is the same
/// number of awaited calls of a delegate that does nothing, measured in the same run.
/// </summary>
internal static class MemoryBursts
{
    public static async Task<int> RunAsync(int milliseconds)
    {
        await using var services = new ServiceCollection().AddWorkflows().BuildServiceProvider();
        var runner = services.GetRequiredService<WorkflowRunner>();
        var time = TimeSpan.FromMilliseconds(milliseconds);
        var table = new Table("activities", "journal", "bursts/s", "activities/s", "p50 us", "p99 us", "KB/burst", "us/activity", "floor/s", "times floor");
        foreach (var size in new[] { 10, 100, 1000 })
        {
            var definition = Chain(size);
            var floor = await MeasureAsync(() => FloorAsync(size), time / 2);
            foreach (var journal in new[] { true, false })
            {
                var options = new BurstOptions { WritesJournal = journal };
                var m = await MeasureAsync(() => BurstAsync(runner, definition, services, options), time);
                table.Row(size, journal ? "on" : "off", m.PerSecond, m.PerSecond * size, m.P50, m.P99, m.Bytes / 1024, m.P50 / size, floor.PerSecond, floor.PerSecond / m.PerSecond);
            }
        }

        return 0;
    }

    private static async Task BurstAsync(WorkflowRunner runner, WorkflowDefinition definition, IServiceProvider scope, BurstOptions options)
    {
        var instance = WorkflowInstance.Of(definition, "instance", DateTimeOffset.UnixEpoch);
        await runner.StartAsync(definition, instance, scope, options);
        if (instance.SubStatus != WorkflowSubStatus.Finished)
        {
            throw new InvalidOperationException($"The flowchart ended {instance.SubStatus}.");
        }
    }

    private static async Task FloorAsync(int calls)
    {
        Func<ValueTask> nothing = static () => ValueTask.CompletedTask;
        for (var i = 0; i < calls; i++)
        {
            await nothing();
        }
    }

    // Warms up for half of the time, then measures each burst. Times are in microseconds.
    private static async Task<(double PerSecond, double P50, double P99, double Bytes)> MeasureAsync(Func<Task> burst, TimeSpan time)
    {
        for (var warm = Stopwatch.StartNew(); warm.Elapsed < time / 2;)
        {
            await burst();
        }

        GC.Collect();
        var times = new List<double>(1 << 20);
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var begin = Stopwatch.GetTimestamp();
        var last = begin;
        while (Stopwatch.GetElapsedTime(begin, last) < time)
        {
            await burst();
            var now = Stopwatch.GetTimestamp();
            times.Add((now - last) * 1e6 / Stopwatch.Frequency);
            last = now;
        }

        bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
        times.Sort();
        return (times.Count / Stopwatch.GetElapsedTime(begin, last).TotalSeconds, Table.Percentile(times, 0.5), Table.Percentile(times, 0.99), (double)bytes / times.Count);
    }

    private static WorkflowDefinition Chain(int size)
    {
        var activities = Enumerable.Range(0, size).Select(i => (JsonNode)new JsonObject { ["id"] = $"a{i}", ["type"] = "Elsa.FlowNode" });
        var lines = Enumerable.Range(1, size - 1).Select(i => (JsonNode)new JsonObject
        {
            ["source"] = new JsonObject { ["activity"] = $"a{i - 1}", ["port"] = "Done" },
            ["target"] = new JsonObject { ["activity"] = $"a{i}", ["port"] = "In" },
        });
        return WorkflowDefinition.Read(new JsonObject
        {
            ["id"] = $"chain-{size}", ["definitionId"] = $"chain-{size}", ["name"] = "Chain", ["version"] = 1,
            ["root"] = new JsonObject { ["id"] = "flow", ["type"] = "Elsa.Flowchart", ["activities"] = new JsonArray([.. activities]), ["connections"] = new JsonArray([.. lines]) },
        });
    }
}
