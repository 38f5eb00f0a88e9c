using System.Text.Json.Nodes;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Workflows.Activities;

/// <summary>Has a workflow started for each item and, if wanted, waits until all have ended; as each ends, ChildCompleted or ChildFaulted is executed.</summary>
[Activity("Elsa.BulkDispatchWorkflows", Category = "Composition", DisplayName = "Bulk dispatch workflows",
    Description = "Create new workflow instances for each item in the data source and dispatch them for execution.", Outcomes = ["Completed", "Canceled", "Done"])]
[Port("ChildCompleted")]
[Port("ChildFaulted")]
public sealed class BulkDispatchWorkflows : Activity
{
    private const string Remaining = "Remaining";

    /// <summary>The workflow.</summary>
    [Input(DisplayName = "Workflow definition", Description = "The definition ID of the workflows to dispatch.", UIHint = "workflow-definition-picker", IsRequired = true, Order = 1)]
    public string WorkflowDefinitionId { get; set; } = "";

    /// <summary>The items: an object gives a child its inputs by name, anything else is given under one name.</summary>
    [Input(Description = "The data source to use for dispatching the workflows.", DefaultSyntax = "JavaScript", Order = 2)]
    public IReadOnlyList<JsonNode?>? Items { get; set; }

    /// <summary>Name of the input that gets an item that is no object.</summary>
    [Input(DisplayName = "Default item input key", Description = "The name of the input that the current item is sent as, unless the item is an object.", DefaultValue = "Item", Order = 3)]
    public string DefaultItemInputKey { get; set; } = "Item";

    /// <summary>Correlation id of a child, computed per item: a script sees the item as args.Item.</summary>
    [Input(DisplayName = "Correlation ID function", Description = "A function to compute the correlation ID to associate a dispatched workflow with.", AutoEvaluate = false, Order = 4)]
    public string? CorrelationIdFunction { get; set; }

    /// <summary>What all children are given besides.</summary>
    [Input(Description = "Additional input to send to the workflows being dispatched.", Order = 5)]
    public JsonObject? Input { get; set; }

    /// <summary>Whether to wait.</summary>
    [Input(DisplayName = "Wait for completion", Description = "Wait for the dispatched workflows to complete before completing this activity.", DefaultValue = true, Order = 6)]
    public bool WaitForCompletion { get; set; } = true;

    /// <inheritdoc/>
    public override async ValueTask ExecuteAsync(ActivityContext context)
    {
        var items = Items ?? [];
        foreach (var item in items)
        {
            var asInput = item as JsonObject ?? new JsonObject { [DefaultItemInputKey] = item?.DeepClone() };
            var correlationId = await context.EvaluateWithAsync<string>(nameof(CorrelationIdFunction), new JsonObject { [DefaultItemInputKey] = item?.DeepClone() });
            var request = await context.PrepareWorkflowAsync(WorkflowDefinitionId, correlationId, Merge(Input, asInput));
            context.Dispatch(request);
            if (WaitForCompletion)
            {
                context.Wait(ExecuteWorkflow.Ended(request.InstanceId));
            }
        }

        context.Set(Remaining, items.Count);
        if (!WaitForCompletion || items.Count == 0)
        {
            context.Complete();
        }
    }

    /// <inheritdoc/>
    public override ValueTask ResumeAsync(ActivityContext context, Resumption resumption)
    {
        var told = ExecuteWorkflow.Checked(resumption.Payload as JsonObject ?? []);
        context.Set(Remaining, context.Get<int>(Remaining) - 1);
        var port = told["SubStatus"]?.ToString() switch
        {
            nameof(WorkflowSubStatus.Finished) => "childCompleted",
            nameof(WorkflowSubStatus.Faulted) => "childFaulted",
            _ => "",
        };
        if (context.Node.Child(port) is { } child)
        {
            context.Schedule(child, null, new() { ["ChildInstanceId"] = told["WorkflowInstanceId"]?.DeepClone() });
        }

        CompleteAfterTheLast(context);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public override ValueTask ChildCompletedAsync(ActivityContext context, ChildCompletion completion)
    {
        CompleteAfterTheLast(context);
        return ValueTask.CompletedTask;
    }

    private static void CompleteAfterTheLast(ActivityContext context)
    {
        if (context.Get<int>(Remaining) <= 0 && !context.HasPendingChildren)
        {
            context.Complete("Completed", "Done");
        }
    }

    private static JsonObject Merge(JsonObject? common, JsonObject own)
    {
        var merged = common?.DeepClone() as JsonObject ?? [];
        foreach (var (name, value) in own)
        {
            merged[name] = value?.DeepClone();
        }

        return merged;
    }
}
