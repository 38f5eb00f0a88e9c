using System.Text.Json.Nodes;
using PracticeReview.Workflows.Activities;
using PracticeReview.Workflows.Definitions;
using PracticeReview.Workflows.Expressions;

namespace PracticeReview.Workflows.Execution;

// Values in and out of activities, and what activities ask of those around them.
internal sealed partial class BurstRun
{
    private void SetInputs(ActivityExecution execution, Activity activity)
    {
        var node = execution.Node;
        if (node.Descriptor!.Workflow is not null)
        {
            return; // it reads its inputs itself, as variables of its body
        }

        Dictionary<string, JsonNode?>? logged = null;
        foreach (var input in node.Descriptor.Inputs)
        {
            if (!input.AutoEvaluate || !node.Inputs[input.Index].IsGiven)
            {
                continue;
            }

            var value = Evaluate(execution, input, input.Type);
            input.Set(activity, value);
            if (Logs(execution, input))
            {
                Log(ref logged, input, value);
            }
        }

        if (logged is not null)
        {
            AddInputs(logged);
        }
    }

    public object? Evaluate(ActivityExecution execution, InputDescriptor input, Type type, JsonObject? arguments = null)
    {
        try
        {
            var given = execution.Node.Input(input);
            var value = given.Evaluate(new VariableScope(this, execution) { Arguments = arguments }, type);
            // What is written was looked at before it was published; a limit that came later does not stop what is under way.
            return given.Expression is LiteralExpression ? value : input.Within(value);
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
        LogOutput(execution, name, value);
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
}
