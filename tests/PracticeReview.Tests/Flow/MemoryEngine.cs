using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PracticeReview.Testing;
using PracticeReview.Workflows.Activities;
using PracticeReview.Workflows.Definitions;
using PracticeReview.Workflows.Execution;
using PracticeReview.Workflows.Hosting;

namespace PracticeReview.Tests.Flow;

/// <summary>Workflows kept in memory.</summary>
public sealed class MemoryEngine : TestHost
{
    private readonly ServiceProvider _services;
    private readonly MemoryHost _host;
    private readonly Dictionary<string, int> _versions = [];

    public MemoryEngine()
    {
        _services = new ServiceCollection().AddSingleton<TimeProvider>(Time).AddWorkflows(o => o.AddActivitiesFrom(typeof(MemoryEngine).Assembly)).BuildServiceProvider();
        _host = ActivatorUtilities.CreateInstance<MemoryHost>(_services);
    }

    public override FakeTimeProvider Time { get; } = new(TestDatabase.Start);

    public override Task PublishRootAsync(string id, JsonObject root, JsonObject? members = null)
    {
        _versions[id] = _versions.GetValueOrDefault(id) + 1;
        _host.Publish(WorkflowDefinition.Read(Definition(id, _versions[id], root, members)));
        return Task.CompletedTask;
    }

    public override Task<WorkflowInstance> StartAsync(string id, string? correlation = null) =>
        _host.StartAsync(id, new Dictionary<string, JsonNode?>(), correlation, default);

    public override Task SendAsync(string eventName, string? correlation = null, JsonNode? payload = null) =>
        _host.PublishAsync(Event.Named(eventName, payload), correlation, default);

    public override Task WorkAsync() => _host.RunDueAsync(default);

    public override Task<WorkflowInstance> RetryAsync(string instanceId, string activityInstanceId) => _host.RetryAsync(instanceId, activityInstanceId, default);

    public override Task<WorkflowInstance> CancelAsync(string instanceId) => _host.CancelAsync(instanceId, default);

    public override Task<WorkflowInstance> InstanceAsync(string id) => Task.FromResult(_host.Find(id));

    public override Task<IReadOnlyList<(long Sequence, string Activity, string Event)>> JournalAsync(string instanceId) =>
        Task.FromResult<IReadOnlyList<(long, string, string)>>([.. _host.Journal.Where(e => e.InstanceId == instanceId).Select(e => (e.Sequence, e.ActivityId, e.EventName))]);

    public override Task<int> CompletedAsync(string activityId) => Task.FromResult(_host.Journal.Count(e => e.ActivityId == activityId && e.EventName == "Completed"));

    public override Task<int> KeptAsync() => Task.FromResult(_host.KeptStimuli);

    public override async ValueTask DisposeAsync()
    {
        _host.Dispose();
        await _services.DisposeAsync();
    }
}
