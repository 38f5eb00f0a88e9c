using System.Collections.Concurrent;
using System.Diagnostics;
using Npgsql;
using NpgsqlTypes;
using PracticeReview.Data.Flow;
using PracticeReview.Testing;
using static PracticeReview.Benchmarks.BenchmarkEngine;

namespace PracticeReview.Benchmarks;

/// <summary>
/// Bursts a second on PostgreSQL. Each locks and loads an instance, resumes it, writes state, bookmark and journal, and
/// commits. The floor, measured in the same run, is the least that any such engine must do: bare transactions that read
/// a row of two kilobytes for update, update it and insert two rows.
/// </summary>
internal static class PostgresBursts
{
    public static async Task<int> RunAsync(int instances)
    {
        var table = new Table("workers", "floor/s", "bursts/s", "ratio", "p50 ms", "p99 ms", "kB/burst", "CPU us", "of server", "CPU of floor");
        var usual = instances;
        foreach (var (row, workers) in new[] { 2, 1, 2, 4, 8 }.Index())
        {
            instances = row == 0 ? Math.Max(usual, 6_000) : usual;
            var database = await PostgresServer.CreateDatabaseAsync();
            await using var engine = new BenchmarkEngine(database);
            await engine.PublishAsync("waits", Act("first", "Elsa.Event", ("eventName", "Go")), Act("line", "Elsa.WriteLine", ("text", "on")), Act("second", "Elsa.Event", ("eventName", "Go on")));
            await engine.StartAsync("waits");
            await engine.CopyAsync(1, instances - 1);
            await engine.ExecuteAsync("update workflow_bookmarks set woken = true, due_at = now()");
            await engine.ExecuteAsync("create table floor_state (id int primary key, state jsonb); create table floor_log (id bigserial, line text)");
            await engine.ExecuteAsync("insert into floor_state select n, (select state from workflow_instances limit 1) from generate_series(1, $1::int) n", instances);
            await engine.ExecuteAsync("analyze");

            var begin = await CpuTime.ReadAsync(engine.ConnectionString);
            var (floor, _) = await MeasureAsync(instances, workers, (_, id) => BareAsync(engine.ConnectionString, id));
            var middle = await CpuTime.ReadAsync(engine.ConnectionString);
            var allocated = GC.GetTotalAllocatedBytes();
            var sweeps = Enumerable.Range(0, workers).Select(_ => new DueSweep()).ToArray();
            var (rate, times) = await MeasureAsync(instances, workers, (worker, _) => engine.InFlowAsync(flow => flow.ResumeNextDueAsync(sweeps[worker], default)));
            var kilobytes = (GC.GetTotalAllocatedBytes() - allocated) / 1024.0 / instances;
            var (bare, burst) = (middle - begin, await CpuTime.ReadAsync(engine.ConnectionString) - middle);
            table.Row(
                workers, floor, rate, rate / floor, Table.Percentile(times, 0.5), Table.Percentile(times, 0.99), kilobytes,
                1000 * (burst.Client + burst.Server) / instances, 1000 * burst.Server / instances, 1000 * (bare.Client + bare.Server) / instances);
            NpgsqlConnection.ClearAllPools();
            await PostgresServer.DropDatabaseAsync(database);
        }

        Console.WriteLine("The first row warms up. Processor time is of both processes, for a burst and for a transaction of the floor.");
        return 0;
    }

    private static async Task<(double Rate, List<double> Milliseconds)> MeasureAsync(int count, int workers, Func<int, int, Task> work)
    {
        var next = 0;
        var times = new ConcurrentBag<double>();
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, workers).Select(worker => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var id && id <= count)
            {
                var start = Stopwatch.GetTimestamp();
                await work(worker, id);
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        })));
        return (count / watch.Elapsed.TotalSeconds, [.. times.Order()]);
    }

    private static async Task BareAsync(string connectionString, int id)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var select = new NpgsqlCommand("select state from floor_state where id = $1 for update", connection, transaction) { Parameters = { new() { Value = id } } };
        var state = (string)(await select.ExecuteScalarAsync())!;
        await using var update = new NpgsqlCommand("update floor_state set state = $2 where id = $1", connection, transaction) { Parameters = { new() { Value = id }, new() { Value = state, NpgsqlDbType = NpgsqlDbType.Jsonb } } };
        await update.ExecuteNonQueryAsync();
        for (var i = 0; i < 2; i++)
        {
            await using var insert = new NpgsqlCommand("insert into floor_log (line) values ($1)", connection, transaction) { Parameters = { new() { Value = "a line of a journal" } } };
            await insert.ExecuteNonQueryAsync();
        }

        await transaction.CommitAsync();
    }
}
