using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PracticeReview.Data;
using PracticeReview.Data.Flow;
using PracticeReview.Mail;

namespace PracticeReview.Benchmarks;

/// <summary>The product's engine on a database, with the product's own registrations.</summary>
internal sealed class BenchmarkEngine : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public BenchmarkEngine(string connectionString, bool writesJournal = true)
    {
        ConnectionString = new NpgsqlConnectionStringBuilder(connectionString) { MaxPoolSize = 40, MaxAutoPrepare = 50, AutoPrepareMinUsages = 2, NoResetOnClose = true }.ConnectionString;
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(TimeProvider.System);
        services.AddDatabase(ConnectionString);
        services.AddMail(new ConfigurationBuilder().Build());
        services.AddPeerReview();
        services.AddSingleton(new BurstSettings { WritesJournal = writesJournal });
        _services = services.BuildServiceProvider();
    }

    public string ConnectionString { get; }

    /// <summary>Publishes a workflow whose root is a sequence; a variable of a kilobyte gives its state the usual weight.</summary>
    public async Task PublishAsync(string id, params JsonObject[] activities)
    {
        var json = new JsonObject
        {
            ["id"] = $"{id}-1", ["definitionId"] = id, ["name"] = id, ["version"] = 1, ["isLatest"] = true, ["isPublished"] = true,
            ["variables"] = new JsonArray(new JsonObject { ["id"] = "ballast", ["name"] = "Ballast", ["typeName"] = "String", ["value"] = new string('x', 1000) }),
            ["root"] = new JsonObject { ["id"] = "root", ["type"] = "Elsa.Sequence", ["activities"] = new JsonArray([.. activities]) },
        };
        await using var scope = _services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        db.WorkflowDefinitions.Add(new StoredDefinition
        {
            Id = $"{id}-1", DefinitionId = id, Version = 1, Name = id, IsLatest = true, IsPublished = true, Json = json.ToJsonString(), CreatedAt = DateTimeOffset.UtcNow,
        });
        await db.SaveChangesAsync();
    }

    public static JsonObject Act(string id, string type, params (string Name, string Value)[] inputs)
    {
        var activity = new JsonObject { ["id"] = id, ["type"] = type };
        foreach (var (name, value) in inputs)
        {
            activity[name] = new JsonObject { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = value } };
        }

        return activity;
    }

    public async Task<T> InFlowAsync<T>(Func<InstanceFlow, Task<T>> work)
    {
        await using var scope = _services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<InstanceFlow>());
    }

    public Task StartAsync(string id, string? correlation = null) =>
        InFlowAsync(flow => flow.StartAsync(id, new Dictionary<string, JsonNode?>(), correlation, default));

    /// <summary>Makes many instances out of one that was really started: same state, other ids.</summary>
    public Task CopyAsync(int from, int to) => ExecuteAsync(
        """
        with one as (select * from workflow_instances order by created_at limit 1),
        made as (
          insert into workflow_instances (id, definition_id, definition_version_id, correlation_id, status, sub_status, state, created_at, updated_at)
          select 'copy-' || n, definition_id, definition_version_id, 'copy-' || n, status, sub_status,
            jsonb_set(jsonb_set(state, '{id}', to_jsonb('copy-' || n)), '{bookmarks,0,id}', to_jsonb('copy-b-' || n)), created_at, updated_at
          from one, generate_series($1::int, $2::int) n returning id)
        insert into workflow_bookmarks (id, instance_id, hash, due_at)
        select 'copy-b-' || substr(made.id, 6), made.id, b.hash, b.due_at from made, (select b.* from workflow_bookmarks b join one on b.instance_id = one.id limit 1) b
        """,
        from, to);

    public async Task<int> ExecuteAsync(string sql, params object[] parameters)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = parameter });
        }

        return await command.ExecuteNonQueryAsync();
    }

    public async Task<List<string>> ReadAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetValue(0).ToString()!);
        }

        return rows;
    }

    /// <summary>Runs the product's job that takes up what is due.</summary>
    public async Task WorkAsync()
    {
        await using var scope = _services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DueTimers>().RunAsync(default);
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
