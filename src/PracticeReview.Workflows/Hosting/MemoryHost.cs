using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using PracticeReview.Workflows.Activities;
using PracticeReview.Workflows.Definitions;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Workflows.Hosting;

/// <summary>
/// Runs workflows without a database, by the rules of a host that has one: at rest an instance is JSON, a stimulus that
/// nobody waits for is kept, a bookmark takes one stimulus, and what is due runs when <see cref="RunDueAsync"/> is called.
/// One burst runs at a time. Safe for concurrent use; nothing survives the process.
/// </summary>
public sealed class MemoryHost(IServiceProvider services, WorkflowRunner runner, ActivityRegistry activities, TimeProvider clock, IdSource ids) : IDisposable
{
    /// <summary>How long a stimulus that nobody waits for is kept.</summary>
    public static readonly TimeSpan StimulusLife = TimeSpan.FromDays(7);

    private readonly SemaphoreSlim _turn = new(1);
    private readonly Dictionary<string, WorkflowDefinition> _published = new(StringComparer.Ordinal);
    private readonly Dictionary<string, WorkflowDefinition> _versions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _states = new(StringComparer.Ordinal);
    private readonly List<(PublishedStimulus What, DateTimeOffset Expires)> _kept = [];
    private readonly Queue<StartRequest> _starts = new();
    private readonly List<JournalEntry> _journal = [];
    private BurstOptions? _options;

    /// <summary>What happened so far, in the order of the bursts.</summary>
    public IReadOnlyList<JournalEntry> Journal => Locked(() => _journal.ToArray());

    /// <summary>Stimuli that nobody waited for yet.</summary>
    public int KeptStimuli => Locked(() => _kept.Count);

    private BurstOptions Options => _options ??= new BurstOptions
    {
        Knows = (id, _) => ValueTask.FromResult(_published.ContainsKey(id)),
        RunsChild = async (request, cancellation) => _published.TryGetValue(request.DefinitionId, out var definition)
            ? await StartAsync(definition, request, cancellation)
            : null,
    };

    /// <summary>Makes a version the one that new instances take.</summary>
    public void Publish(WorkflowDefinition definition) => Locked(() =>
    {
        activities.Add(definition);
        _versions[definition.Id] = definition;
        return _published[definition.DefinitionId] = definition;
    });

    /// <summary>Starts a workflow and runs it until it waits or has ended.</summary>
    /// <exception cref="InvalidOperationException">No version of it is published.</exception>
    public Task<WorkflowInstance> StartAsync(
        string definitionId, IReadOnlyDictionary<string, JsonNode?> input, string? correlationId, CancellationToken cancellation) =>
        InTurnAsync(
            () =>
            {
                var definition = _published.GetValueOrDefault(definitionId) ?? throw new InvalidOperationException($"No version of the workflow \"{definitionId}\" is published.");
                return StartAsync(definition, new StartRequest(definitionId, NewId(), correlationId, input, ""), cancellation);
            },
            cancellation);

    /// <summary>Sends a stimulus to all who wait for it, now or later.</summary>
    public Task PublishAsync(Stimulus stimulus, string? correlationId, CancellationToken cancellation) => InTurnAsync(
        () =>
        {
            Keep(new PublishedStimulus(stimulus, correlationId, null));
            return Task.FromResult(true);
        },
        cancellation);

    /// <summary>Runs what is due: workflows to start, bookmarks that a stimulus woke, timers.</summary>
    public Task RunDueAsync(CancellationToken cancellation) => InTurnAsync(
        async () =>
        {
            var now = clock.GetUtcNow();
            _kept.RemoveAll(kept => kept.Expires <= now);
            while (await StartNextAsync(cancellation) || await WakeAsync(cancellation) || await ResumeNextDueAsync(now, cancellation))
            {
            }

            return true;
        },
        cancellation);

    /// <summary>Runs a faulted activity again.</summary>
    /// <exception cref="InvalidOperationException">There is no such instance, or the activity is not faulted.</exception>
    public Task<WorkflowInstance> RetryAsync(string instanceId, string activityInstanceId, CancellationToken cancellation) => InTurnAsync(
        () => RunAsync(Load(instanceId), (definition, instance, scope) => runner.RetryAsync(definition, instance, activityInstanceId, scope, Options, cancellation)),
        cancellation);

    /// <summary>Cancels an instance: what waits is told, and nothing more runs.</summary>
    /// <exception cref="InvalidOperationException">There is no such instance.</exception>
    public Task<WorkflowInstance> CancelAsync(string instanceId, CancellationToken cancellation) => InTurnAsync(
        () => RunAsync(Load(instanceId), (definition, instance, scope) => runner.CancelAsync(definition, instance, scope, Options, cancellation)),
        cancellation);

