using System.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using PracticeReview.Data;

namespace PracticeReview.Publishing;

/// <summary>A file to send, without its bytes.</summary>
/// <param name="Id">Identity.</param>
/// <param name="Name">Name to save it under.</param>
/// <param name="MediaType">What it is.</param>
/// <param name="Length">Number of bytes.</param>
/// <param name="Sha256">Hash of the bytes.</param>
/// <param name="IsPublic">A published practice shows it.</param>
public sealed record FileToSend(Guid Id, string Name, string MediaType, long Length, string Sha256, bool IsPublic);

/// <summary>Finds files for those who may see them.</summary>
public sealed class FileStore(AppDbContext db)
{
    /// <summary>
    /// The file, when this person may see it: all may, when the published text names it; its submitter always; editors
    /// from when it was handed in. Null otherwise, and when there is none.
    /// </summary>
    /// <param name="id">The file.</param>
    /// <param name="accountId">Who asks; null when nobody is signed in.</param>
    /// <param name="isEditor">Whether they are an editor.</param>
    /// <param name="cancellation">Stops the work.</param>
    public async Task<FileToSend?> ForAsync(Guid id, Guid? accountId, bool isEditor, CancellationToken cancellation)
    {
        var found = await FindAsync(
            """
            select f.name, f.media_type, f.length, f.sha256,
              exists (select from publications p where p.practice_id = f.practice_id and p.content->'files' @> wanted.named),
              practices.submitter_id = @account
                or (@editor and exists (select from revisions r where r.practice_id = f.practice_id and r.content->'files' @> wanted.named))
            from files f
            join practices on practices.id = f.practice_id
            cross join lateral (select jsonb_build_array(jsonb_build_object('id', f.id)) as named) wanted
            where f.id = @id
            """, id, accountId, isEditor, cancellation);
        return found is { File.IsPublic: true } or { IsAllowed: true } ? found.Value.File : null;
    }

    /// <summary>The file, for somebody whose right to see it was established by other means.</summary>
    public async Task<FileToSend?> ByIdAsync(Guid id, CancellationToken cancellation) =>
        (await FindAsync("select name, media_type, length, sha256, false, true from files where id = @id", id, null, false, cancellation))?.File;

    /// <summary>Copies the bytes, piece by piece.</summary>
    public async Task CopyToAsync(Guid id, Stream target, CancellationToken cancellation)
    {
        await db.Database.OpenConnectionAsync(cancellation);
        try
        {
            await using var command = new NpgsqlCommand("select bytes from files where id = $1", (NpgsqlConnection)db.Database.GetDbConnection());
            command.Parameters.AddWithValue(id);
            await using var rows = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, cancellation);
            if (await rows.ReadAsync(cancellation))
            {
                await using var bytes = await rows.GetStreamAsync(0, cancellation);
                await bytes.CopyToAsync(target, cancellation);
            }
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private async Task<(FileToSend File, bool IsAllowed)?> FindAsync(string sql, Guid id, Guid? accountId, bool isEditor, CancellationToken cancellation)
    {
        await db.Database.OpenConnectionAsync(cancellation);
        try
        {
            await using var command = new NpgsqlCommand(sql, (NpgsqlConnection)db.Database.GetDbConnection());
            command.Parameters.AddWithValue("id", id);
            command.Parameters.AddWithValue("account", accountId ?? Guid.Empty);
            command.Parameters.AddWithValue("editor", isEditor);
            await using var row = await command.ExecuteReaderAsync(cancellation);
            return await row.ReadAsync(cancellation)
                ? (new(id, row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetString(3), row.GetBoolean(4)), row.GetBoolean(5))
                : null;
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }
}
