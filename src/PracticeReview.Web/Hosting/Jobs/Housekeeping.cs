using Microsoft.EntityFrameworkCore;
using PracticeReview.Data;

namespace PracticeReview.Web.Hosting.Jobs;

/// <summary>Removes what nobody needs any more: accounts that were never confirmed, old journals of workflows that have ended, and who looked at instances on nodes that are gone.</summary>
public sealed class Housekeeping(AppDbContext db, PracticeReviewOptions options, TimeProvider time)
{
    /// <summary>How long a new account may wait for its confirmation.</summary>
    public static readonly TimeSpan ConfirmationTime = TimeSpan.FromDays(30);

    /// <summary>How long a page that shows an instance is thought to be open.</summary>
    public static readonly TimeSpan WatchTime = TimeSpan.FromDays(7);

    /// <summary>Does the work once; running it again does nothing more.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await RemoveAccountsAsync(time.GetUtcNow() - ConfirmationTime, cancellation);
        await RemoveJournalsAsync(time.GetUtcNow().AddDays(-options.JournalDays), cancellation);
        await db.Database.ExecuteSqlAsync($"delete from instance_watches where since < {time.GetUtcNow() - WatchTime}", cancellation);
    }

    private Task<int> RemoveAccountsAsync(DateTimeOffset limit, CancellationToken cancellation) =>
        db.Users
            .Where(user => !user.EmailConfirmed && user.CreatedAt < limit && !db.Practices.Any(practice => practice.SubmitterId == user.Id))
            .ExecuteDeleteAsync(cancellation);

    /// <summary>An instance at a time, so that no delete holds its locks for long. What was decided, and by whom, stays in the audit trail.</summary>
    private async Task RemoveJournalsAsync(DateTimeOffset limit, CancellationToken cancellation)
    {
        var ended = await db.WorkflowInstances
            .Where(instance => instance.FinishedAt < limit && db.WorkflowJournal.Any(entry => entry.InstanceId == instance.Id))
            .Select(instance => instance.Id).ToListAsync(cancellation);
        foreach (var instance in ended)
        {
            await db.WorkflowJournal.Where(entry => entry.InstanceId == instance).ExecuteDeleteAsync(cancellation);
        }
    }
}
