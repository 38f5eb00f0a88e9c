using System.Diagnostics;
using PracticeReview.Testing;
using static PracticeReview.Benchmarks.BenchmarkEngine;

namespace PracticeReview.Benchmarks;

/// <summary>Many timers due in the same minute: how the next one is found, and how fast they drain, at the beginning and at the end.</summary>
internal static class TimersDrain
{
    public static async Task<int> RunAsync(int timers)
    {
        await using var engine = new BenchmarkEngine(await PostgresServer.CreateDatabaseAsync());
        await engine.PublishAsync("sleeps", Act("sleep", "Elsa.Delay", ("timeSpan", "1.00:00:00")), Act("line", "Elsa.WriteLine", ("text", "on")));
        await engine.StartAsync("sleeps");
        await engine.CopyAsync(1, timers - 1);
        await engine.ExecuteAsync("update workflow_bookmarks set due_at = now() - interval '1 minute' + random() * interval '1 minute'");
        await engine.ExecuteAsync("analyze");
        var plan = await engine.ReadAsync(
            """
            explain select i.state, b.id, b.payload from workflow_bookmarks b join workflow_instances i on i.id = b.instance_id
            where b.due_at between 'epoch' and now() and not b.parked and b.instance_id <> all ('{}'::text[]) order by b.due_at limit 1 for update of i skip locked
            """);
        plan.ForEach(Console.WriteLine);

        var table = new Table("drained", "left", "timers/s");
        var work = engine.WorkAsync();
        var (watch, before) = (Stopwatch.StartNew(), timers);
        while (!work.IsCompleted)
        {
            await Task.WhenAny(work, Task.Delay(TimeSpan.FromSeconds(10)));
            var left = int.Parse((await engine.ReadAsync("select count(*) from workflow_bookmarks"))[0]);
            table.Row(timers - left, left, (before - left) / watch.Elapsed.TotalSeconds);
            (before, watch) = (left, Stopwatch.StartNew());
        }

        await work;
        var twice = await engine.ReadAsync("select count(*) from (select instance_id from workflow_journal where activity_id = 'line' and event_name = 'Completed' group by 1 having count(*) <> 1) x");
        var fired = await engine.ReadAsync("select count(*) from workflow_journal where activity_id = 'line' and event_name = 'Completed'");
        Console.WriteLine($"{fired[0]} of {timers} fired; {twice[0]} of them not exactly once.");
        return fired[0] == timers.ToString() && twice[0] == "0" ? 0 : 1;
    }
}
