using System.Diagnostics;
using PracticeReview.Testing;
using PracticeReview.Workflows.Activities;
using static PracticeReview.Benchmarks.BenchmarkEngine;

namespace PracticeReview.Benchmarks;

/// <summary>
/// Two nodes work on one database; one of them is killed (SIGKILL) at a random moment and replaced, again and again,
/// while events come in. At the end every instance must have passed each of its activities exactly once.
/// </summary>
public static class KillNodes
{
    private const int Steps = 6;

    /// <summary>Kills nodes and counts what went wrong.</summary>
    /// <param name="times">How many.</param>
    /// <param name="seed">Decides on moments, victims and the order of events.</param>
    /// <param name="longestPause">Most time between two kills.</param>
    /// <returns>0 when nothing did.</returns>
    public static async Task<int> RunAsync(int times, int seed, TimeSpan longestPause)
    {
        var random = new Random(seed);
        await using var engine = new BenchmarkEngine(await PostgresServer.CreateDatabaseAsync());
        await engine.PublishAsync("child", Act("nap", "Elsa.Delay", ("timeSpan", "00:00:00.300")), Act("child-line", "Elsa.WriteLine", ("text", "child")));
        await engine.PublishAsync("chaos", [.. Enumerable.Range(0, Steps).SelectMany(step => new[]
        {
            Act($"wait{step}", "Elsa.Event", ("eventName", $"Go {step}")),
            Act($"nap{step}", "Elsa.Delay", ("timeSpan", "00:00:00.200")),
            Act($"line{step}", "Elsa.WriteLine", ("text", "on")),
        }), Act("child", "Elsa.DispatchWorkflow", ("workflowDefinitionId", "child"), ("waitForCompletion", "true")), Act("end", "Elsa.WriteLine", ("text", "end"))]);

        var nodes = new[] { Start(engine), Start(engine) };
        var (started, killed) = (0, 0);
        while (killed < times)
        {
            for (var i = 0; i < 2; i++)
            {
                var correlation = $"c{started++}";
                await engine.StartAsync("chaos", correlation);
                foreach (var step in Enumerable.Range(0, Steps).OrderBy(_ => random.Next()))
                {
                    await engine.InFlowAsync(async flow =>
                    {
                        await flow.PublishAsync(Event.Named($"Go {step}"), correlation, default);
                        return true;
                    });
                }
            }

            await Task.Delay(random.Next(200, (int)longestPause.TotalMilliseconds));
            var victim = random.Next(nodes.Length);
            nodes[victim].Kill();
            await nodes[victim].WaitForExitAsync();
            nodes[victim] = Start(engine);
            killed++;
        }

        var patience = Stopwatch.StartNew();
        while (patience.Elapsed < TimeSpan.FromMinutes(3) && (await engine.ReadAsync("select count(*) from workflow_instances where status = 'Running'"))[0] != "0")
        {
            await Task.Delay(500);
        }

        foreach (var node in nodes)
        {
            node.Kill();
        }

        var stuck = (await engine.ReadAsync("select count(*) from workflow_instances where sub_status <> 'Finished'"))[0];
        var instances = (await engine.ReadAsync("select count(*) from workflow_instances"))[0];
        var wrong = (await engine.ReadAsync(
            $"""
            select count(*) from workflow_instances i
            where (select count(*) from workflow_journal j where j.instance_id = i.id and j.event_name = 'Completed' and j.activity_type = 'Elsa.WriteLine')
              <> case i.definition_id when 'child' then 1 else {Steps + 1} end
              or (select count(*) from workflow_journal j where j.instance_id = i.id and j.event_name = 'Completed') <> (select count(distinct j.activity_id) from workflow_journal j where j.instance_id = i.id and j.event_name = 'Completed')
            """))[0];
        Console.WriteLine($"{killed} kills, {instances} of {2 * started} instances, {stuck} stuck or faulted, {wrong} not advanced exactly once.");
        return stuck == "0" && wrong == "0" && instances == $"{2 * started}" ? 0 : 1;
    }

    /// <summary>Works off what is due until it is killed.</summary>
    public static async Task<int> BeNodeAsync(string connectionString)
    {
        await using var engine = new BenchmarkEngine(connectionString);
        while (true)
        {
            await engine.WorkAsync();
            await Task.Delay(50);
        }
    }

    private static Process Start(BenchmarkEngine engine) =>
        Process.Start(new ProcessStartInfo("dotnet", [typeof(KillNodes).Assembly.Location, "node", engine.ConnectionString]) { UseShellExecute = false })!;
}
