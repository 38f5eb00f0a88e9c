using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PracticeReview.Testing;
using PracticeReview.Workflows.Activities;
using PracticeReview.Workflows.Definitions;
using PracticeReview.Workflows.Execution;
using PracticeReview.Workflows.Hosting;

namespace PracticeReview.Tests.Flow;

/// <summary>Workflows kept in memory, for one caller at a time.</summary>
public sealed class MemoryEngine : TestHost
{
    private readonly SemaphoreSlim _turn = new(1);
    private readonly ServiceProvider _services;
    private readonly MemoryHost _host;
    private readonly Dictionary<string, int> _versions = [];

    public MemoryEngine()
    {
        _services = new ServiceCollection().AddSingleton<TimeProvider>(Time).AddWorkflows(o => o.AddActivitiesFrom(typeof(MemoryEngine).Assembly)).BuildServiceProvider();
        _host = ActivatorUtilities.CreateInstance<MemoryHost>(_services);
        _host.ReloadsInstances = true;
    }

    public override FakeTimeProvider Time { get; } = new(TestDatabase.Start);

    public override Task PublishRootAsync(string id, JsonObject root, JsonObject? members = null)
    {
        _versions[id] = _versions.GetValueOrDefault(id) + 1;
        _host.Add(WorkflowDefinition.Read(Definition(id, _versions[id], root, members)));
        return Task.CompletedTask;
    }

    public override async Task<WorkflowInstance> StartAsync(string id, string? correlation = null) =>
        _host.Find(await _host.StartAsync(id, new Dictionary<string, JsonNode?>(), correlation, default));

    public override async Task SendAsync(string eventName, string? correlation = null, JsonNode? payload = null)
    {
        await _turn.WaitAsync();
        _host.Publish(new PublishedStimulus(Event.Named(eventName, payload), correlation, null));
        _turn.Release();
    }

    public override async Task WorkAsync()
    {
        await _turn.WaitAsync();
        await _host.DeliverAsync(default);
        while (_host.NextDue() is { } next && next.Bookmark.DueAt <= Time.GetUtcNow())
        {
            await _host.ResumeAsync(next, null, default);
            await _host.DeliverAsync(default);
        }

        _turn.Release();
    }

    public override async Task<WorkflowInstance> RetryAsync(string instanceId, string activityInstanceId)
    {
        await _host.RetryAsync(instanceId, activityInstanceId, default);
        return _host.Find(instanceId);
    }

    public override async Task<WorkflowInstance> CancelAsync(string instanceId)
    {
        await _host.CancelAsync(instanceId, default);
        return _host.Find(instanceId);
    }

    public override Task<WorkflowInstance> InstanceAsync(string id) => Task.FromResult(_host.Find(id));

    public override Task<IReadOnlyList<(long Sequence, string Activity, string Event)>> JournalAsync(string instanceId) =>
        Task.FromResult<IReadOnlyList<(long, string, string)>>([.. _host.Journal.Where(e => e.InstanceId == instanceId).Select(e => (e.Sequence, e.ActivityId, e.EventName))]);

    public override Task<int> CompletedAsync(string activityId) => Task.FromResult(_host.Journal.Count(e => e.ActivityId == activityId && e.EventName == "Completed"));

    public override Task<int> KeptAsync() => Task.FromResult(_host.KeptStimuli);

    public override async ValueTask DisposeAsync()
    {
        _turn.Dispose();
        await _services.DisposeAsync();
    }
}
