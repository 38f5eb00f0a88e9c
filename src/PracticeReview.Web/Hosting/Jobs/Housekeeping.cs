using Microsoft.EntityFrameworkCore;
using PracticeReview.Data;

namespace PracticeReview.Web.Hosting.Jobs;

/// <summary>Removes what nobody needs any more: accounts that were never confirmed.</summary>
public sealed class Housekeeping(AppDbContext db, TimeProvider time)
{
    /// <summary>How long a new account may wait for its confirmation.</summary>
    public static readonly TimeSpan ConfirmationTime = TimeSpan.FromDays(30);

    /// <summary>Does the work once; running it again does nothing more.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var limit = time.GetUtcNow() - ConfirmationTime;
        await db.Users
            .Where(user => !user.EmailConfirmed && user.CreatedAt < limit && !db.Practices.Any(practice => practice.SubmitterId == user.Id))
            .ExecuteDeleteAsync(cancellation);
    }
}
