using System.Text.Json.Nodes;
using Hangfire;
using Hangfire.Common;
using Hangfire.States;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;
using PracticeReview.Data.Flow;
using PracticeReview.Workflows.Activities;
using PracticeReview.Workflows.Execution;
using static PracticeReview.Tests.Flow.TestHost;

namespace PracticeReview.Tests.Flow;

/// <summary>What was reported against Elsa, by its number there, must not happen here.</summary>
public class PeerFailureTests
{
    private static JsonObject Wait(string id, string name = "Go") => Act(id, "Elsa.Event", ("eventName", name));

    private static JsonObject Line(string id) => Act(id, "Elsa.WriteLine", ("text", "on"));

    private static JsonObject Sleep(string id, string span) => Act(id, "Elsa.Delay", ("timeSpan", span));

    [Fact(DisplayName = "elsa-core 7223: two hundred instances resumed in quick succession all go on, once")]
    public async Task Issue_7223()
    {
        await using var engine = await Engine.BeginAsync();
        await engine.PublishAsync("w", Wait("wait"), Line("after"));
        for (var i = 0; i < 200; i++)
        {
            await engine.StartAsync("w", $"{i}");
        }

        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(async () =>
        {
            await engine.SendAsync("Go", $"{i}");
            if (i % 50 == 0)
            {
                await engine.WorkAsync();
            }
        })));
        await engine.WorkAsync();

        Assert.Equal(200, await engine.CompletedAsync("after"));
        Assert.Equal(0, await engine.WithDataAsync(db => db.WorkflowBookmarks.CountAsync()));
        Assert.Equal(200, await engine.WithDataAsync(db => db.WorkflowInstances.CountAsync(i => i.Status == "Finished")));
    }

    [Fact(DisplayName = "elsa-core 5597, 4362: an event that comes while its instance is being started is heard")]
    public async Task Issue_5597()
    {
        await using var engine = await Engine.BeginAsync();
        await engine.PublishAsync("w", Wait("wait"), Wait("again", "Go on"));

        await Task.WhenAll(Enumerable.Range(0, 60).SelectMany(i => new[]
        {
            Task.Run(() => engine.StartAsync("w", $"{i}")),
            Task.Run(() => engine.SendAsync("Go", $"{i}")),
            Task.Run(() => engine.SendAsync("Go on", $"{i}")),
            Task.Run(engine.WorkAsync),
        }));
        await engine.WorkAsync();

        Assert.Equal((60, 60), (await engine.CompletedAsync("wait"), await engine.CompletedAsync("again")));
        Assert.Equal(0, await engine.KeptAsync());
    }

    [Fact(DisplayName = "elsa-core 6419: the same waiting activity in parallel branches is resumed in each")]
    public async Task Issue_6419()
    {
        await using var engine = await Engine.BeginAsync();
        var each = Act("each", "Elsa.ParallelForEach", ("items", Expression("JavaScript", "[1, 2, 3]")));
        each["body"] = Wait("wait");
        await engine.PublishAsync("w", each, Line("after"));
        var instance = await engine.StartAsync("w");
        Assert.Equal(3, (await engine.InstanceAsync(instance.Id)).Bookmarks.Count);

        await engine.SendAsync("Go");
        await engine.WorkAsync();

        Assert.Equal((3, 1), (await engine.CompletedAsync("wait"), await engine.CompletedAsync("after")));
    }

    [Fact(DisplayName = "elsa-core 5228: a delay is resumed at its time without a restart")]
    public async Task Issue_5228()
    {
        var jobs = Substitute.For<IBackgroundJobClient>();
        await using var engine = await Engine.BeginAsync(services => services.AddSingleton(jobs));
        await engine.PublishAsync("short", Sleep("nap", "00:00:05"));
        await engine.PublishAsync("long", Sleep("sleep", "01:00:00"));

        await engine.StartAsync("short");
        Assert.Equal(1, Planned(jobs));
        await engine.StartAsync("long");
        Assert.Equal(1, Planned(jobs));
        engine.Time.Advance(TimeSpan.FromMinutes(60) - TimeSpan.FromSeconds(10));
        await engine.WorkAsync();
        Assert.Equal((1, 0), (await engine.CompletedAsync("nap"), await engine.CompletedAsync("sleep")));
        Assert.Equal(2, Planned(jobs));
        engine.Time.Advance(TimeSpan.FromSeconds(10));
        await engine.WorkAsync();

        Assert.Equal(1, await engine.CompletedAsync("sleep"));
    }

    [Fact(DisplayName = "elsa-core 6757: six hundred timers of the same minute all fire, once, on two nodes")]
    public async Task Issue_6757()
    {
        await using var engine = await Engine.BeginAsync();
        await engine.PublishAsync("w", Sleep("sleep", "01:00:00"), Line("after"));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 150; i++)
            {
                await engine.StartAsync("w");
            }
        })));

        engine.Time.Advance(TimeSpan.FromHours(1));
        await Task.WhenAll(engine.WorkAsync(), engine.WorkAsync());
        await engine.WorkAsync();

        Assert.Equal((600, 600), (await engine.CompletedAsync("sleep"), await engine.CompletedAsync("after")));
    }

    [Fact(DisplayName = "elsa-core 7735: timers long past due neither keep a node from working nor flood it")]
    public async Task Issue_7735()
    {
        Gate.Close();
        await using var engine = await Engine.BeginAsync();
        await engine.PublishAsync("w", Sleep("sleep", "01:00:00"), Act("gate", "Test.Gate"));
        await engine.PublishAsync("other", Line("other"));
        for (var i = 0; i < 20; i++)
        {
            await engine.StartAsync("w");
        }

        engine.Time.Advance(TimeSpan.FromDays(30));
        await engine.RestartAsync();
        var work = engine.WorkAsync();
        await Gate.EnteredAsync(DueTimers.Workers);
        var other = await engine.StartAsync("other");
        Assert.Equal(WorkflowSubStatus.Finished, (await engine.InstanceAsync(other.Id)).SubStatus);
        Assert.Equal(DueTimers.Workers, Gate.Inside);
        Gate.Open();
        await work;

        Assert.Equal((20, DueTimers.Workers), (await engine.CompletedAsync("gate"), Gate.MostInside));
    }

    [Fact(DisplayName = "elsa-core 965: a fork with an event and a timer goes on once, also when both come at once")]
    public async Task Issue_965()
    {
        await using var engine = await Engine.BeginAsync();
        await engine.PublishRootAsync("w", Chart(
            [Line("start"), Wait("wait"), Sleep("sleep", "01:00:00"), Act("join", "Elsa.FlowJoin", ("mode", "WaitAny")), Line("after")],
            "start>wait", "start>sleep", "wait>join", "sleep>join", "join>after"));
        var (first, both) = (await engine.StartAsync("w", "first"), await engine.StartAsync("w", "both"));

        await engine.SendAsync("Go", "first");
        await engine.WorkAsync();
        Assert.Equal(WorkflowSubStatus.Finished, (await engine.InstanceAsync(first.Id)).SubStatus);
        engine.Time.Advance(TimeSpan.FromHours(1));
        await engine.SendAsync("Go", "both");
        await Task.WhenAll(engine.WorkAsync(), engine.WorkAsync());
        await engine.WorkAsync();

        Assert.Equal(WorkflowSubStatus.Finished, (await engine.InstanceAsync(both.Id)).SubStatus);
        Assert.Equal(2, await engine.CompletedAsync("after"));
        Assert.Equal(0, await engine.WithDataAsync(db => db.WorkflowBookmarks.CountAsync()));
    }

    [Fact(DisplayName = "elsa-core 6620: an instance that went to another version does not begin again")]
    public async Task Issue_6620()
    {
        await using var engine = await Engine.BeginAsync();
        await engine.PublishAsync("w", Line("before"), Wait("wait"), Line("after"));
        var instance = await engine.StartAsync("w");
        await engine.PublishAsync("w", Line("new"), Line("before"), Wait("wait"), Line("after"), Line("last"));

        var move = await engine.WithAsync<InstanceMoves, InstanceMove>(moves => moves.MoveAsync(instance.Id, "w-2", default));
        Assert.Empty(move.Refusals);
        await engine.WorkAsync();
        Assert.Equal(1, await engine.CompletedAsync("before"));
        await engine.SendAsync("Go");
        await engine.WorkAsync();

        Assert.Equal(WorkflowSubStatus.Finished, (await engine.InstanceAsync(instance.Id)).SubStatus);
        Assert.Equal((0, 1, 1, 1), (await engine.CompletedAsync("new"), await engine.CompletedAsync("before"), await engine.CompletedAsync("after"), await engine.CompletedAsync("last")));
    }

    [Fact(DisplayName = "elsa-studio 692: editing a workflow changes nothing for instances that run, also after a restart")]
    public async Task Studio_692()
    {
        await using var engine = await Engine.BeginAsync();
        await engine.PublishAsync("w", Wait("wait"), Line("old"));
        await engine.StartAsync("w");
        await engine.PublishAsync("w", Line("new"), Wait("wait", "Something else"), Line("newer"));
        await engine.RestartAsync();

        await engine.SendAsync("Go");
        await engine.WorkAsync();

        Assert.Equal((1, 0, 0), (await engine.CompletedAsync("old"), await engine.CompletedAsync("new"), await engine.CompletedAsync("newer")));
    }

    private static int Planned(IBackgroundJobClient jobs) => jobs.ReceivedCalls()
        .Count(call => call.GetArguments() is [Job job, ScheduledState] && job.Type == typeof(DueTimers));
}

/// <summary>Holds whoever comes until it is opened.</summary>
[Activity("Test.Gate")]
public sealed class Gate : Activity
{
    private static TaskCompletionSource _open = new();
    private static int _inside;
    private static int _mostInside;

    public static int Inside => _inside;

    public static int MostInside => _mostInside;

    public static void Close() => (_open, _inside, _mostInside) = (new(TaskCreationOptions.RunContinuationsAsynchronously), 0, 0);

    public static void Open() => _open.SetResult();

    public static async Task EnteredAsync(int count)
    {
        while (_inside < count)
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    public override async ValueTask ExecuteAsync(ActivityContext context)
    {
        var inside = Interlocked.Increment(ref _inside);
        lock (_open)
        {
            _mostInside = Math.Max(_mostInside, inside);
        }

        await _open.Task;
        Interlocked.Decrement(ref _inside);
    }
}
