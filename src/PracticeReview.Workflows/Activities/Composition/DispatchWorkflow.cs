using System.Text.Json.Nodes;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Workflows.Activities;

/// <summary>Has another workflow started in the background and, if wanted, waits until it has ended; its result is then the child's output.</summary>
[Activity("Elsa.DispatchWorkflow", Category = "Composition", DisplayName = "Dispatch workflow", Description = "Create a new workflow instance for the specified workflow and dispatch it for execution.")]
public sealed class DispatchWorkflow : ExecuteWorkflow
{
    /// <inheritdoc/>
    protected override ValueTask<WorkflowInstance?> BeginAsync(ActivityContext context, StartRequest request)
    {
        context.Dispatch(request);
        return ValueTask.FromResult<WorkflowInstance?>(null);
    }

    /// <inheritdoc/>
    protected override JsonNode? ResultOf(JsonObject told) => Checked(told)["Output"]?.DeepClone();
}
