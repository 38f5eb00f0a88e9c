using System.Text.Json.Nodes;
using PracticeReview.Workflows.Definitions;

namespace PracticeReview.Workflows.Execution;

/// <summary>
/// One burst under way. Activities run one after another, first scheduled first run;
/// a completion is told to the container at once, which may schedule more or complete in turn.
/// </summary>
internal sealed partial class BurstRun
{
    public static readonly string[] Done = ["Done"];

    private readonly Queue<Turn> _queue = new();
    private readonly Dictionary<string, ActivityExecution> _executions = new(StringComparer.Ordinal);
    private readonly Func<string> _newId;
    private readonly TimeProvider _clock;
    private DateTimeOffset? _now;
    private int _begun;

    public BurstRun(WorkflowGraph graph, WorkflowInstance instance, IServiceProvider services, TimeProvider clock, Func<string> newId, BurstOptions options, CancellationToken cancellation)
    {
        (Graph, Instance, Services, Cancellation) = (graph, instance, services, cancellation);
        (_clock, _newId, Options) = (clock, newId, options);
        foreach (var execution in instance.ActivityExecutions)
        {
            execution.ForgetBurst();
        }

        foreach (var execution in instance.ActivityExecutions)
        {
            Attach(execution, graph.Find(execution.NodeId) ?? throw new InvalidOperationException($"The definition has no activity '{execution.NodeId}', on which the instance '{instance.Id}' stands."),
                execution.ParentId is { } parent ? _executions.GetValueOrDefault(parent) : null);
        }
    }

    public WorkflowGraph Graph { get; }

    public WorkflowInstance Instance { get; }

    public IServiceProvider Services { get; }

    public BurstOptions Options { get; }

    public CancellationToken Cancellation { get; }

    public List<string> Lines { get; } = [];

    public List<JournalEntry> Journal { get; } = [];

    public List<PublishedStimulus> Published { get; } = [];

    public List<StartRequest> Starts { get; } = [];

    /// <summary>Workflows that it began, also those that ran within it.</summary>
    public int WorkflowsBegun { get; set; }

    /// <summary>The time; it is read once for each turn.</summary>
    public DateTimeOffset Now => _now ??= _clock.GetUtcNow();

    public string NewId() => _newId();

    public VariableScope ScopeOf(ActivityExecution execution) => new(this, execution);

    public void Start()
    {
        Instance.StartedAt = Now;
        _queue.Enqueue(new Turn(Graph.Root, null, null, null, null, null));
    }

    public void Resume(Bookmark bookmark, JsonNode? payload)
    {
        Instance.Bookmarks.RemoveAll(b => b.Id == bookmark.Id);
        if (_executions.TryGetValue(bookmark.ActivityInstanceId, out var waiting))
        {
            _queue.Enqueue(new Turn(waiting.Node, waiting.Parent, waiting.Tag, null, waiting, new Resumption(bookmark, payload)));
        }
    }

    public void Retry(string activityInstanceId)
    {
        var execution = _executions.GetValueOrDefault(activityInstanceId) is { Status: ActivityStatus.Faulted } faulted
            ? faulted
            : throw new InvalidOperationException($"The activity execution '{activityInstanceId}' is not faulted.");
        execution.Status = ActivityStatus.Running;
        Instance.Incidents.RemoveAll(i => i.ActivityInstanceId == activityInstanceId);
        _queue.Enqueue(new Turn(execution.Node, execution.Parent, execution.Tag, null, execution, null));
        foreach (var left in Instance.Scheduled)
        {
            if (Graph.Find(left.NodeId) is { } node && _executions.GetValueOrDefault(left.OwnerId) is { } owner)
            {
                Schedule(node, owner, left.Tag, left.Variables);
            }
        }

        Instance.Scheduled.Clear();
    }

    public async ValueTask CancelAllAsync()
    {
        foreach (var root in _executions.Values.Where(e => e.Parent is null).ToList())
        {
            await CancelAsync(root);
        }

        Stop(WorkflowSubStatus.Cancelled);
    }

    /// <summary>Runs until nothing is scheduled, then settles the state.</summary>
    public async Task RunAsync()
    {
        if (Instance.Status == WorkflowStatus.Running)
        {
            Instance.SubStatus = WorkflowSubStatus.Executing;
        }

        var turns = 0;
        while (_queue.TryDequeue(out var turn))
        {
            Cancellation.ThrowIfCancellationRequested();
            _now = null;
            await TakeAsync(turn, ++turns > Options.MaximumActivities);
        }

        CloseBooks();
    }

    public void Schedule(ActivityNode child, ActivityExecution owner, string? tag, Dictionary<string, JsonNode?>? variables)
    {
        owner.ScheduledChildren++;
        _queue.Enqueue(new Turn(child, owner, tag, variables, null, null));
    }

    public bool IsScheduled(ActivityNode child, ActivityExecution owner) => _queue.Any(t => t.Node == child && t.Owner == owner && t.Existing is null);

    public Bookmark AddBookmark(ActivityExecution execution, string name, string hash, JsonNode? payload, DateTimeOffset? due)
    {
        var bookmark = new Bookmark
        {
            Id = NewId(), ActivityInstanceId = execution.Id, ActivityNodeId = execution.NodeId, Name = name, Hash = hash, Payload = payload, DueAt = due, CreatedAt = Now,
        };
        Instance.Bookmarks.Add(bookmark);
        return bookmark;
    }

    public void RemoveBookmarks(ActivityExecution execution)
    {
        if (Instance.Bookmarks.Count > 0)
        {
            Instance.Bookmarks.RemoveAll(b => b.ActivityInstanceId == execution.Id);
        }
    }

    public void WriteLine(string text)
    {
        Lines.Add(text);
        Options.OnLine?.Invoke(text);
    }

    public void Stop(WorkflowSubStatus subStatus)
    {
        Instance.SubStatus = subStatus;
        if (subStatus == WorkflowSubStatus.Faulted)
        {
            Instance.Scheduled.AddRange(_queue.Where(t => t is { Existing: null, Owner: not null }).Select(t => new ScheduledActivity(t.Node.NodeId, t.Owner!.Id, t.Tag, t.Variables)));
        }
        else
        {
            Instance.Bookmarks.Clear();
        }

        _queue.Clear();
    }

    // Keeps only executions that haven't ended, and those around them.
    private void CloseBooks()
    {
        if (Instance.SubStatus is WorkflowSubStatus.Finished or WorkflowSubStatus.Cancelled)
        {
            Instance.ActivityExecutions.Clear();
        }
        else
        {
            var kept = new HashSet<ActivityExecution>();
            foreach (var open in _executions.Values.Where(e => !e.HasEnded))
            {
                for (var e = open; e is not null && kept.Add(e); e = e.Parent)
                {
                }
            }

            Instance.ActivityExecutions.Clear();
            Instance.ActivityExecutions.AddRange(kept.OrderBy(e => e.Order));
            if (Instance.SubStatus == WorkflowSubStatus.Executing)
            {
                Instance.SubStatus = kept.Count == 0 ? WorkflowSubStatus.Finished : WorkflowSubStatus.Suspended;
            }
        }

        Instance.UpdatedAt = Now;
        if (Instance.Status == WorkflowStatus.Finished)
        {
            Instance.FinishedAt = Instance.UpdatedAt;
        }
    }

    private sealed record Turn(ActivityNode Node, ActivityExecution? Owner, string? Tag, Dictionary<string, JsonNode?>? Variables, ActivityExecution? Existing, Resumption? Resumption);
}
