using Microsoft.EntityFrameworkCore;
using PracticeReview.Data;

namespace PracticeReview.Practices;

/// <summary>What became of a save.</summary>
public enum SaveOutcome
{
    /// <summary>It is saved.</summary>
    Saved,

    /// <summary>Someone saved something else in the meantime; nothing was overwritten.</summary>
    Conflict,

    /// <summary>There is no such practice of this account.</summary>
    NotFound,

    /// <summary>It is under review or closed.</summary>
    Closed,
}

/// <summary>What became of a save, and the practice as it is now.</summary>
public sealed record SaveResult(SaveOutcome Outcome, Practice? Practice = null);

/// <summary>Saves a part of a draft without touching what another window saved to it.</summary>
public sealed class SaveDraft(AppDbContext db, TimeProvider time)
{
    /// <summary>
    /// Applies <paramref name="change"/> to the newest text of the submitter's practice; it returns null when it would
    /// overwrite what it didn't know. Called again when another save came in between.
    /// </summary>
    public async Task<SaveResult> ExecuteAsync(
        Guid practiceId, Guid submitterId, Func<PracticeContent, PracticeContent?> change, CancellationToken cancellation)
    {
        while (true)
        {
            var practice = await db.Practices.SingleOrDefaultAsync(p => p.Id == practiceId && p.SubmitterId == submitterId, cancellation);
            if (practice is null)
            {
                return new(SaveOutcome.NotFound);
            }

            if (!practice.CanEdit)
            {
                return new(SaveOutcome.Closed, practice);
            }

            if (change(practice.Draft) is not { } content)
            {
                return new(SaveOutcome.Conflict, practice);
            }

            practice.SaveDraft(content, time.GetUtcNow());
            try
            {
                await db.SaveChangesAsync(cancellation);
                return new(SaveOutcome.Saved, practice);
            }
            catch (DbUpdateConcurrencyException)
            {
                db.ChangeTracker.Clear();
            }
        }
    }
}
