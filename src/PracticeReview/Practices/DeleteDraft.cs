using Microsoft.EntityFrameworkCore;
using PracticeReview.Audit;
using PracticeReview.Data;

namespace PracticeReview.Practices;

/// <summary>Deletes a draft for good, with its files.</summary>
public sealed class DeleteDraft(AppDbContext db, AuditTrail audit)
{
    /// <summary>
    /// Deletes it, when it was never handed in. The row itself is asked, so that a draft that is being handed in at the
    /// same moment stays.
    /// </summary>
    /// <returns>Whether it was there and is gone.</returns>
    public async Task<bool> ExecuteAsync(Guid practiceId, Guid submitterId, string submitterName, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var deleted = await db.Practices
            .Where(p => p.Id == practiceId && p.SubmitterId == submitterId && p.Stage == PracticeStage.Draft && p.Round == 0)
            .ExecuteDeleteAsync(cancellation);
        if (deleted == 0)
        {
            return false;
        }

        audit.Record("draft.deleted", "The submitter deleted a draft.", submitterName, submitterId, practiceId);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }
}
