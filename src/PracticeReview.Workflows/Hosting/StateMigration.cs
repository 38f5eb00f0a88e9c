using PracticeReview.Workflows.Activities;
using PracticeReview.Workflows.Definitions;
using PracticeReview.Workflows.Execution;
using PracticeReview.Workflows.Expressions;

namespace PracticeReview.Workflows.Hosting;

/// <summary>Fits the state of one execution to its activity in another version: variables, the place in a sequence, the counts of a flowchart.</summary>
internal sealed class StateMigration(
    ActivityExecution execution, ActivityNode? old, ActivityNode node, WorkflowInstance instance, List<string> changes, List<string> refusals, List<Action> steps)
{
    public void MoveVariables()
    {
        foreach (var declared in node.Variables)
        {
            if (execution.Variables?.TryGetValue(declared.Name, out var value) is not true)
            {
                steps.Add(() => (execution.Variables ??= new(StringComparer.Ordinal))[declared.Name] = VariableScope.Fit(declared, declared.Value, declared.Name));
                changes.Add($"The variable '{declared.Name}' is new and gets its first value.");
                continue;
            }

            try
            {
                var fitted = VariableScope.Fit(declared, value, declared.Name);
                steps.Add(() => execution.Variables![declared.Name] = fitted);
            }
            catch (ActivityFaultException e)
            {
                refusals.Add(e.Message);
            }
        }

        foreach (var gone in (old?.Variables ?? []).Where(o => node.Variables.All(n => n.Name != o.Name) && execution.Variables?.ContainsKey(o.Name) is true))
        {
            steps.Add(() => execution.Variables!.Remove(gone.Name));
            changes.Add($"The variable '{gone.Name}' is gone, with its value.");
        }
    }

    public void MovePosition()
    {
        if (node.Type == "Elsa.Sequence")
        {
            MoveInSequence();
        }
        else if (node.Type == "Elsa.Flowchart" && execution.Get<FlowCounters>(Flowchart.CountersKey) is { } counters)
        {
            MoveCounts(counters);
        }
    }

    // A sequence remembers the position of what comes next; it follows the child that is under way.
    private void MoveInSequence()
    {
        var under = instance.ActivityExecutions.Find(e => e.ParentId == execution.Id && !e.HasEnded)?.NodeId
            ?? instance.Scheduled.Find(s => s.OwnerId == execution.Id)?.NodeId;
        var index = node.ChildrenOf("activities").ToList().FindIndex(c => c.NodeId == under);
        if (index >= 0 && index + 1 != execution.Get<int>("Index"))
        {
            steps.Add(() => execution.Set("Index", index + 1));
            changes.Add($"'{node.Label}' goes on after '{node.ChildrenOf("activities")[index].Label}', now number {index + 1}.");
        }
    }

    // A new line from an activity that has run counts as not taken as often as that ran; else a join behind it would wait for ever.
    private void MoveCounts(FlowCounters counters)
    {
        foreach (var line in node.Lines)
        {
            var visits = counters.Activities.GetValueOrDefault(line.Source.Id);
            if (visits > 0 && !counters.Lines.ContainsKey(line.Key))
            {
                steps.Add(() => counters.Lines[line.Key] = new LineVisits(visits, false));
                changes.Add($"The new line from '{line.Source.Label}' to '{line.Target.Label}' counts as not taken, since '{line.Source.Label}' has run already.");
            }
        }

        var lines = node.Lines.Select(l => l.Key).ToHashSet(StringComparer.Ordinal);
        var activities = node.ChildrenOf("activities").Select(a => a.Id).ToHashSet(StringComparer.Ordinal);
        steps.Add(() =>
        {
            counters.Lines.Keys.Where(k => !lines.Contains(k)).ToList().ForEach(k => counters.Lines.Remove(k));
            counters.Activities.Keys.Where(k => !activities.Contains(k)).ToList().ForEach(k => counters.Activities.Remove(k));
        });
    }
}
