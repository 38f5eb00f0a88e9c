using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PracticeReview.Data;
using PracticeReview.Data.Flow;
using PracticeReview.Mail;
using PracticeReview.Testing;
using PracticeReview.Workflows.Activities;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Tests.Flow;

/// <summary>Workflows of any kind on a real database and a clock to move, without practices.</summary>
public sealed class Engine : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private Engine(TestDatabase database, ServiceProvider services) => (Database, _services) = (database, services);

    public TestDatabase Database { get; }

    public static async Task<Engine> BeginAsync(Action<IServiceCollection>? configure = null)
    {
        var database = await TestDatabase.CreateAsync();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(database.Time);
        services.AddDatabase(database.ConnectionString);
        services.AddMail(new ConfigurationBuilder().Build());
        services.AddPeerReview();
        configure?.Invoke(services);
        var engine = new Engine(database, services.BuildServiceProvider());
        return engine;
    }

    /// <summary>Publishes a workflow whose root is a sequence of these activities.</summary>
    public Task PublishAsync(string id, params JsonObject[] activities) => WithDataAsync(async db =>
    {
        var version = 1 + await db.WorkflowDefinitions.CountAsync(d => d.DefinitionId == id);
        await db.WorkflowDefinitions.Where(d => d.DefinitionId == id).ExecuteUpdateAsync(set => set.SetProperty(d => d.IsPublished, false).SetProperty(d => d.IsLatest, false));
        var json = new JsonObject
        {
            ["id"] = $"{id}-{version}", ["definitionId"] = id, ["name"] = id, ["version"] = version, ["isLatest"] = true, ["isPublished"] = true,
            ["root"] = new JsonObject { ["id"] = "root", ["type"] = "Elsa.Sequence", ["activities"] = new JsonArray([.. activities]) },
        };
        db.WorkflowDefinitions.Add(new StoredDefinition
        {
            Id = $"{id}-{version}", DefinitionId = id, Version = version, Name = id, IsLatest = true, IsPublished = true, Json = json.ToJsonString(), CreatedAt = Database.Time.GetUtcNow(),
        });
        await db.SaveChangesAsync();
        return true;
    });

    public static JsonObject Act(string id, string type, params (string Name, JsonNode? Value)[] inputs)
    {
        var activity = new JsonObject { ["id"] = id, ["type"] = type };
        foreach (var (name, value) in inputs)
        {
            activity[name] = value is JsonObject ? value : new JsonObject { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = value } };
        }

        return activity;
    }

    public Task<WorkflowInstance> StartAsync(string id, string? correlation = null) =>
        InFlowAsync(flow => flow.StartAsync(id, new Dictionary<string, JsonNode?>(), correlation, default));

    public Task SendAsync(string eventName, string? correlation = null, JsonNode? payload = null) => InFlowAsync(async flow =>
    {
        await flow.PublishAsync(Event.Named(eventName, payload), correlation, default);
        return true;
    });

    public async Task WorkAsync()
    {
        await using var scope = _services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DueTimers>().RunAsync(default);
    }

    public async Task<T> InFlowAsync<T>(Func<InstanceFlow, Task<T>> work)
    {
        await using var scope = _services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<InstanceFlow>());
    }

    public async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = _services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    public async Task<T> WithDataAsync<T>(Func<AppDbContext, Task<T>> work)
    {
        await using var db = Database.NewContext();
        return await work(db);
    }

    public Task<WorkflowInstance> InstanceAsync(string id) =>
        WithDataAsync(async db => WorkflowInstance.FromJson((await db.WorkflowInstances.AsNoTracking().SingleAsync(i => i.Id == id)).State));

    /// <summary>How often an activity completed, over all instances.</summary>
    public Task<int> CompletedAsync(string activityId) =>
        WithDataAsync(db => db.WorkflowJournal.CountAsync(e => e.ActivityId == activityId && e.EventName == "Completed"));

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Database.DisposeAsync();
    }
}
