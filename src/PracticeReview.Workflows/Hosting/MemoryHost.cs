using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using PracticeReview.Workflows.Activities;
using PracticeReview.Workflows.Definitions;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Workflows.Hosting;

/// <summary>A bookmark and the instance that waits at it.</summary>
public readonly record struct WaitingBookmark(WorkflowInstance Instance, Bookmark Bookmark);

/// <summary>
/// Keeps instances in memory and runs their bursts, by the rules of a host with a database: a stimulus wakes all who wait
/// for it; one published by a workflow that nobody waits for is kept; a bookmark takes one stimulus; workflows started by
/// others run after the burst that started them, those executed within it. For one caller at a time.
/// </summary>
public sealed class MemoryHost(IServiceProvider services, ActivityRegistry activities, TimeProvider clock, IdSource ids)
{
    /// <summary>How long a stimulus that nobody waits for is kept.</summary>
    public static readonly TimeSpan StimulusLife = TimeSpan.FromDays(7);

    private readonly WorkflowRunner _runner = new(activities, clock, ids);
    private readonly Dictionary<string, WorkflowDefinition> _definitions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, WorkflowDefinition> _versions = new(StringComparer.Ordinal);
    private readonly List<WorkflowInstance> _instances = [];
    private readonly Queue<StartRequest> _starts = new();
    private readonly Queue<(PublishedStimulus Stimulus, DateTimeOffset Expires)> _published = new();
    private readonly List<(PublishedStimulus Stimulus, DateTimeOffset Expires)> _kept = [];
    private readonly NestedBursts _nested = new();
    private readonly HashSet<string> _ended = new(StringComparer.Ordinal);
    private BurstOptions? _options;
    private IServiceProvider? _scope;

    /// <summary>Told each line when it is written.</summary>
    public Action<string> OnLine { get; set; } = _ => { };

    /// <summary>Told each e-mail; none leaves.</summary>
    public Action<OutgoingEmail> OnEmail { get; set; } = _ => { };

    /// <summary>Told of each burst at its end, in its scope.</summary>
    public Func<IServiceProvider, WorkflowInstance, CancellationToken, Task> OnBurst { get; set; } = (_, _, _) => Task.CompletedTask;

    /// <summary>Activities run in one burst before it is taken for an endless loop.</summary>
    public int MaximumActivities { get; set; } = BurstOptions.Default.MaximumActivities;

    /// <inheritdoc cref="BurstOptions.MaximumKin"/>
    public int MaximumKin { get; set; } = BurstOptions.Default.MaximumKin;

    /// <summary>Writes each instance to JSON and reads it back before each burst, as a host with a database does; a burst that throws then leaves it as it was.</summary>
    public bool ReloadsInstances { get; set; }

    /// <summary>All instances, in the order of their start.</summary>
    public IReadOnlyList<WorkflowInstance> Instances => _instances;

    /// <summary>The journal of all instances.</summary>
    public List<JournalEntry> Journal { get; } = [];

    /// <summary>Stimuli that nobody waited for yet.</summary>
    public int KeptStimuli => _kept.Count;

    private BurstOptions Options => _options ??= new BurstOptions
    {
        MaximumActivities = MaximumActivities,
        MaximumKin = MaximumKin,
        OnLine = OnLine,
        Knows = (id, _) => ValueTask.FromResult(_definitions.ContainsKey(id)),
        RunsChild = RunChildAsync,
        EmailSender = (email, _) =>
        {
            OnEmail(email);
            return ValueTask.CompletedTask;
        },
    };

    /// <summary>Makes a workflow known to others, by its definition id and, if usable so, as an activity. The newest published version counts.</summary>
    public void Add(WorkflowDefinition definition)
    {
        _versions[definition.Id] = definition;
        if (!_definitions.TryGetValue(definition.DefinitionId, out var known) || (definition.IsPublished, definition.Version).CompareTo((known.IsPublished, known.Version)) >= 0)
        {
            _definitions[definition.DefinitionId] = definition;
        }

        activities.Add(definition);
    }

