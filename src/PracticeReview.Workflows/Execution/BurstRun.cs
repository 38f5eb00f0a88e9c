using System.Text.Json.Nodes;
using PracticeReview.Workflows.Activities;
using PracticeReview.Workflows.Definitions;
using PracticeReview.Workflows.Expressions;

namespace PracticeReview.Workflows.Execution;

/// <summary>
/// One burst under way. Activities run one after another, first scheduled first run;
/// a completion is told to the container at once, which may schedule more or complete in turn.
/// </summary>
internal sealed class BurstRun
{
    public static readonly string[] Done = ["Done"];

    private readonly Queue<Turn> _queue = new();
    private readonly Dictionary<string, ActivityExecution> _executions = new(StringComparer.Ordinal);
    private readonly Func<DateTimeOffset, string> _newId;
    private readonly BurstOptions _options;
    private readonly TimeProvider _clock;

    public BurstRun(WorkflowGraph graph, WorkflowInstance instance, IServiceProvider services, TimeProvider clock, Func<DateTimeOffset, string> newId, BurstOptions options, CancellationToken cancellation)
    {
        (Graph, Instance, Services, Cancellation) = (graph, instance, services, cancellation);
        (_clock, _newId, _options) = (clock, newId, options);
        foreach (var execution in instance.ActivityExecutions)
        {
            execution.ForgetBurst();
            Attach(execution, graph.Find(execution.NodeId) ?? throw new InvalidOperationException($"The definition has no activity '{execution.NodeId}', on which the instance '{instance.Id}' stands."),
                execution.ParentId is { } parent ? _executions.GetValueOrDefault(parent) : null);
        }
    }

    public WorkflowGraph Graph { get; }

    public WorkflowInstance Instance { get; }

    public IServiceProvider Services { get; }

    public CancellationToken Cancellation { get; }

    public List<string> Lines { get; } = [];

    public List<JournalEntry> Journal { get; } = [];

    public List<PublishedStimulus> Published { get; } = [];

    public List<StartRequest> Starts { get; } = [];

    public DateTimeOffset Now => _clock.GetUtcNow();

    public string NewId() => _newId(Now);

    public VariableScope ScopeOf(ActivityExecution execution) => new(this, execution);

    public void Start() => _queue.Enqueue(new Turn(Graph.Root, null, null, null, null, null));

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
        foreach (var root in Instance.ActivityExecutions.Where(e => e.Parent is null).ToList())
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
            await TakeAsync(turn, ++turns > _options.MaximumActivities);
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

    public void RemoveBookmarks(ActivityExecution execution) => Instance.Bookmarks.RemoveAll(b => b.ActivityInstanceId == execution.Id);

    public object? Evaluate(ActivityExecution execution, InputDescriptor input, Type type)
    {
        try
        {
            return execution.Node.Input(input).Evaluate(ScopeOf(execution), type);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw new ActivityFaultException(input.Name, e.Message, e);
        }
    }

    public void WriteOutput(ActivityExecution execution, string name, JsonNode? value)
    {
        if (!Instance.ActivityOutput.TryGetValue(execution.Node.Id, out var outputs))
        {
            Instance.ActivityOutput[execution.Node.Id] = outputs = new(StringComparer.Ordinal);
        }

        outputs[name] = value;
        if (name == "Result")
        {
            Instance.LastResult = value?.DeepClone();
        }

        if (execution.Node.OutputTarget(name) is not { } target)
        {
            return;
        }

        var scope = ScopeOf(execution.Parent ?? execution);
        if (scope.TryGet(target, out _))
        {
            scope.Set(target, value?.DeepClone());
        }
        else if (Graph.Definition.Outputs.Any(o => o.Name == target))
        {
            Instance.Output[target] = value?.DeepClone();
        }
    }

    public void Break(ActivityExecution from)
    {
        for (var e = from.Parent; e is not null; e = e.Parent)
        {
            var reaction = ActivityOf(e).OnBreak;
            if (reaction != BreakReaction.None)
            {
                e.Set("IsBreaking", true);
            }

            if (reaction == BreakReaction.Stop)
            {
                return;
            }
        }
    }

