using Microsoft.EntityFrameworkCore;
using Npgsql;
using PracticeReview.Data;
using PracticeReview.Workflows.Hosting;

namespace PracticeReview.Criteria;

/// <summary>
/// Keeps the rubric that comes with the product among the stored ones: as the first version, and as the next one when a
/// release changes it, unless an administrator has published a version of their own.
/// </summary>
public sealed class ShippedRubric(AppDbContext db, IdSource ids, TimeProvider time)
{
    /// <summary>Who its versions are by.</summary>
    public const string Author = "PracticeReview";

    /// <summary>Stores it if that is due.</summary>
    public async Task LoadAsync(CancellationToken cancellation)
    {
        var newest = await db.RubricVersions.AsNoTracking().Where(v => v.Key == Rubric.DefaultKey).OrderByDescending(v => v.Number).FirstOrDefaultAsync(cancellation);
        if (newest is { IsShipped: false } || newest?.Content.ToJson() == Rubric.Default.ToJson())
        {
            return;
        }

        var version = new RubricVersion(ids.Next(), (newest?.Number ?? 0) + 1, Rubric.Default, Author, time.GetUtcNow()) { IsShipped = true };
        version.Publish(time.GetUtcNow());
        db.RubricVersions.Add(version);
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            // Another node started at the same moment and was faster.
            db.ChangeTracker.Clear();
        }
    }
}
