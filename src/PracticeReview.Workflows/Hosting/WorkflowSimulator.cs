using System.Text.Json.Nodes;
using PracticeReview.Workflows.Activities;
using PracticeReview.Workflows.Definitions;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Workflows.Hosting;

/// <summary>
/// Executes workflows in memory on a virtual clock that jumps to the next due bookmark when nothing else can run, or to
/// the next act of somebody outside.
/// </summary>
public sealed class WorkflowSimulator
{
    /// <summary>Jumps of the clock after which a workflow counts as waiting for ever.</summary>
    public const int MaximumJumps = 10_000;

    private readonly VirtualClock _clock;
    private readonly MemoryHost _host;
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly List<OutgoingEmail> _newEmails = [];
    private readonly PriorityQueue<(SimulatedAct Act, string? CorrelationId), (DateTimeOffset At, int Order)> _agenda = new();
    private int _planned;

    /// <summary>A simulator without instances; the services tell the time by the same clock.</summary>
    public WorkflowSimulator(IServiceProvider services, ActivityRegistry activities, VirtualClock clock, IdSource ids)
    {
        _clock = clock;
        _host = new MemoryHost(services, activities, clock, ids)
        {
            OnEmail = email =>
            {
                OnEmail(email);
                _newEmails.Add(email);
            },
            OnBurst = TellOutsideAsync,
        };
    }

    /// <summary>Told each line when it is written.</summary>
    public Action<string> OnLine { init => _host.OnLine = value; }

    /// <summary>Told each e-mail; none leaves.</summary>
    public Action<OutgoingEmail> OnEmail { private get; init; } = _ => { };

    /// <summary>Plays those outside: told after each burst what is new, it may act at later times.</summary>
    public SimulatedOutside Outside { get; init; } = new();

    /// <summary>Nothing happens after this virtual time (UTC): what waits then, waits for ever.</summary>
    public DateTimeOffset Until { get; init; } = DateTimeOffset.MaxValue;

    /// <summary>Activities run in one burst before it is taken for an endless loop.</summary>
    public int MaximumActivities { init => _host.MaximumActivities = value; }

    /// <inheritdoc cref="BurstOptions.MaximumKin"/>
    public int MaximumKin { init => _host.MaximumKin = value; }

    /// <summary>Writes each instance to JSON and reads it back before each resume, as a host with a database does.</summary>
    public bool ReloadsInstances { init => _host.ReloadsInstances = value; }

    /// <summary>All instances, in the order of their start.</summary>
    public IReadOnlyList<WorkflowInstance> Instances => _host.Instances;

    /// <summary>The journal of all instances.</summary>
    public IReadOnlyList<JournalEntry> Journal => _host.Journal;

    /// <summary>Makes a workflow known to others, by its definition id and, if usable so, as an activity.</summary>
    public void Add(WorkflowDefinition definition) => _host.Add(definition);

    /// <summary>Runs an instance of a workflow until it has ended, or nothing can happen without the outside.</summary>
    /// <exception cref="InvalidDefinitionException">The definition can't be built.</exception>
    public async Task<WorkflowInstance> RunAsync(WorkflowDefinition definition, IReadOnlyDictionary<string, JsonNode?> input, CancellationToken cancellation = default)
    {
        _host.Add(definition);
        Outside.Simulator = this;
        var correlationId = await InScopeAsync(scope => Outside.BeginAsync(scope, cancellation));
        var id = await _host.StartAsync(definition.DefinitionId, input, correlationId, cancellation);
        for (var jumps = 0; ; jumps++)
        {
            await _host.DeliverAsync(cancellation);
            if (jumps > MaximumJumps || _host.Find(id).Status == WorkflowStatus.Finished || !await JumpAsync(cancellation))
            {
                return _host.Find(id);
            }
        }
    }

    /// <summary>Publishes a stimulus from outside; true when something waited for it.</summary>
    public async Task<bool> PublishAsync(Stimulus stimulus, CancellationToken cancellation = default)
    {
        var isHeard = await _host.HearAsync(new PublishedStimulus(stimulus, null, null), cancellation);
        await _host.DeliverAsync(cancellation);
        return isHeard;
    }

    /// <summary>Sends a stimulus from outside at a later time, to all instances or to those of one correlation id.</summary>
    public void Plan(Stimulus stimulus, DateTimeOffset at, string? correlationId = null) => Plan((_, _) => Task.FromResult<Stimulus?>(stimulus), at, correlationId);

    /// <summary>Has somebody outside act at a later time; what they do reaches all instances or those of one correlation id.</summary>
    public void Plan(SimulatedAct act, DateTimeOffset at, string? correlationId = null) => _agenda.Enqueue((act, correlationId), (at.ToUniversalTime(), _planned++));

    /// <summary>Does something in a scope of services: that of the burst under way, or one of its own.</summary>
    public Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> work) => _host.InScopeAsync(work);

    // To whatever is due first: a timer, or something planned from outside.
    private async Task<bool> JumpAsync(CancellationToken cancellation)
    {
        var next = _host.NextDue();
        if (_agenda.TryPeek(out var planned, out var when) && (next is null || when.At < next.Value.Bookmark.DueAt))
        {
            if (when.At > Until)
            {
                return false;
            }

            _agenda.Dequeue();
            _clock.MoveTo(when.At);
            if (await InScopeAsync(scope => planned.Act(scope, cancellation)) is { } stimulus)
            {
                await _host.HearAsync(new PublishedStimulus(stimulus, planned.CorrelationId, null), cancellation);
            }

            return true;
        }

        if (next is not { } due || due.Bookmark.DueAt > Until)
        {
            return false;
        }

        _clock.MoveTo(due.Bookmark.DueAt!.Value);
        await _host.ResumeAsync(due, null, cancellation);
        return true;
    }

    private Task TellOutsideAsync(IServiceProvider scope, WorkflowInstance instance, CancellationToken cancellation)
    {
        var bookmarks = instance.Bookmarks.Where(b => _seen.Add(b.Id)).ToList();
        var emails = _newEmails.ToList();
        _newEmails.Clear();
        return Outside.SeeAsync(new SimulatedMoment(this, scope, instance, _clock.GetUtcNow(), bookmarks, emails), cancellation);
    }
}
