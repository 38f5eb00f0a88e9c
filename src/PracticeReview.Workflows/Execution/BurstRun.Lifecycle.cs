using PracticeReview.Workflows.Activities;
using PracticeReview.Workflows.Definitions;
using PracticeReview.Workflows.Expressions;

namespace PracticeReview.Workflows.Execution;

// What happens to one execution: begun, settled after each call, completed, cancelled, faulted.
internal sealed partial class BurstRun
{
    private async ValueTask TakeAsync(Turn turn, bool isTooMany)
    {
        var execution = turn.Existing ?? Begin(turn);
        try
        {
            if (isTooMany)
            {
                throw new ActivityFaultException($"More than {Options.MaximumActivities} activities ran without a pause: this looks like an endless loop.") { StopsInstance = true };
            }

            Write(execution, turn.Resumption is null ? "Started" : "Resumed");
            var activity = ActivityOf(execution);
            SetInputs(execution, activity);

            var context = new ActivityContext(this, execution);
            await (turn.Resumption is { } resumption ? activity.ResumeAsync(context, resumption) : activity.ExecuteAsync(context));
            await SettleAsync(execution);
            if (execution.Status == ActivityStatus.Running && IsWaiting(execution))
            {
                Write(execution, "Suspended");
            }
        }
        catch (Exception e) when (!(e is OperationCanceledException && Cancellation.IsCancellationRequested) && !Options.Aborts(e))
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

        Attach(execution, turn.Node, turn.Owner);
        return execution;
    }

    private void Attach(ActivityExecution execution, ActivityNode node, ActivityExecution? parent)
    {
        execution.Node = node;
        execution.Parent = parent;
        execution.Order = ++_begun;
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
        else if (!execution.HasOpenChildren && execution.ScheduledChildren == 0 && !IsWaiting(execution))
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
        if (execution.HasOpenChildren)
        {
            foreach (var child in execution.OpenChildren.ToArray())
            {
                await CancelAsync(child);
            }
        }

        _executions.Remove(execution.Id);
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

        if (execution.HasOpenChildren)
        {
            foreach (var child in execution.OpenChildren.ToArray())
            {
                await CancelAsync(child);
            }
        }

        execution.Status = ActivityStatus.Cancelled;
        _executions.Remove(execution.Id);
        RemoveBookmarks(execution);
        if (execution.Node.Descriptor is not null)
        {
            await ActivityOf(execution).CancelAsync(new ActivityContext(this, execution));
        }

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
}
