using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PracticeReview.Data;
using PracticeReview.Data.Flow;
using PracticeReview.Mail;
using PracticeReview.Testing;
using PracticeReview.Workflows.Activities;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Tests.Flow;

/// <summary>Workflows of any kind on a real database, without practices.</summary>
public sealed class Engine : TestHost
{
    private readonly Action<IServiceCollection>? _configure;
    private ServiceProvider _services;

    private Engine(TestDatabase database, Action<IServiceCollection>? configure)
    {
        (Database, _configure) = (database, configure);
        _services = Build();
    }

    public TestDatabase Database { get; }

    public override FakeTimeProvider Time => Database.Time;

    public static async Task<Engine> BeginAsync(Action<IServiceCollection>? configure = null) => new(await TestDatabase.CreateAsync(), configure);

    /// <summary>Ends the process, as it were, and starts another on the same database.</summary>
    public async Task RestartAsync()
    {
        await _services.DisposeAsync();
        _services = Build();
    }

    public override Task PublishRootAsync(string id, JsonObject root, JsonObject? members = null) => WithDataAsync(async db =>
    {
        var version = 1 + await db.WorkflowDefinitions.CountAsync(d => d.DefinitionId == id);
        await db.WorkflowDefinitions.Where(d => d.DefinitionId == id).ExecuteUpdateAsync(set => set.SetProperty(d => d.IsPublished, false).SetProperty(d => d.IsLatest, false));
        db.WorkflowDefinitions.Add(new StoredDefinition
        {
            Id = $"{id}-{version}", DefinitionId = id, Version = version, Name = id, IsLatest = true, IsPublished = true,
            Json = Definition(id, version, root, members).ToJsonString(), CreatedAt = Time.GetUtcNow(),
        });
        await db.SaveChangesAsync();
        return true;
    });

    public override Task<WorkflowInstance> StartAsync(string id, string? correlation = null) =>
        InFlowAsync(flow => flow.StartAsync(id, new Dictionary<string, JsonNode?>(), correlation, default));

    public override Task SendAsync(string eventName, string? correlation = null, JsonNode? payload = null) => InFlowAsync(async flow =>
    {
        await flow.PublishAsync(Event.Named(eventName, payload), correlation, default);
        return true;
    });

    public override Task WorkAsync() => WithAsync<DueTimers, bool>(async timers =>
    {
        await timers.RunAsync(default);
        return true;
    });

    public override Task<WorkflowInstance> RetryAsync(string instanceId, string activityInstanceId) =>
        InFlowAsync(flow => flow.RetryAsync(instanceId, activityInstanceId, default));

    public override Task<WorkflowInstance> CancelAsync(string instanceId) => InFlowAsync(flow => flow.CancelAsync(instanceId, default));

    public Task<T> InFlowAsync<T>(Func<InstanceFlow, Task<T>> work) => WithAsync(work);

    /// <summary>Works with a service in a scope of its own, as a request or a job does.</summary>
    public async Task<T> WithAsync<TService, T>(Func<TService, Task<T>> work)
        where TService : notnull
    {
        await using var scope = _services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<TService>());
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

    public override Task<WorkflowInstance> InstanceAsync(string id) =>
        WithDataAsync(async db => WorkflowInstance.FromJson((await db.WorkflowInstances.AsNoTracking().SingleAsync(i => i.Id == id)).State));

    public override Task<IReadOnlyList<(long Sequence, string Activity, string Event)>> JournalAsync(string instanceId) =>
        WithDataAsync<IReadOnlyList<(long, string, string)>>(async db =>
            [.. (await db.WorkflowJournal.AsNoTracking().Where(e => e.InstanceId == instanceId).OrderBy(e => e.Sequence).ToListAsync()).Select(e => (e.Sequence, e.ActivityId, e.EventName))]);

    public override Task<int> CompletedAsync(string activityId) =>
        WithDataAsync(db => db.WorkflowJournal.CountAsync(e => e.ActivityId == activityId && e.EventName == "Completed"));

    public override Task<int> KeptAsync() => WithDataAsync(db => db.WorkflowStimuli.CountAsync());

    public override async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Database.DisposeAsync();
    }

    private ServiceProvider Build()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(Time);
        services.AddDatabase(Database.ConnectionString);
        services.AddMail(new ConfigurationBuilder().Build());
        services.AddPeerReview();
        _configure?.Invoke(services);
        var built = services.BuildServiceProvider();
        built.GetRequiredService<ActivityRegistry>().AddFrom(typeof(Engine).Assembly);
        return built;
    }
}
