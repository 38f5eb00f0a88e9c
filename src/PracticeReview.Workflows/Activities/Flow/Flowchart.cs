using System.Runtime.CompilerServices;
using PracticeReview.Workflows.Definitions;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Workflows.Activities;

/// <summary>
/// Activities joined by lines. Each line that leaves a completed activity is visited, and followed if its port is among the outcomes;
/// a target decides by these visits whether to wait, run or be skipped; what is skipped visits its own lines in turn.
/// </summary>
[Activity("Elsa.Flowchart", Category = "Flow", Description = "A flowchart is a collection of activities and connections between them.", IsHidden = true)]
[Port("Activities", IsList = true)]
public sealed class Flowchart : Activity
{
    private const string Backward = "Backward";
    internal const string CountersKey = "Flow";
    private static readonly string[] Skipped = [];

    /// <inheritdoc/>
    public override ValueTask ExecuteAsync(ActivityContext context)
    {
        context.DeclareVariables();
        if (StartOf(context) is { } start)
        {
            context.Schedule(start);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public override ValueTask ChildCompletedAsync(ActivityContext context, ChildCompletion completion)
    {
        if (completion.Node.Descriptor!.IsTerminal)
        {
            context.Complete();
            return ValueTask.CompletedTask;
        }

        return LeaveAsync(context, completion.Node, completion.Outcomes, completion.Tag == Backward);
    }

    internal override async ValueTask ChildCancelledAsync(ActivityContext context, ChildCompletion completion)
    {
        if (!context.Node.Flow(StartOf(context)).IsDangling(completion.Node))
        {
            await LeaveAsync(context, completion.Node, Skipped, false);
        }

        if (!context.HasPendingChildren)
        {
            context.Complete();
        }
    }

    /// <summary>Cancels what is still under way on the ways that lead to an activity.</summary>
    internal static ValueTask CancelInboundAsync(ActivityContext flowchart, ActivityNode activity)
    {
        var ancestors = flowchart.Node.Flow(StartOf(flowchart)).Ancestors(activity);
        return flowchart.CancelChildrenAsync(ancestors.Contains);
    }

    private static ActivityNode? StartOf(ActivityContext context)
    {
        var trigger = context.Instance.TriggerActivityId;
        return (trigger is null ? null : context.Node.TriggerStart(trigger))
            ?? (context.Node.UsualStart ??= UsualStartOf(context.Node));
    }

    internal static ActivityNode? UsualStartOf(ActivityNode flowchart)
    {
        var activities = flowchart.ChildrenOf("activities").ToList();
        var given = flowchart.Json.Text("start");
        return activities.Find(a => a.Id == given)
            ?? activities.Find(a => a.Type == "Elsa.Start")
            ?? activities.Find(a => a.CanStartWorkflow)
            ?? activities.Find(a => !flowchart.IsTarget(a))
            ?? activities.FirstOrDefault();
    }

    private static async ValueTask LeaveAsync(ActivityContext context, ActivityNode activity, IReadOnlyList<string> outcomes, bool cameBack)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack(); // thousands of skipped activities in a row become an incident, not a crash
        var flow = context.Node.Flow(StartOf(context));
        if (flow.IsDangling(activity))
        {
            throw new ActivityFaultException($"No line leads to '{activity.Label}' from the start of the flowchart, so nothing can follow it.");
        }

        var counters = context.Get<FlowCounters>(CountersKey);
        if (counters is null)
        {
            context.Set(CountersKey, counters = FlowCounters.For(context.Node));
        }

        if (!cameBack)
        {
            counters.Visit(activity);
        }

        foreach (var line in flow.Outbound(activity))
        {
            var isFollowed = Contains(outcomes, line.SourcePort);
            counters.Visit(line, isFollowed);
            if (!flow.IsBackward(line, out var isValid))
            {
                await ArriveAsync(context, flow, counters, line);
            }
            else if (isFollowed && isValid)
            {
                context.Schedule(line.Target, Backward);
            }
            else if (isFollowed)
            {
                throw new ActivityFaultException(
                    $"The line from '{line.Source.Label}' back to '{line.Target.Label}' can't be followed: '{line.Source.Label}' can also be reached without passing '{line.Target.Label}'.");
            }
        }
    }

    private static bool Contains(IReadOnlyList<string> outcomes, string port)
    {
        for (var i = 0; i < outcomes.Count; i++)
        {
            if (outcomes[i] == port)
            {
                return true;
            }
        }

        return false;
    }

    private static async ValueTask ArriveAsync(ActivityContext context, FlowGraph flow, FlowCounters counters, Connection line)
    {
        var target = line.Target;
        var inbound = flow.ForwardInbound(target);
        var mode = FlowJoin.ModeOf(context, target);
        if (mode == FlowJoinMode.WaitAny)
        {
            if (counters.IsLate(line) || context.IsUnderWay(target))
            {
                return;
            }

            if (counters.AnyFollowed(inbound, target))
            {
                context.Schedule(target);
                await CancelInboundAsync(context, target);
                return;
            }
        }

        if (!counters.AllVisited(inbound, target))
        {
            return;
        }

        var isWanted = mode switch
        {
            FlowJoinMode.WaitAll => counters.AllFollowed(inbound, target),
            FlowJoinMode.WaitAllActive => counters.AnyFollowed(inbound, target),
            _ => false,
        };
        if (isWanted)
        {
            context.Schedule(target);
        }
        else
        {
            await LeaveAsync(context, target, Skipped, false);
        }
    }
}
