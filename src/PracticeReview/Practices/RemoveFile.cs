using Microsoft.EntityFrameworkCore;
using PracticeReview.Data;

namespace PracticeReview.Practices;

/// <summary>Takes a file out of a draft.</summary>
public sealed class RemoveFile(AppDbContext db, SaveDraft saveDraft)
{
    /// <summary>
    /// Takes it out of the list. Its bytes go, too, unless a revision that was handed in names it. A file that is not
    /// there any more is as good as removed.
    /// </summary>
    public async Task<SaveOutcome> ExecuteAsync(Guid practiceId, Guid submitterId, Guid fileId, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var result = await saveDraft.ExecuteAsync(
            practiceId, submitterId, content => content with { Files = [.. content.Files.Where(file => file.Id != fileId)] }, cancellation);
        if (result.Outcome == SaveOutcome.Saved)
        {
            var revisions = await db.Revisions.AsNoTracking().Where(r => r.PracticeId == practiceId).Select(r => r.Content).ToListAsync(cancellation);
            if (!revisions.Any(content => content.Files.Any(file => file.Id == fileId)))
            {
                await db.Files.Where(file => file.Id == fileId && file.PracticeId == practiceId).ExecuteDeleteAsync(cancellation);
            }

            await transaction.CommitAsync(cancellation);
        }

        return result.Outcome;
    }
}
