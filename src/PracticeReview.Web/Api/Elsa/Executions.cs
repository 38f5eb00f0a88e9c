using Microsoft.EntityFrameworkCore;
using PracticeReview.Data;
using PracticeReview.Data.Flow;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Web.Api.Elsa;

/// <summary>How often an activity ran in an instance, and how it stands: what the diagram shows on it.</summary>
public sealed record ExecutionStats(string ActivityId, string ActivityNodeId, long StartedCount, long CompletedCount, long UncompletedCount, bool IsBlocked, bool IsFaulted);

/// <summary>Executions of activities, put together from the journal.</summary>
public sealed class Executions(AppDbContext db)
{
    /// <summary>Elsa's word for how an execution stands.</summary>
    public static string Status(ActivityStatus status) => status == ActivityStatus.Cancelled ? "Canceled" : status.ToString();

    /// <summary>Counts for the diagram.</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="nodeIds">Only these activities; all when empty.</param>
    /// <param name="cancellation">Stops the work.</param>
    public async Task<IReadOnlyList<ExecutionStats>> StatsAsync(string instanceId, string[] nodeIds, CancellationToken cancellation)
    {
        var counts = await db.WorkflowJournal.Where(e => e.InstanceId == instanceId && e.NodeId != null && (nodeIds.Length == 0 || nodeIds.Contains(e.NodeId)))
            .GroupBy(e => new { e.NodeId, e.ActivityId })
            .Select(g => new
            {
                g.Key.NodeId, g.Key.ActivityId, Started = g.LongCount(e => e.EventName == "Started"), Completed = g.LongCount(e => e.EventName == "Completed"),
                Ended = g.LongCount(e => e.EventName == "Completed" || e.EventName == "Cancelled"),
            })
            .ToListAsync(cancellation);
        var state = await StateAsync(instanceId, cancellation);
        var waiting = (state?.Bookmarks ?? []).Select(b => b.ActivityNodeId).ToHashSet();
        var faulted = (state?.ActivityExecutions ?? []).Where(e => e.Status == ActivityStatus.Faulted).Select(e => e.NodeId).ToHashSet();
        return [.. counts.Select(c => new ExecutionStats(
            c.ActivityId, c.NodeId!, c.Started, c.Completed, Math.Max(0, c.Started - c.Ended), waiting.Contains(c.NodeId!), faulted.Contains(c.NodeId!)))];
    }

    /// <summary>All executions of an activity in an instance, oldest first.</summary>
    public async Task<IReadOnlyList<object>> OfActivityAsync(string instanceId, string nodeId, bool whole, CancellationToken cancellation) =>
        await RecordsAsync(instanceId, db.WorkflowJournal.AsNoTracking().Where(e => e.InstanceId == instanceId && e.NodeId == nodeId), whole, cancellation);

    /// <summary>One execution by its id; null when the journal doesn't know it.</summary>
    public async Task<object?> FindAsync(string id, CancellationToken cancellation)
    {
        var instance = await db.WorkflowJournal.Where(e => e.ActivityInstanceId == id && e.EventName == "Started").Select(e => e.InstanceId).FirstOrDefaultAsync(cancellation);
        return instance is null
            ? null
            : (await RecordsAsync(instance, db.WorkflowJournal.AsNoTracking().Where(e => e.InstanceId == instance && e.ActivityInstanceId == id), true, cancellation)).SingleOrDefault();
    }

    /// <summary>The execution and those of the containers around it, outermost first.</summary>
    public async Task<IReadOnlyList<object>> AroundAsync(string id, CancellationToken cancellation)
    {
        var chain = new List<object>();
        for (var next = id; next is not null && await FindAsync(next, cancellation) is { } record;)
        {
            chain.Insert(0, record);
            var inner = next;
            next = await db.WorkflowJournal.Where(e => e.ActivityInstanceId == inner && e.EventName == "Started").Select(e => e.ParentActivityInstanceId).FirstOrDefaultAsync(cancellation);
        }

        return chain;
    }