    /// <summary>Completes the nearest workflow around an execution; loops on the way are cancelled.</summary>
    public async ValueTask CompleteWorkflowAsync(ActivityExecution from, string[] outcomes)
    {
        for (var e = from.Parent; e is not null; e = e.Parent)
        {
            if (e.Node.Type == WorkflowGraph.WorkflowType)
            {
                e.Set(WorkflowRoot.OutcomesKey, outcomes);
                await CompleteAsync(from, Done);
                await CompleteAsync(e, outcomes);
                return;
            }

            if (ActivityOf(e).OnBreak == BreakReaction.Stop)
            {
                await CancelAsync(e);
            }
        }
    }

    public async ValueTask CancelChildrenAsync(ActivityExecution owner, Func<ActivityNode, bool> which)
    {
        foreach (var child in owner.OpenChildren.Where(c => which(c.Node)).ToList())
        {
            await CancelAsync(child);
        }
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

    private async ValueTask TakeAsync(Turn turn, bool isTooMany)
    {
        var execution = turn.Existing ?? Begin(turn);
        try
        {
            if (isTooMany)
            {
                throw new ActivityFaultException($"More than {_options.MaximumActivities} activities ran without a pause: this looks like an endless loop.") { StopsInstance = true };
            }

            Write(execution, turn.Resumption is null ? "Started" : "Resumed");
            var activity = ActivityOf(execution);
            foreach (var input in execution.Node.Descriptor!.Inputs)
            {
                if (input.AutoEvaluate && execution.Node.Descriptor.Workflow is null && execution.Node.Input(input).IsGiven)
                {
                    input.Set(activity, Evaluate(execution, input, input.Type));
                }
            }

            var context = new ActivityContext(this, execution);
            await (turn.Resumption is { } resumption ? activity.ResumeAsync(context, resumption) : activity.ExecuteAsync(context));
            await SettleAsync(execution);
            if (execution.Status == ActivityStatus.Running && IsWaiting(execution))
            {
                Write(execution, "Suspended");
            }
        }
        catch (Exception e) when (!(e is OperationCanceledException && Cancellation.IsCancellationRequested) && !_options.Aborts(e))
        {
            Fault(execution, e);
        }
    }

    private ActivityExecution Begin(Turn turn)
    {
        var execution = new ActivityExecution { Id = NewId(), ParentId = turn.Owner?.Id, NodeId = turn.Node.NodeId, Tag = turn.Tag, Variables = turn.Variables };
        if (turn.Owner is { } owner)
        {
            owner.ScheduledChildren--;
        }

        Instance.ActivityExecutions.Add(execution);
        Attach(execution, turn.Node, turn.Owner);
        return execution;
    }

    private void Attach(ActivityExecution execution, ActivityNode node, ActivityExecution? parent)
    {
        execution.Node = node;
        execution.Parent = parent;
        _executions[execution.Id] = execution;
        if (!execution.HasEnded)
        {
            parent?.OpenChildren.Add(execution);
        }
    }

    // After each call: hand on outputs, then complete if the activity asked for it or has nothing left to wait for.
    private async ValueTask SettleAsync(ActivityExecution execution)
    {
        if (execution.Status != ActivityStatus.Running)
        {
            return;
        }

        foreach (var output in execution.Node.Descriptor!.Outputs)
        {
            if (output.Get(ActivityOf(execution)) is { } value)
            {
                WriteOutput(execution, output.Name, Values.ToNode(value));
            }
        }

        if (execution.PendingOutcomes is { } outcomes)
        {
            execution.PendingOutcomes = null;
            await CompleteAsync(execution, outcomes);
        }
        else if (execution.OpenChildren.Count == 0 && execution.ScheduledChildren == 0 && !IsWaiting(execution))
        {
            await CompleteAsync(execution, Done);
        }
    }

    private async ValueTask CompleteAsync(ActivityExecution execution, string[] outcomes)
    {
        if (execution.Status != ActivityStatus.Running)
        {
            return;
        }

        execution.Status = ActivityStatus.Completed;
        foreach (var child in execution.OpenChildren.ToArray())
        {
            await CancelAsync(child);
        }

        RemoveBookmarks(execution);
        Write(execution, "Completed", outcomes);
        if (execution.Parent is not { } parent)
        {
            return;
        }

        parent.OpenChildren.Remove(execution);
        if (parent.Status == ActivityStatus.Running && Instance.Status == WorkflowStatus.Running)
        {
            await ActivityOf(parent).ChildCompletedAsync(new ActivityContext(this, parent), new ChildCompletion(execution.Node, execution.Id, outcomes, execution.Tag));
            await SettleAsync(parent);
        }
    }

    private async ValueTask CancelAsync(ActivityExecution execution)
    {
        if (execution.HasEnded)
        {
            return;
        }

        foreach (var child in execution.OpenChildren.ToArray())
        {
            await CancelAsync(child);
        }

        execution.Status = ActivityStatus.Cancelled;
        RemoveBookmarks(execution);
        await ActivityOf(execution).CancelAsync(new ActivityContext(this, execution));
        Write(execution, "Cancelled");
        if (execution.Parent is not { } parent)
        {
            return;
        }

        parent.OpenChildren.Remove(execution);
        if (parent.Status == ActivityStatus.Running)
        {
            await ActivityOf(parent).ChildCancelledAsync(new ActivityContext(this, parent), new ChildCompletion(execution.Node, execution.Id, [], execution.Tag));
            if (parent.PendingOutcomes is not null)
            {
                await SettleAsync(parent);
            }
        }
    }

    private void Fault(ActivityExecution execution, Exception e)
    {
        execution.Status = ActivityStatus.Faulted;
        if (execution.Parent is { } parent && !parent.OpenChildren.Contains(execution))
        {
            parent.OpenChildren.Add(execution);
        }

        var node = execution.Node;
        var input = (e as ActivityFaultException)?.Input;
        Instance.Incidents.Add(new Incident(execution.Id, node.Id, node.NodeId, node.Type, node.Name, input, e.Message, Now));
        Write(execution, "Faulted", message: input is null ? e.Message : $"{input}: {e.Message}");
        if (!Graph.Definition.ContinuesWithIncidents || e is ActivityFaultException { StopsInstance: true })
        {
            Stop(WorkflowSubStatus.Faulted);
        }
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
            foreach (var open in Instance.ActivityExecutions.Where(e => !e.HasEnded))
            {
                for (var e = open; e is not null && kept.Add(e); e = e.Parent)
                {
                }
            }

            Instance.ActivityExecutions.RemoveAll(e => !kept.Contains(e));
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

    private Activity ActivityOf(ActivityExecution execution)
    {
        if (execution.Activity is { } made)
        {
            return made;
        }

        var descriptor = execution.Node.Descriptor ?? throw new ActivityFaultException($"There is no activity of type '{execution.Node.Type}' here.");
        return execution.Activity = descriptor.Create(Services);
    }

    private bool IsWaiting(ActivityExecution execution)
    {
        foreach (var bookmark in Instance.Bookmarks)
        {
            if (bookmark.ActivityInstanceId == execution.Id)
            {
                return true;
            }
        }

        return false;
    }

    private void Write(ActivityExecution execution, string eventName, string[]? outcomes = null, string? message = null)
    {
        var node = execution.Node;
        Journal.Add(new JournalEntry(
            NewId(), Instance.Id, execution.Id, execution.ParentId, node.Id, node.NodeId, node.Type, node.Name, eventName, Now, ++Instance.JournalSequence, outcomes ?? [], message));
    }

    private sealed record Turn(ActivityNode Node, ActivityExecution? Owner, string? Tag, Dictionary<string, JsonNode?>? Variables, ActivityExecution? Existing, Resumption? Resumption);
}
