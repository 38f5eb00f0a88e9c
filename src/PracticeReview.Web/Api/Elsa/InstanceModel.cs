using System.Text.Json.Nodes;
using PracticeReview.Data.Flow;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Web.Api.Elsa;

/// <summary>Instances and their journal in Elsa's shapes.</summary>
internal static class InstanceModel
{
    /// <summary>An instance with its state.</summary>
    /// <param name="stored">The instance.</param>
    /// <param name="failures">Bookmarks at which bursts failed and were undone.</param>
    public static object Of(StoredInstance stored, IReadOnlyList<StoredBookmark> failures)
    {
        var state = WorkflowInstance.FromJson(stored.State);
        var incidents = state.Incidents.Select(Incident).Concat(failures.Select(f => Failure(state, f))).ToList();
        return new
        {
            stored.Id,
            stored.DefinitionId,
            stored.DefinitionVersionId,
            stored.Version,
            parentWorkflowInstanceId = stored.ParentId,
            stored.Status,
            stored.SubStatus,
            stored.CorrelationId,
            stored.Name,
            incidentCount = incidents.Count,
            isSystem = false,
            stored.CreatedAt,
            stored.UpdatedAt,
            stored.FinishedAt,
            workflowState = new
            {
                stored.Id,
                stored.DefinitionId,
                stored.DefinitionVersionId,
                definitionVersion = stored.Version,
                stored.CorrelationId,
                stored.Status,
                stored.SubStatus,
                bookmarks = state.Bookmarks.Select(b => new { b.Id, b.Name, b.Hash, b.Payload, b.ActivityNodeId, activityId = Last(b.ActivityNodeId), b.ActivityInstanceId, b.CreatedAt, dueAt = b.DueAt, autoBurn = true }),
                incidents,
                completionCallbacks = Array.Empty<object>(),
                activityExecutionContexts = state.ActivityExecutions.Select(e => new
                {
                    e.Id, parentContextId = e.ParentId, scheduledActivityNodeId = e.NodeId, properties = new JsonObject(), activityState = new JsonObject(),
                    dynamicVariables = Array.Empty<object>(), status = Executions.Status(e.Status),
                }),
                state.Input,
                state.Output,
                properties = new JsonObject(),
                stored.CreatedAt,
                stored.UpdatedAt,
                stored.FinishedAt,
            },
        };
    }

    /// <summary>A line of the journal.</summary>
    public static object Record(StoredJournalEntry e) => new
    {
        e.Id,
        activityInstanceId = e.ActivityInstanceId ?? e.Id,
        e.ParentActivityInstanceId,
        e.ActivityId,
        e.ActivityType,
        activityTypeVersion = 1,
        e.ActivityName,
        nodeId = e.NodeId ?? e.ActivityId,
        activityNodeId = e.NodeId ?? e.ActivityId,
        e.Timestamp,
        e.Sequence,
        e.EventName,
        e.Message,
        source = (string?)null,
        activityState = Values(e.Inputs),
        payload = e.Outcomes.Count == 0 && e.Outputs is null ? null : new JsonObject
        {
            ["outcomes"] = new JsonArray([.. e.Outcomes.Select(o => (JsonNode)o)]),
            ["outputs"] = Values(e.Outputs),
        },
    };

    /// <summary>Logged values; null when none were.</summary>
    public static JsonObject? Values(string? json) => json is null ? null : StateJson.Read(json) as JsonObject;

    /// <summary>An exception in Elsa's shape: only the sentence, never a stack.</summary>
    public static object Exception(string message) => new { type = "System.Exception", message, stackTrace = (string?)null, innerException = (object?)null };

    private static object Incident(Incident i) => new
    {
        i.ActivityId, i.ActivityNodeId, i.ActivityType, i.ActivityInstanceId, message = i.Input is null ? i.Message : $"{i.Input}: {i.Message}",
        exception = Exception(i.Message), i.Timestamp,
    };

    private static object Failure(WorkflowInstance state, StoredBookmark failed)
    {
        var at = state.Bookmarks.Find(b => b.Id == failed.Id);
        return new
        {
            activityId = at is null ? "" : Last(at.ActivityNodeId), activityNodeId = at?.ActivityNodeId ?? "", activityType = "", activityInstanceId = at?.ActivityInstanceId,
            message = failed.Parked ? $"{failed.Problem} Given up after {failed.Attempts} tries." : $"{failed.Problem} It is tried again.",
            exception = Exception(failed.Problem!), timestamp = state.UpdatedAt,
        };
    }

    private static string Last(string nodeId) => nodeId[(nodeId.LastIndexOf(':') + 1)..];
}
