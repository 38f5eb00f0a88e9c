using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using NpgsqlTypes;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Data.Flow;

/// <summary>
/// Reads and writes the rows of workflow instances in the context's transaction. A burst costs two round trips: one that
/// locks and reads the state, one that writes state, bookmarks, journal, stimuli and starts.
/// </summary>
public sealed class InstanceStore(AppDbContext db, TimeProvider time)
{
    /// <summary>How long a stimulus that nobody waits for is kept.</summary>
    public static readonly TimeSpan StimulusLife = TimeSpan.FromDays(7);

    private const string ById = "select state from workflow_instances where id = $1 for update";

    private const string ByCorrelation = "select state from workflow_instances where correlation_id = $1 and status = 'Running' order by created_at limit 1 for update";

    private const string NextDue =
        """
        select i.state, b.id, b.payload, b.attempts, b.due_at from workflow_bookmarks b join workflow_instances i on i.id = b.instance_id
        where b.due_at between $1 and $2 and not b.parked and b.instance_id <> all ($3)
        order by b.due_at limit 1 for update of i skip locked
        """;

    private NpgsqlConnection Connection => (NpgsqlConnection)db.Database.GetDbConnection();

    /// <summary>Locks an instance until the transaction ends; null when there is none.</summary>
    public async Task<WorkflowInstance?> LockAsync(string id, CancellationToken cancellation) =>
        (await ReadAsync(ById, cancellation, id))?.Instance;

    /// <summary>Locks the oldest running instance of a correlation id.</summary>
    public async Task<WorkflowInstance?> LockRunningAsync(string correlationId, CancellationToken cancellation) =>
        (await ReadAsync(ByCorrelation, cancellation, correlationId))?.Instance;

    /// <summary>Locks the instance whose bookmark is due first, passing over those that another transaction has in hand.</summary>
    /// <param name="sweep">Where to look on, and what not to take; it goes on behind what is found.</param>
    /// <param name="cancellation">Stops the work.</param>
    public async Task<DueInstance?> LockNextDueAsync(DueSweep sweep, CancellationToken cancellation)
    {
        while (true)
        {
            var wasFromStart = sweep.IsFromStart;
            var found = await ReadAsync(NextDue, cancellation, sweep.From, time.GetUtcNow(), sweep.Passed.ToArray());
            sweep.GoOn(found);
            if (found is not null || wasFromStart)
            {
                return found;
            }
        }
    }

    /// <summary>Writes what a burst made of an instance.</summary>
    /// <param name="instance">The state after it.</param>
    /// <param name="before">Ids of the bookmark rows before it; null for an instance that has no row yet.</param>
    /// <param name="burst">What else the burst did.</param>
    /// <param name="cancellation">Stops the work.</param>
    public async Task KeepAsync(WorkflowInstance instance, IReadOnlySet<string>? before, Burst burst, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        instance.UpdatedAt = now;
        await using var batch = NewBatch();
        WriteInstance(batch, instance, isNew: before is null);
        WriteBookmarks(batch, instance, before ?? new HashSet<string>());
        WriteJournal(batch, instance.Id, burst.Journal);
        foreach (var published in burst.Published)
        {
            WriteStimulus(batch, published, now);
        }

        if (EndFor(instance) is { } end)
        {
            WriteStimulus(batch, end, now, onlyIfAwaited: true);
        }

        await batch.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Writes an instance that is to be started by whoever is next to take up what is due.</summary>
    public async Task KeepPendingAsync(WorkflowInstance instance, CancellationToken cancellation)
    {
        await using var batch = NewBatch();
        WriteInstance(batch, instance, isNew: true);
        Add(batch, "insert into workflow_bookmarks (id, instance_id, hash, due_at) values ($1, $1, '', $2)", instance.Id, time.GetUtcNow());
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Writes a stimulus; <see cref="KeptStimuli"/> brings it to who waits for it.</summary>
    public async Task KeepAsync(PublishedStimulus stimulus, CancellationToken cancellation)
    {
        await using var batch = NewBatch();
        WriteStimulus(batch, stimulus, time.GetUtcNow());
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>What the parent of an instance that has ended is told; null while it runs, or when it has none.</summary>
    internal static PublishedStimulus? EndFor(WorkflowInstance instance) =>
        instance is { Status: WorkflowStatus.Finished, ParentInstanceId: { Length: > 0 } parent } ? new PublishedStimulus(ChildEnd.Of(instance), null, parent) : null;

    private async Task<DueInstance?> ReadAsync(string sql, CancellationToken cancellation, params object[] parameters)
    {
        await using var command = new NpgsqlCommand(sql, Connection, Transaction());
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = parameter });
        }

        await using var reader = await command.ExecuteReaderAsync(cancellation);
        if (!await reader.ReadAsync(cancellation))
        {
            return null;
        }

        var instance = WorkflowInstance.FromJson(reader.GetString(0));
        return reader.FieldCount == 1
            ? new DueInstance(instance, "", null, 0, default)
            : new DueInstance(instance, reader.GetString(1), await reader.IsDBNullAsync(2, cancellation) ? null : reader.GetString(2), reader.GetInt32(3), await reader.GetFieldValueAsync<DateTimeOffset>(4, cancellation));
    }

