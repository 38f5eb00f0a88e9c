using System.Text.Json.Nodes;
using PracticeReview.Workflows.Activities;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Data.Flow;

/// <summary>What a parent that waits for a workflow is told at its end.</summary>
internal static class ChildEnd
{
    /// <summary>The stimulus: how the instance ended, and what it gives back.</summary>
    public static Stimulus Of(WorkflowInstance child) => ExecuteWorkflow.Ended(child.Id) with { Payload = ExecuteWorkflow.About(child) };

    /// <summary>The stimulus when there is no such workflow.</summary>
    public static Stimulus Missing(StartRequest request) => ExecuteWorkflow.Ended(request.InstanceId) with
    {
        Payload = new JsonObject { ["WorkflowInstanceId"] = request.InstanceId, ["Error"] = $"There is no published workflow \"{request.DefinitionId}\"." },
    };
}