    /// <summary>Starts a workflow that was added and runs it until it waits or has ended.</summary>
    /// <returns>The id of the instance.</returns>
    /// <exception cref="InvalidDefinitionException">The definition can't be built.</exception>
    /// <exception cref="KeyNotFoundException">It was never added.</exception>
    public async Task<string> StartAsync(
        string definitionId, IReadOnlyDictionary<string, JsonNode?> input, string? correlationId, CancellationToken cancellation)
    {
        var id = ids.Next().ToString("N");
        await StartAsync(new StartRequest(definitionId, id, correlationId, input, ""), cancellation);
        return id;
    }

    /// <summary>Sends a stimulus that is kept when nobody waits for it; those who wait are woken by <see cref="DeliverAsync"/>.</summary>
    public void Publish(PublishedStimulus stimulus) => _published.Enqueue((stimulus, clock.GetUtcNow() + StimulusLife));

    /// <summary>Wakes those who wait for published and kept stimuli, and starts what bursts asked to be started, until nothing is left to do.</summary>
    public async Task DeliverAsync(CancellationToken cancellation)
    {
        while (true)
        {
            if (_published.TryDequeue(out var published))
            {
                if (!await HearAsync(published.Stimulus, cancellation))
                {
                    _kept.Add(published);
                }
            }
            else if (_starts.TryDequeue(out var start))
            {
                await StartAsync(start, cancellation);
            }
            else if (_kept.FindIndex(kept => kept.Expires > clock.GetUtcNow() && Waiting(kept.Stimulus).Any()) is >= 0 and var wanted)
            {
                var stimulus = _kept[wanted].Stimulus;
                _kept.RemoveAt(wanted);
                await HearAsync(stimulus, cancellation);
            }
            else
            {
                _kept.RemoveAll(kept => kept.Expires <= clock.GetUtcNow());
                return;
            }
        }
    }

    /// <summary>Wakes all who wait for a stimulus now; it is not kept.</summary>
    /// <returns>Whether anybody waited.</returns>
    public async Task<bool> HearAsync(PublishedStimulus published, CancellationToken cancellation)
    {
        var waiting = Waiting(published).Select(w => (w.Instance.Id, w.Bookmark)).ToList();
        foreach (var (id, bookmark) in waiting)
        {
            await ResumeAsync(new(Find(id), bookmark), published.Stimulus.Payload, cancellation);
        }

        return waiting.Count > 0;
    }

    /// <summary>The bookmark that is due first, whenever that is; null when none has a time.</summary>
    public WaitingBookmark? NextDue()
    {
        WaitingBookmark? first = null;
        foreach (var instance in _instances.Where(i => i.Status == WorkflowStatus.Running))
        {
            foreach (var bookmark in instance.Bookmarks)
            {
                if (bookmark.DueAt is { } due && (first is null || due < first.Value.Bookmark.DueAt))
                {
                    first = new(instance, bookmark);
                }
            }
        }

        return first;
    }

    /// <summary>Goes on at a bookmark.</summary>
    public Task ResumeAsync(WaitingBookmark waiting, JsonNode? payload, CancellationToken cancellation) => RunAsync(
        waiting.Instance,
        (definition, instance, scope) => _runner.ResumeAsync(definition, instance, waiting.Bookmark, payload?.DeepClone(), scope, Options, cancellation),
        cancellation);

    /// <summary>Runs a faulted activity again.</summary>
    /// <exception cref="InvalidOperationException">The activity is not faulted.</exception>
    public Task RetryAsync(string instanceId, string activityInstanceId, CancellationToken cancellation) => RunAsync(
        Find(instanceId),
        (definition, instance, scope) => _runner.RetryAsync(definition, instance, activityInstanceId, scope, Options, cancellation),
        cancellation);

