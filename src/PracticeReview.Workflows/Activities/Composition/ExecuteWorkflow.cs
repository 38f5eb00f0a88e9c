using System.Text.Json.Nodes;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Workflows.Activities;

/// <summary>Starts another workflow and, if wanted, waits until it has ended.</summary>
[Activity("Elsa.ExecuteWorkflow", Category = "Composition", DisplayName = "Execute workflow", Description = "Create a new workflow instance of the specified workflow and execute it.")]
public class ExecuteWorkflow : Activity
{
    /// <summary>The workflow.</summary>
    [Input(DisplayName = "Workflow definition", Description = "The definition ID of the workflow to execute.", UIHint = "workflow-definition-picker", IsRequired = true, Order = 1)]
    public string WorkflowDefinitionId { get; set; } = "";

    /// <summary>What the new instance is about.</summary>
    [Input(DisplayName = "Correlation ID", Description = "The correlation ID to associate the workflow with.", Order = 2)]
    public string? CorrelationId { get; set; }

    /// <summary>What it is given.</summary>
    [Input(Description = "The input to send to the workflow.", Order = 3)]
    public JsonObject? Input { get; set; }

    /// <summary>Whether to wait.</summary>
    [Input(DisplayName = "Wait for completion", Description = "Wait for the child workflow to complete before completing this activity.", Order = 4)]
    public bool WaitForCompletion { get; set; }

    /// <summary>Instance id, status and output of the workflow.</summary>
    [Output(Description = "The instance, how it ended, and its output.")]
    public JsonNode? Result { get; private set; }

    /// <summary>What tells a waiting activity that an instance ended.</summary>
    public static Stimulus Ended(string instanceId) => new("Elsa.ExecuteWorkflow", instanceId);

    /// <inheritdoc/>
    public override ValueTask ExecuteAsync(ActivityContext context)
    {
        var id = context.StartWorkflow(WorkflowDefinitionId, CorrelationId, Input?.ToDictionary(m => m.Key, m => m.Value?.DeepClone()) ?? []);
        if (WaitForCompletion)
        {
            context.Wait(Ended(id));
        }
        else
        {
            Result = new JsonObject { ["WorkflowInstanceId"] = id };
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public override ValueTask ResumeAsync(ActivityContext context, Resumption resumption)
    {
        Result = resumption.Payload;
        context.Complete();
        return ValueTask.CompletedTask;
    }
}