    /// <summary>An instance as it is at rest; changing it changes nothing here.</summary>
    /// <exception cref="InvalidOperationException">There is no such instance.</exception>
    public WorkflowInstance Find(string instanceId) => Locked(() => Load(instanceId));

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private Task<WorkflowInstance> StartAsync(WorkflowDefinition definition, StartRequest request, CancellationToken cancellation)
    {
        var instance = WorkflowInstance.Of(definition, request.InstanceId, clock.GetUtcNow());
        instance.CorrelationId = request.CorrelationId;
        instance.ParentInstanceId = request.ParentInstanceId.Length > 0 ? request.ParentInstanceId : null;
        foreach (var (name, value) in request.Input)
        {
            instance.Input[name] = value?.DeepClone();
        }

        return RunAsync(instance, (_, _, scope) => runner.StartAsync(definition, instance, scope, Options, cancellation));
    }

    private async Task<bool> StartNextAsync(CancellationToken cancellation)
    {
        if (!_starts.TryDequeue(out var request))
        {
            return false;
        }

        await StartAsync(_published[request.DefinitionId], request, cancellation);
        return true;
    }

    // A stimulus wakes every bookmark that waits for it now, and is then used up.
    private async Task<bool> WakeAsync(CancellationToken cancellation)
    {
        foreach (var kept in _kept)
        {
            var waiting = Running().Where(i => kept.What.InstanceId is not { } only || i.Id == only).Where(i => kept.What.CorrelationId is not { } about || i.CorrelationId == about)
                .SelectMany(i => i.Bookmarks.Where(b => b.Hash == kept.What.Stimulus.Hash).Select(b => (i.Id, Bookmark: b))).ToList();
            if (waiting.Count == 0)
            {
                continue;
            }

            _kept.Remove(kept);
            foreach (var (id, bookmark) in waiting)
            {
                await ResumeAsync(Load(id), bookmark, kept.What.Stimulus.Payload, cancellation);
            }

            return true;
        }

        return false;
    }

    private async Task<bool> ResumeNextDueAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var due = Running().SelectMany(i => i.Bookmarks.Where(b => b.DueAt <= now).Select(b => (Instance: i, Bookmark: b))).OrderBy(d => d.Bookmark.DueAt);
        foreach (var (instance, bookmark) in due)
        {
            await ResumeAsync(instance, bookmark, null, cancellation);
            return true;
        }

        return false;
    }

    private Task<WorkflowInstance> ResumeAsync(WorkflowInstance instance, Bookmark bookmark, JsonNode? payload, CancellationToken cancellation) =>
        RunAsync(instance, (definition, _, scope) => runner.ResumeAsync(definition, instance, bookmark, payload?.DeepClone(), scope, Options, cancellation));

    // The state at rest changes only when the burst came to its end.
    private async Task<WorkflowInstance> RunAsync(WorkflowInstance instance, Func<WorkflowDefinition, WorkflowInstance, IServiceProvider, Task<Burst>> run)
    {
        await using var scope = services.CreateAsyncScope();
        var burst = await run(_versions[instance.DefinitionVersionId], instance, scope.ServiceProvider);
        _states[instance.Id] = instance.ToJson();
        _journal.AddRange(burst.Journal);
        foreach (var published in burst.Published)
        {
            Keep(published);
        }

        foreach (var start in burst.Starts)
        {
            _starts.Enqueue(start);
        }

        var end = ExecuteWorkflow.Ended(instance.Id) with { Payload = ExecuteWorkflow.About(instance) };
        if (instance is { Status: WorkflowStatus.Finished, ParentInstanceId: { } parent } && _states.ContainsKey(parent) && Load(parent).Bookmarks.Exists(b => b.Hash == end.Hash))
        {
            Keep(new PublishedStimulus(end, null, parent));
        }

        return instance;
    }

    private IEnumerable<WorkflowInstance> Running() => _states.Values.Select(WorkflowInstance.FromJson).Where(i => i.Status == WorkflowStatus.Running);

    private WorkflowInstance Load(string instanceId) => _states.TryGetValue(instanceId, out var state)
        ? WorkflowInstance.FromJson(state)
        : throw new InvalidOperationException($"There is no workflow instance \"{instanceId}\".");

    private void Keep(PublishedStimulus stimulus) => _kept.Add((stimulus, clock.GetUtcNow() + StimulusLife));

    private string NewId() => ids.NewId(clock.GetUtcNow()).ToString("N");

    private async Task<T> InTurnAsync<T>(Func<Task<T>> work, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            return await work();
        }
        finally
        {
            _turn.Release();
        }
    }

    private T Locked<T>(Func<T> read)
    {
        _turn.Wait();
        try
        {
            return read();
        }
        finally
        {
            _turn.Release();
        }
    }
}
