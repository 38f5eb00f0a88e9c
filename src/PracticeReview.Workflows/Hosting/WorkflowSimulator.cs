using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using PracticeReview.Workflows.Activities;
using PracticeReview.Workflows.Definitions;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Workflows.Hosting;

/// <summary>
/// Executes workflows in memory on a virtual clock that jumps to the next due bookmark when nothing else can run.
/// Events reach the instances that wait for them; workflows started by others run after the burst that started them.
/// </summary>
public sealed class WorkflowSimulator(IServiceProvider services, ActivityRegistry activities, VirtualClock clock, IdSource ids)
{
    /// <summary>Jumps of the clock after which a workflow counts as waiting for ever.</summary>
    public const int MaximumJumps = 10_000;

    private const int MaximumDepth = 32;

    private readonly WorkflowRunner _runner = new(activities, clock, ids);
    private readonly Dictionary<string, WorkflowDefinition> _definitions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, WorkflowDefinition> _versions = new(StringComparer.Ordinal);
    private readonly List<WorkflowInstance> _instances = [];
    private readonly Queue<StartRequest> _starts = new();
    private readonly Queue<PublishedStimulus> _published = new();
    private readonly HashSet<string> _ended = new(StringComparer.Ordinal);
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly List<OutgoingEmail> _newEmails = [];
    private readonly PriorityQueue<(SimulatedAct Act, string? CorrelationId), (DateTimeOffset At, int Order)> _agenda = new();
    private BurstOptions? _options;
    private IServiceProvider? _scope;
    private int _planned;
    private int _depth;

    /// <summary>Told each line when it is written.</summary>
    public Action<string> OnLine { get; init; } = _ => { };

    /// <summary>Told each e-mail; none leaves.</summary>
    public Action<OutgoingEmail> OnEmail { get; init; } = _ => { };

    /// <summary>Plays those outside: told after each burst what is new, it may act at later times.</summary>
    public SimulatedOutside Outside { get; init; } = new();

    /// <summary>Nothing happens after this virtual time (UTC): what waits then, waits for ever.</summary>
    public DateTimeOffset Until { get; init; } = DateTimeOffset.MaxValue;

    /// <summary>Activities run in one burst before it is taken for an endless loop.</summary>
    public int MaximumActivities { get; init; } = BurstOptions.Default.MaximumActivities;

    /// <summary>Writes each instance to JSON and reads it back before each resume, as a host with a database does.</summary>
    public bool ReloadsInstances { get; init; }

    /// <summary>All instances, in the order of their start.</summary>
    public IReadOnlyList<WorkflowInstance> Instances => _instances;

    /// <summary>The journal of all instances.</summary>
    public List<JournalEntry> Journal { get; } = [];

    /// <summary>Makes a workflow known to others, by its definition id and, if usable so, as an activity.</summary>
    public void Add(WorkflowDefinition definition)
    {
        _versions[definition.Id] = definition;
        if (!_definitions.TryGetValue(definition.DefinitionId, out var known) || (definition.IsPublished, definition.Version).CompareTo((known.IsPublished, known.Version)) >= 0)
        {
            _definitions[definition.DefinitionId] = definition;
        }

        activities.Add(definition);
    }

    /// <summary>Runs an instance of a workflow until it has ended, or nothing can happen without the outside.</summary>
    /// <exception cref="InvalidDefinitionException">The definition can't be built.</exception>
    public async Task<WorkflowInstance> RunAsync(WorkflowDefinition definition, IReadOnlyDictionary<string, JsonNode?> input, CancellationToken cancellation = default)
    {
        Add(definition);
        Outside.Simulator = this;
        var correlationId = await InScopeAsync(scope => Outside.BeginAsync(scope, cancellation));
        var id = ids.NewId(clock.GetUtcNow()).ToString("N");
        await StartAsync(definition, new StartRequest(definition.DefinitionId, id, correlationId, input, ""), cancellation);
        for (var jumps = 0; ; jumps++)
        {
            await DeliverAsync(cancellation);
            if (jumps > MaximumJumps || Find(id).Status == WorkflowStatus.Finished || !await JumpAsync(cancellation))
            {
                return Find(id);
            }
        }
    }

    /// <summary>Publishes a stimulus from outside; true when something waited for it.</summary>
    public async Task<bool> PublishAsync(Stimulus stimulus, CancellationToken cancellation = default)
    {
        var isHeard = await HearAsync(new PublishedStimulus(stimulus, null, null), cancellation);
        await DeliverAsync(cancellation);
        return isHeard;
    }

    /// <summary>Sends a stimulus from outside at a later time, to all instances or to those of one correlation id.</summary>
    public void Plan(Stimulus stimulus, DateTimeOffset at, string? correlationId = null) => Plan((_, _) => Task.FromResult<Stimulus?>(stimulus), at, correlationId);

    /// <summary>Has somebody outside act at a later time; what they do reaches all instances or those of one correlation id.</summary>
    public void Plan(SimulatedAct act, DateTimeOffset at, string? correlationId = null) => _agenda.Enqueue((act, correlationId), (at.ToUniversalTime(), _planned++));

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

