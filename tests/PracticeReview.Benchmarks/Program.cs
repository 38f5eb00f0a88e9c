using PracticeReview.Benchmarks;

// dotnet run -c Release --project tests/PracticeReview.Benchmarks -- COMMAND
return args switch
{
    ["memory", ..] => await MemoryBursts.RunAsync(Number(args, "--milliseconds", 2_000)),
    ["bursts", ..] => await PostgresBursts.RunAsync(Number(args, "--instances", 2_000)),
    ["sizes", ..] => await PostgresSizes.RunAsync(Number(args, "--activities", 20_000)),
    ["timers", ..] => await TimersDrain.RunAsync(Number(args, "--timers", 100_000)),
    ["waiting", ..] => await WaitingInstances.RunAsync(Number(args, "--most", 1_000_000)),
    ["lists", ..] => await StudioLists.RunAsync(Number(args, "--instances", 100_000), Number(args, "--definitions", 1_000)),
    ["kill", ..] => await KillNodes.RunAsync(Number(args, "--times", 200), Number(args, "--seed", 1), TimeSpan.FromSeconds(3)),
    ["node", var connectionString] => await KillNodes.BeNodeAsync(connectionString),
    _ => Usage(),
};

static int Number(string[] args, string name, int usual) =>
    Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length && int.TryParse(args[at + 1], out var number) ? number : usual;

static int Usage()
{
    Console.Error.WriteLine(
        """
        memory  [--milliseconds N]      bursts a second in memory on one thread, beside calls that do nothing
        bursts  [--instances N]         bursts a second on PostgreSQL, beside bare transactions of the same weight
        sizes   [--activities N]        bursts of 10, 100 and 1,000 activities on PostgreSQL, journal on and off
        timers  [--timers N]            timers due in the same minute: plan of the look-up, and rate
        waiting [--most N]              time to resume one of 10^3, 10^4, ... N waiting instances
        lists   [--instances N]         the Studio's lists over the API, beside reading one instance
        kill    [--times N] [--seed N]  nodes killed in the middle of load; fails if an instance is lost, stuck or advanced twice
        """);
    return 2;
}
