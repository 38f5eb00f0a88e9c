using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using Microsoft.EntityFrameworkCore;
using PracticeReview.Data;

namespace PracticeReview.Web.Api.Elsa;

/// <summary>Tells the Studio when an instance that it shows moves.</summary>
public sealed class InstanceHub(InstanceWatch watch) : Hub
{
    /// <summary>The caller wants to know of this instance.</summary>
    public async Task ObserveInstanceAsync(string instanceId)
    {
        await Groups.AddToGroupAsync(Context.ConnectionId, instanceId);
        watch.Add(Context.ConnectionId, instanceId);
    }

    /// <inheritdoc />
    public override Task OnDisconnectedAsync(Exception? exception)
    {
        watch.Remove(Context.ConnectionId);
        return base.OnDisconnectedAsync(exception);
    }
}

/// <summary>
/// Looks every second at the instances that somebody has open, in one query; none are looked at while nobody does. So it
/// does not matter which node moves an instance.
/// </summary>
public sealed class InstanceWatch(IServiceScopeFactory scopes, IHubContext<InstanceHub> hub) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<(string Connection, string Instance), byte> _watched = new();
    private readonly Dictionary<string, DateTimeOffset> _seen = [];

    /// <summary>Somebody opened an instance.</summary>
    public void Add(string connection, string instanceId) => _watched[(connection, instanceId)] = 0;

    /// <summary>Somebody left.</summary>
    public void Remove(string connection)
    {
        foreach (var key in _watched.Keys.Where(key => key.Connection == connection))
        {
            _watched.TryRemove(key, out _);
        }
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // The database is away for a moment: the next look tells what changed meanwhile.
            }
        }
    }

    private async Task LookAsync(CancellationToken cancellation)
    {
        var ids = _watched.Keys.Select(key => key.Instance).Distinct().ToArray();
        foreach (var gone in _seen.Keys.Except(ids).ToList())
        {
            _seen.Remove(gone);
        }

        if (ids.Length == 0)
        {
            return;
        }

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        var moved = await db.WorkflowInstances.Where(i => ids.Contains(i.Id)).Select(i => new { i.Id, i.UpdatedAt }).ToListAsync(cancellation);
        foreach (var instance in moved)
        {
            var isFirst = _seen.TryAdd(instance.Id, instance.UpdatedAt);
            if (!isFirst && _seen[instance.Id] < instance.UpdatedAt)
            {
                _seen[instance.Id] = instance.UpdatedAt;
                var viewers = hub.Clients.Group(instance.Id);
                var stats = await scope.ServiceProvider.GetRequiredService<Executions>().StatsAsync(instance.Id, [], cancellation);
                await viewers.SendAsync("ActivityExecutionLogUpdatedAsync", new { stats }, cancellation);
                await viewers.SendAsync("WorkflowExecutionLogUpdatedAsync", new { }, cancellation);
                await viewers.SendAsync("WorkflowInstanceUpdatedAsync", new { workflowInstanceId = instance.Id }, cancellation);
            }
        }
    }
}