    private static void WriteInstance(NpgsqlBatch batch, WorkflowInstance instance, bool isNew)
    {
        var command = Add(
            batch,
            isNew
                ? """
                  insert into workflow_instances (id, definition_id, definition_version_id, correlation_id, parent_id, status, sub_status, state, updated_at, finished_at, created_at)
                  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
                  """
                : """
                  update workflow_instances set definition_id = $2, definition_version_id = $3, correlation_id = $4, parent_id = $5,
                    status = $6, sub_status = $7, state = $8, updated_at = $9, finished_at = $10
                  where id = $1
                  """,
            instance.Id, instance.DefinitionId, instance.DefinitionVersionId, Text(instance.CorrelationId), Text(instance.ParentInstanceId),
            instance.Status.ToString(), instance.SubStatus.ToString());
        command.Parameters.Add(new NpgsqlParameter { Value = instance.ToJson(), NpgsqlDbType = NpgsqlDbType.Jsonb });
        command.Parameters.Add(new NpgsqlParameter { Value = instance.UpdatedAt });
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)instance.FinishedAt ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        if (isNew)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = instance.CreatedAt });
        }
    }

    private static void WriteBookmarks(NpgsqlBatch batch, WorkflowInstance instance, IReadOnlySet<string> before)
    {
        var kept = instance.Bookmarks.Select(b => b.Id).ToHashSet();
        var gone = before.Where(id => !kept.Contains(id)).ToArray();
        var made = instance.Bookmarks.Where(b => !before.Contains(b.Id)).ToList();
        if (gone.Length == 1)
        {
            Add(batch, "delete from workflow_bookmarks where id = $1", gone[0]);
        }
        else if (gone.Length > 1)
        {
            // In the order in which others lock them, so that nobody waits in a circle.
            Add(batch, "delete from workflow_bookmarks where id in (select id from workflow_bookmarks where id = any ($1) order by id for update)", (object)gone);
        }

        if (made.Count > 0)
        {
            var command = Add(
                batch, "insert into workflow_bookmarks (id, instance_id, hash, due_at) select b.id, $1, b.hash, b.due_at from unnest($2, $3, $4) as b (id, hash, due_at)",
                instance.Id, made.Select(b => b.Id).ToArray(), made.Select(b => b.Hash).ToArray());
            command.Parameters.Add(new NpgsqlParameter { Value = made.Select(b => b.DueAt).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz });
        }
    }

    private static void WriteJournal(NpgsqlBatch batch, string instanceId, IReadOnlyList<JournalEntry> journal)
    {
        if (journal.Count == 0)
        {
            return;
        }

        // A list for each column: PostgreSQL takes these much faster than rows of JSON. Only outcomes are lists themselves.
        T[] Each<T>(Func<JournalEntry, T> column) => [.. journal.Select(column)];
        Add(
            batch,
            """
            insert into workflow_journal (instance_id, id, sequence, event_name, activity_id, activity_type, activity_name, outcomes, message, timestamp,
              activity_instance_id, parent_activity_instance_id, node_id, inputs, outputs)
            select $1, id, sequence, event_name, activity_id, activity_type, activity_name, string_to_array(outcomes, chr(31)), message, timestamp,
              activity_instance_id, parent_activity_instance_id, node_id, inputs::jsonb, outputs::jsonb
            from unnest($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) as e (id, sequence, event_name, activity_id, activity_type, activity_name,
              outcomes, message, timestamp, activity_instance_id, parent_activity_instance_id, node_id, inputs, outputs)
            """,
            instanceId, Each(e => e.Id), Each(e => e.Sequence), Each(e => e.EventName), Each(e => e.ActivityId), Each(e => e.ActivityType), Each(e => e.ActivityName),
            Each(e => string.Join('\u001f', e.Outcomes)), Each(e => e.Message), Each(e => e.Timestamp),
            Each(e => e.ActivityInstanceId), Each(e => e.ParentActivityInstanceId), Each(e => e.ActivityNodeId), Each(e => Json(e.Inputs)), Each(e => Json(e.Outputs)));
    }

    // A parent's bookmark is committed before its child can end in a burst of its own; a parent that has none does not wait.
    private static void WriteStimulus(NpgsqlBatch batch, PublishedStimulus published, DateTimeOffset now, bool onlyIfAwaited = false)
    {
        var command = Add(
            batch,
            "insert into workflow_stimuli (hash, correlation_id, instance_id, created_at, expires_at, payload) select $1, $2, $3, $4, $5, $6"
            + (onlyIfAwaited ? " where exists (select from workflow_bookmarks where hash = $1 and instance_id = $3)" : ""),
            published.Stimulus.Hash, Text(published.CorrelationId), Text(published.InstanceId), now, now + StimulusLife);
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)published.Stimulus.Payload?.ToJsonString() ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Jsonb });
    }

    private NpgsqlBatch NewBatch() => new(Connection, Transaction());

    private NpgsqlTransaction Transaction() => (NpgsqlTransaction)db.Database.CurrentTransaction!.GetDbTransaction();

    private static NpgsqlBatchCommand Add(NpgsqlBatch batch, string sql, params object[] parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter is DBNull
                ? new NpgsqlParameter { Value = parameter, NpgsqlDbType = NpgsqlDbType.Text }
                : new NpgsqlParameter { Value = parameter });
        }

        batch.BatchCommands.Add(command);
        return command;
    }

    private static string? Json(IReadOnlyDictionary<string, JsonNode?>? values) => values is null ? null : StateJson.Write(values);

    private static object Text(string? value) => string.IsNullOrEmpty(value) ? DBNull.Value : value;
}

/// <summary>An instance that has something due: which bookmark, what the stimulus brought, as JSON, how often it failed, and since when it is due (UTC).</summary>
public sealed record DueInstance(WorkflowInstance Instance, string BookmarkId, string? Payload, int Attempts, DateTimeOffset DueAt);
