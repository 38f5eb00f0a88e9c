using System.Text.Json.Nodes;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Workflows.Activities;

/// <summary>Starts another workflow and, if wanted, waits until it has ended. It runs at once when the host can do that, else after this burst.</summary>
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
    public JsonNode? Result { get; protected set; }

    /// <summary>What tells a waiting activity that an instance ended.</summary>
    public static Stimulus Ended(string instanceId) => new("Elsa.ExecuteWorkflow", instanceId);

    /// <summary>What a waiting activity is told of an instance that ended.</summary>
    public static JsonObject About(WorkflowInstance ended) => new()
    {
        ["WorkflowInstanceId"] = ended.Id,
        ["Status"] = ended.Status.ToString(),
        ["SubStatus"] = ended.SubStatus.ToString(),
        ["Output"] = new JsonObject(ended.Output.Select(o => KeyValuePair.Create(o.Key, o.Value?.DeepClone()))),
    };

    /// <inheritdoc/>
    public override async ValueTask ExecuteAsync(ActivityContext context)
    {
        var request = await context.PrepareWorkflowAsync(WorkflowDefinitionId, CorrelationId, Input);
        var child = await BeginAsync(context, request);
        if (WaitForCompletion && child?.Status != WorkflowStatus.Finished)
        {
            context.Wait(Ended(request.InstanceId));
        }
        else
        {
            Result = child is null ? new JsonObject { ["WorkflowInstanceId"] = request.InstanceId } : ResultOf(About(child));
        }
    }

    /// <inheritdoc/>
    public override ValueTask ResumeAsync(ActivityContext context, Resumption resumption)
    {
        Result = ResultOf(resumption.Payload as JsonObject ?? []);
        context.Complete();
        return ValueTask.CompletedTask;
    }

    /// <summary>Starts the child; gives it when it ran at once.</summary>
    protected virtual async ValueTask<WorkflowInstance?> BeginAsync(ActivityContext context, StartRequest request)
    {
        var child = await context.RunWorkflowAsync(request);
        if (child is null)
        {
            context.Dispatch(request);
        }

        return child;
    }

    /// <summary>What this activity makes of what it is told of the child.</summary>
    /// <exception cref="ActivityFaultException">The child could not be started.</exception>
    protected virtual JsonNode? ResultOf(JsonObject told) => Checked(told);

    internal static JsonObject Checked(JsonObject told) =>
        told["Error"] is { } error ? throw new ActivityFaultException(nameof(WorkflowDefinitionId), error.ToString()) : told;
}
