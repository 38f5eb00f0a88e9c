using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using PracticeReview.Data;

namespace PracticeReview.Web.Api.Elsa;

/// <summary>
/// Hears from the database when an instance moves that somebody has open, and tells who has. So it does not matter which node
/// moves it, and nothing is asked while nobody looks or nothing happens. The database knows who looks from the table
/// instance_watches, whose trigger on the instances notifies.
/// </summary>
public sealed class InstanceWatch(IServiceScopeFactory scopes, IHubContext<InstanceHub> hub, TimeProvider time) : BackgroundService
{
    // Steps that follow each other at once are told together.
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(300);

    // Until the database is asked again whether it is back.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<(string Connection, string Instance), byte> _watched = new();
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Somebody opened an instance.</summary>
    public async Task AddAsync(string connection, string instanceId, CancellationToken cancellation)
    {
        _watched[(connection, instanceId)] = 0;
        await WithDataAsync(db => NoteAsync(db, connection, instanceId, cancellation));
        _first.TrySetResult();
    }

    /// <summary>Somebody left.</summary>
    public async Task RemoveAsync(string connection)
    {
        foreach (var key in _watched.Keys.Where(key => key.Connection == connection))
        {
            _watched.TryRemove(key, out _);
        }

        await WithDataAsync(db => db.Database.ExecuteSqlAsync($"delete from instance_watches where connection_id = {connection}"));
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await _first.Task.WaitAsync(stoppingToken);
        while (true)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (Exception) when (!stoppingToken.IsCancellationRequested)
            {
                // The database is away: once it is back, all is told that may have moved meanwhile.
                await Task.Delay(Patience, stoppingToken);
            }
        }
    }

    private async Task ListenAsync(CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(await WithDataAsync(db => Task.FromResult(OfItsOwn(db))));
        var moved = new HashSet<string>();
        connection.Notification += (_, told) => moved.Add(told.Payload);
        await connection.OpenAsync(cancellation);
        await HearAsync(connection, "listen instance_moved", cancellation);
        foreach (var (watcher, instance) in _watched.Keys)
        {
            await WithDataAsync(db => NoteAsync(db, watcher, instance, cancellation));
        }

        while (true)
        {
            // Also gives a viewer, which is called back before it listens, time to do so.
            await Task.Delay(Gathering, cancellation);
            await HearAsync(connection, "select 1", cancellation);
            foreach (var instance in moved)
            {
                await TellAsync(instance, cancellation);
            }

            moved.Clear();
            await connection.WaitAsync(cancellation);
        }
    }

    private async Task TellAsync(string instanceId, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var (viewers, stats) = (hub.Clients.Group(instanceId), await scope.ServiceProvider.GetRequiredService<Executions>().StatsAsync(instanceId, [], cancellation));
        await viewers.SendAsync("ActivityExecutionLogUpdatedAsync", new { stats }, cancellation);
        await viewers.SendAsync("WorkflowExecutionLogUpdatedAsync", new { }, cancellation);
        await viewers.SendAsync("WorkflowInstanceUpdatedAsync", new { workflowInstanceId = instanceId }, cancellation);
    }

    // And notifies, since it may have moved while the page came, or while the database was away.
    private Task<int> NoteAsync(AppDbContext db, string connection, string instanceId, CancellationToken cancellation) => db.Database.ExecuteSqlAsync(
        $"""
        with noted as (insert into instance_watches (instance_id, connection_id, since) values ({instanceId}, {connection}, {time.GetUtcNow()}) on conflict do nothing)
        select pg_notify('instance_moved', {instanceId})
        """,
        cancellation);

    // A connection that listens can't go back among those that others use.
    private static string OfItsOwn(AppDbContext db) =>
        new NpgsqlConnectionStringBuilder(db.Database.GetConnectionString()) { Pooling = false, KeepAlive = 30 }.ConnectionString;

    // What the server has told is read with the answer of any command.
    private static async Task HearAsync(NpgsqlConnection connection, string command, CancellationToken cancellation)
    {
        await using var asked = new NpgsqlCommand(command, connection);
        await asked.ExecuteNonQueryAsync(cancellation);
    }

    private async Task<T> WithDataAsync<T>(Func<AppDbContext, Task<T>> ask)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await ask(scope.ServiceProvider.GetRequiredService<AppDbContext>());
    }
}
