using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace PracticeReview.Data.Flow;

/// <summary>
/// Brings stimuli to bookmarks. Whoever writes one of the two commits first and looks for the other afterwards, so that
/// of a stimulus and a bookmark written at the same moment one always finds the other. A stimulus that nobody waits for
/// is kept until somebody does, or until it expires.
/// </summary>
public sealed class KeptStimuli(AppDbContext db, TimeProvider time)
{
    // A bookmark takes the oldest stimulus; a stimulus wakes every bookmark that waits for it, and is then used up.
    private const string Match =
        """
        with waiting as (
          select id, hash, instance_id from workflow_bookmarks
          where hash = any ($1) and not woken order by id for update
        ), found as (
          select distinct on (w.id) w.id as bookmark, s.id as stimulus, s.payload
          from waiting w join workflow_stimuli s on s.hash = w.hash and s.expires_at > $2
            and (s.instance_id is null or s.instance_id = w.instance_id)
            and (s.correlation_id is null or exists (select from workflow_instances i where i.id = w.instance_id and i.correlation_id = s.correlation_id))
          order by w.id, s.id
        ), taken as (
          update workflow_bookmarks b set woken = true, due_at = $2, payload = f.payload
          from found f where f.bookmark = b.id returning f.stimulus
        )
        delete from workflow_stimuli where id in (select stimulus from taken)
        """;

    private const string Waiting =
        "select distinct s.hash from workflow_stimuli s join workflow_bookmarks b on b.hash = s.hash and not b.woken where s.expires_at > $1 limit 1000";

    /// <summary>Whether a stimulus of one of these hashes is kept: a cheap look, which mostly spares the match.</summary>
    public async Task<bool> AnyAsync(IReadOnlyCollection<string> hashes, CancellationToken cancellation)
    {
        await db.Database.OpenConnectionAsync(cancellation);
        try
        {
            await using var command = Command("select exists (select from workflow_stimuli where hash = any ($1))", (object)hashes.ToArray());
            return await command.ExecuteScalarAsync(cancellation) is true;
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    /// <summary>Makes bookmarks due that wait for a kept stimulus of one of these hashes. Call it outside a transaction.</summary>
    /// <returns>Stimuli used up.</returns>
    public async Task<int> MatchAsync(IReadOnlyCollection<string> hashes, CancellationToken cancellation)
    {
        await db.Database.OpenConnectionAsync(cancellation);
        try
        {
            await using var command = Command(Match, hashes.ToArray(), time.GetUtcNow());
            return await command.ExecuteNonQueryAsync(cancellation);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    /// <summary>Catches up after a process died between its commit and its look: matches all, and drops what has expired.</summary>
    public async Task SweepAsync(CancellationToken cancellation)
    {
        await db.Database.OpenConnectionAsync(cancellation);
        try
        {
            var hashes = new List<string>();
            await using (var command = Command(Waiting, time.GetUtcNow()))
            await using (var reader = await command.ExecuteReaderAsync(cancellation))
            {
                while (await reader.ReadAsync(cancellation))
                {
                    hashes.Add(reader.GetString(0));
                }
            }

            if (hashes.Count > 0)
            {
                await MatchAsync(hashes, cancellation);
            }

            await using var expired = Command("delete from workflow_stimuli where expires_at <= $1", time.GetUtcNow());
            await expired.ExecuteNonQueryAsync(cancellation);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private NpgsqlCommand Command(string sql, params object[] parameters)
    {
        var command = new NpgsqlCommand(sql, (NpgsqlConnection)db.Database.GetDbConnection());
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = parameter });
        }

        return command;
    }
}