    /// <summary>Cancels an instance: what waits is told, and nothing more runs.</summary>
    public Task CancelAsync(string instanceId, CancellationToken cancellation) => RunAsync(
        Find(instanceId),
        (definition, instance, scope) => _runner.CancelAsync(definition, instance, scope, Options, cancellation),
        cancellation);

    /// <summary>The instance with this id.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public WorkflowInstance Find(string instanceId) =>
        _instances.Find(i => i.Id == instanceId) ?? throw new InvalidOperationException($"There is no workflow instance \"{instanceId}\".");

    /// <summary>Does something in a scope of services: that of the burst under way, or one of its own.</summary>
    public async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        if (_scope is not null)
        {
            return await work(_scope);
        }

        await using var scope = services.CreateAsyncScope();
        _scope = scope.ServiceProvider;
        try
        {
            return await work(_scope);
        }
        finally
        {
            _scope = null;
        }
    }

    private Task<WorkflowInstance?> RunChildAsync(StartRequest request, CancellationToken cancellation) => _nested.RunAsync<WorkflowInstance?>(async () =>
    {
        await StartAsync(request, cancellation);
        return Find(request.InstanceId);
    });

    private Task StartAsync(StartRequest request, CancellationToken cancellation)
    {
        var definition = _definitions[request.DefinitionId];
        var instance = WorkflowInstance.Of(definition, request.InstanceId, clock.GetUtcNow());
        instance.CorrelationId = request.CorrelationId;
        instance.ParentInstanceId = request.ParentInstanceId.Length > 0 ? request.ParentInstanceId : null;
        (instance.Generation, instance.Spread) = (request.Generation, request.Spread);
        foreach (var (name, value) in request.Input)
        {
            instance.Input[name] = value?.DeepClone();
        }

        _instances.Add(instance);
        return TakeAsync(instance, scope => _runner.StartAsync(definition, instance, scope, Options, cancellation), cancellation);
    }

    private async Task RunAsync(
        WorkflowInstance atRest, Func<WorkflowDefinition, WorkflowInstance, IServiceProvider, Task<Burst>> run, CancellationToken cancellation)
    {
        var place = _instances.IndexOf(atRest);
        var instance = _instances[place] = ReloadsInstances ? WorkflowInstance.FromJson(atRest.ToJson()) : atRest;
        try
        {
            await TakeAsync(instance, scope => run(_versions[instance.DefinitionVersionId], instance, scope), cancellation);
        }
        catch
        {
            _instances[place] = atRest;
            throw;
        }
    }

    // A child that runs within the burst of its parent shares its scope, as it does where bursts are transactions.
    private async Task TakeAsync(WorkflowInstance instance, Func<IServiceProvider, Task<Burst>> run, CancellationToken cancellation)
    {
        var burst = await InScopeAsync(async scope =>
        {
            var made = await run(scope);
            await OnBurst(scope, instance, cancellation);
            return made;
        });
        Journal.AddRange(burst.Journal);
        foreach (var published in burst.Published)
        {
            Publish(published);
        }

        foreach (var start in burst.Starts)
        {
            _starts.Enqueue(start);
        }

        if (instance.Status == WorkflowStatus.Finished && _ended.Add(instance.Id))
        {
            await HearAsync(new PublishedStimulus(ExecuteWorkflow.Ended(instance.Id) with { Payload = ExecuteWorkflow.About(instance) }, null, null), cancellation);
        }
    }

    private IEnumerable<WaitingBookmark> Waiting(PublishedStimulus published) => _instances
        .Where(i => published.InstanceId is null || i.Id == published.InstanceId)
        .Where(i => published.CorrelationId is null || i.CorrelationId == published.CorrelationId)
        .SelectMany(i => i.Bookmarks.Where(b => b.Hash == published.Stimulus.Hash).Select(b => new WaitingBookmark(i, b)));
}
