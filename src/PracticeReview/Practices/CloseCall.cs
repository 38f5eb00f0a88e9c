using Microsoft.EntityFrameworkCore;
using PracticeReview.Audit;
using PracticeReview.Data;

namespace PracticeReview.Practices;

/// <summary>Closes a call before its deadline.</summary>
public sealed class CloseCall(AppDbContext db, AuditTrail audit, TimeProvider time)
{
    /// <summary>Closes it. One that is closed stays as it is.</summary>
    /// <returns>The call; null when there is none.</returns>
    public async Task<Call?> ExecuteAsync(Guid id, Actor actor, CancellationToken cancellation)
    {
        var call = await db.Calls.SingleOrDefaultAsync(c => c.Id == id, cancellation);
        var now = time.GetUtcNow();
        if (call?.IsOpen(now) == true)
        {
            call.Close(now);
            audit.Record("call.closed", $"Closed the call “{call.Title}”.", actor.Name, actor.UserId);
            await db.SaveChangesAsync(cancellation);
        }

        return call;
    }
}
