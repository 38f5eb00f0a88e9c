using System.Text.Json.Nodes;
using PracticeReview.Workflows.Execution;
using PracticeReview.Workflows.Expressions;

namespace PracticeReview.Workflows.Activities;

/// <summary>A workflow used as an activity: its inputs and outputs are variables around its body.</summary>
internal sealed class UsedWorkflow : Activity
{
    public override ValueTask ExecuteAsync(ActivityContext context)
    {
        var workflow = context.Node.Descriptor!.Workflow!;
        var variables = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        foreach (var output in workflow.Outputs)
        {
            variables[output.Name] = null;
        }

        foreach (var (input, declared) in context.Node.Descriptor.Inputs.Zip(workflow.Inputs))
        {
            var value = context.EvaluateInput(input) as JsonNode;
            variables[declared.Name] = Values.ToDeclared(value ?? Values.ToNode(declared.DefaultValue), declared.TypeName, declared.IsArray);
        }

        context.Execution.Variables = variables;
        context.Schedule(context.Node.Children[0]);
        return ValueTask.CompletedTask;
    }

    public override ValueTask ChildCompletedAsync(ActivityContext context, ChildCompletion completion)
    {
        foreach (var output in context.Node.Descriptor!.Outputs)
        {
            context.SetOutput(context.Execution, output.Name, context.Execution.Variables!.GetValueOrDefault(output.Name)?.DeepClone());
        }

        context.Complete([.. completion.Outcomes]);
        return ValueTask.CompletedTask;
    }
}