    // To whatever is due first: a timer, or something planned from outside.
    private async Task<bool> JumpAsync(CancellationToken cancellation)
    {
        var next = NextDue();
        if (_agenda.TryPeek(out var planned, out var when) && (next is null || when.At < next.Value.Bookmark.DueAt))
        {
            if (when.At > Until)
            {
                return false;
            }

            _agenda.Dequeue();
            clock.MoveTo(when.At);
            if (await InScopeAsync(scope => planned.Act(scope, cancellation)) is { } stimulus)
            {
                await HearAsync(new PublishedStimulus(stimulus, planned.CorrelationId, null), cancellation);
            }

            return true;
        }

        if (next is null || next.Value.Bookmark.DueAt > Until)
        {
            return false;
        }

        clock.MoveTo(next.Value.Bookmark.DueAt!.Value);
        await ResumeAsync(next.Value.Instance, next.Value.Bookmark, null, cancellation);
        return true;
    }

    private async Task DeliverAsync(CancellationToken cancellation)
    {
        while (true)
        {
            if (_published.TryDequeue(out var published))
            {
                await HearAsync(published, cancellation);
            }
            else if (_starts.TryDequeue(out var start))
            {
                await StartAsync(_definitions[start.DefinitionId], start, cancellation);
            }
            else
            {
                return;
            }
        }
    }

    private BurstOptions Options => _options ??= new BurstOptions
    {
        MaximumActivities = MaximumActivities,
        OnLine = OnLine,
        Knows = (id, _) => ValueTask.FromResult(_definitions.ContainsKey(id)),
        RunsChild = RunChildAsync,
        EmailSender = (email, _) =>
        {
            OnEmail(email);
            _newEmails.Add(email);
            return ValueTask.CompletedTask;
        },
    };

    private async Task<WorkflowInstance?> RunChildAsync(StartRequest request, CancellationToken cancellation)
    {
        if (_depth >= MaximumDepth)
        {
            throw new ActivityFaultException($"Workflows execute one another more than {MaximumDepth} deep: this looks like an endless loop.");
        }

        _depth++;
        try
        {
            await StartAsync(_definitions[request.DefinitionId], request, cancellation);
            return Find(request.InstanceId);
        }
        finally
        {
            _depth--;
        }
    }

    private async Task StartAsync(WorkflowDefinition definition, StartRequest request, CancellationToken cancellation)
    {
        var instance = WorkflowInstance.Of(definition, request.InstanceId, clock.GetUtcNow());
        instance.CorrelationId = request.CorrelationId;
        instance.ParentInstanceId = request.ParentInstanceId.Length > 0 ? request.ParentInstanceId : null;
        foreach (var (name, value) in request.Input)
        {
            instance.Input[name] = value?.DeepClone();
        }

        _instances.Add(instance);
        await TakeAsync(instance, scope => _runner.StartAsync(definition, instance, scope, Options, cancellation), cancellation);
    }

    private async Task<bool> HearAsync(PublishedStimulus published, CancellationToken cancellation)
    {
        var waiting = _instances
            .Where(i => published.InstanceId is null || i.Id == published.InstanceId)
            .Where(i => published.CorrelationId is null || i.CorrelationId == published.CorrelationId)
            .SelectMany(i => i.Bookmarks.Where(b => b.Hash == published.Stimulus.Hash).Select(b => (i.Id, Bookmark: b)))
            .ToList();
        foreach (var (id, bookmark) in waiting)
        {
            await ResumeAsync(Find(id), bookmark, published.Stimulus.Payload?.DeepClone(), cancellation);
        }

        return waiting.Count > 0;
    }

    private Task ResumeAsync(WorkflowInstance instance, Bookmark bookmark, JsonNode? payload, CancellationToken cancellation)
    {
        if (ReloadsInstances)
        {
            var index = _instances.IndexOf(instance);
            instance = _instances[index] = WorkflowInstance.FromJson(instance.ToJson());
        }

        return TakeAsync(instance, scope => _runner.ResumeAsync(_versions[instance.DefinitionVersionId], instance, bookmark, payload, scope, Options, cancellation), cancellation);
    }

    // A child that runs within the burst of its parent shares its scope, as it does where bursts are transactions.
    private async Task TakeAsync(WorkflowInstance instance, Func<IServiceProvider, Task<Burst>> run, CancellationToken cancellation)
    {
        var burst = await InScopeAsync(async scope =>
        {
            var made = await run(scope);
            await TellOutsideAsync(scope, instance, cancellation);
            return made;
        });
        Journal.AddRange(burst.Journal);
        foreach (var published in burst.Published)
        {
            _published.Enqueue(published);
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

    private Task TellOutsideAsync(IServiceProvider scope, WorkflowInstance instance, CancellationToken cancellation)
    {
        var bookmarks = instance.Bookmarks.Where(b => _seen.Add(b.Id)).ToList();
        var emails = _newEmails.ToList();
        _newEmails.Clear();
        return Outside.SeeAsync(new SimulatedMoment(this, scope, instance, clock.GetUtcNow(), bookmarks, emails), cancellation);
    }

    private (WorkflowInstance Instance, Bookmark Bookmark)? NextDue()
    {
        (WorkflowInstance Instance, Bookmark Bookmark)? first = null;
        foreach (var instance in _instances.Where(i => i.Status == WorkflowStatus.Running))
        {
            foreach (var bookmark in instance.Bookmarks)
            {
                if (bookmark.DueAt is { } due && (first is null || due < first.Value.Bookmark.DueAt))
                {
                    first = (instance, bookmark);
                }
            }
        }

        return first;
    }

    private WorkflowInstance Find(string id) => _instances.Find(i => i.Id == id)!;
}