    private async Task<IReadOnlyList<object>> RecordsAsync(string instanceId, IQueryable<StoredJournalEntry> journal, bool whole, CancellationToken cancellation)
    {
        var entries = await journal.OrderBy(e => e.Sequence).ToListAsync(cancellation);
        var state = await StateAsync(instanceId, cancellation);
        return [.. entries.GroupBy(e => e.ActivityInstanceId ?? e.Id).Select(execution => Record(instanceId, execution.Key, [.. execution], state, whole))];
    }

    private static object Record(string instanceId, string id, IReadOnlyList<StoredJournalEntry> entries, WorkflowInstance? state, bool whole)
    {
        var (first, last) = (entries[0], entries[^1]);
        var open = state?.ActivityExecutions.Find(e => e.Id == id);
        var status = open is not null ? Status(open.Status)
            : last.EventName switch { "Completed" => "Completed", "Cancelled" => "Canceled", "Faulted" => "Faulted", _ => "Running" };
        var ended = status is "Completed" or "Canceled" ? last.Timestamp : (DateTimeOffset?)null;
        var hasBookmarks = state?.Bookmarks.Any(b => b.ActivityInstanceId == id) == true;
        var problem = entries.LastOrDefault(e => e.EventName == "Faulted")?.Message;
        if (!whole)
        {
            return new
            {
                id, workflowInstanceId = instanceId, first.ActivityId, activityNodeId = first.NodeId, first.ActivityType, activityTypeVersion = 1, first.ActivityName,
                startedAt = first.Timestamp, hasBookmarks, status, completedAt = ended, metadata = new { },
            };
        }

        return new
        {
            id, workflowInstanceId = instanceId, first.ActivityId, activityNodeId = first.NodeId, first.ActivityType, activityTypeVersion = 1, first.ActivityName,
            activityState = InstanceModel.Values(entries.LastOrDefault(e => e.Inputs is not null)?.Inputs),
            outputs = InstanceModel.Values(entries.LastOrDefault(e => e.Outputs is not null)?.Outputs),
            payload = last.Outcomes.Count == 0 ? null : new { outcomes = last.Outcomes },
            properties = new { },
            metadata = new { },
            exception = problem is null ? null : InstanceModel.Exception(problem),
            startedAt = first.Timestamp, hasBookmarks, status, completedAt = ended, aggregateFaultCount = entries.Count(e => e.EventName == "Faulted"),
            schedulingActivityExecutionId = first.ParentActivityInstanceId,
        };
    }

    private async Task<WorkflowInstance?> StateAsync(string instanceId, CancellationToken cancellation) =>
        await db.WorkflowInstances.Where(i => i.Id == instanceId).Select(i => i.State).SingleOrDefaultAsync(cancellation) is { } json ? WorkflowInstance.FromJson(json) : null;
}

/// <summary>Routes of executions.</summary>
internal static class ExecutionEndpoints
{
    public static void MapExecutions(this IEndpointRouteBuilder api)
    {
        api.MapPost("/activity-executions/report", async (HttpRequest request, Executions executions, CancellationToken cancellation) =>
        {
            var body = await ElsaApi.BodyAsync(request);
            return ElsaApi.Answer(new { stats = await executions.StatsAsync(ElsaApi.Text(body, "workflowInstanceId") ?? "", ElsaApi.Texts(body, "activityNodeIds"), cancellation) });
        });
        api.MapGet("/activity-executions/list", async (string workflowInstanceId, string activityNodeId, Executions executions, CancellationToken cancellation) =>
            ElsaApi.Whole(await executions.OfActivityAsync(workflowInstanceId, activityNodeId, true, cancellation)));
        api.MapGet("/activity-execution-summaries/list", async (string workflowInstanceId, string activityNodeId, Executions executions, CancellationToken cancellation) =>
            ElsaApi.Whole(await executions.OfActivityAsync(workflowInstanceId, activityNodeId, false, cancellation)));
        api.MapGet("/activity-executions/by-id", async (string id, Executions executions, CancellationToken cancellation) =>
            await executions.FindAsync(id, cancellation) is { } record ? ElsaApi.Answer(record) : ElsaProblems.Missing("There is no such execution."));
        api.MapGet("/activity-executions/{id}/call-stack", async (string id, Executions executions, CancellationToken cancellation) =>
        {
            var items = await executions.AroundAsync(id, cancellation);
            return ElsaApi.Answer(new { activityExecutionId = id, items, totalCount = items.Count });
        });
    }
}
