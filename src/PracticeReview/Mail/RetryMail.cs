using Microsoft.EntityFrameworkCore;
using PracticeReview.Audit;
using PracticeReview.Data;

namespace PracticeReview.Mail;

/// <summary>Sends a parked mail again, such as after the address or the mail server was put right.</summary>
public sealed class RetryMail(AppDbContext db, AuditTrail audit, TimeProvider time)
{
    /// <summary>Queues it anew; the next run of the outbox takes it.</summary>
    /// <returns>Whether it was parked; when not, nothing is done.</returns>
    public async Task<bool> ExecuteAsync(Guid mailId, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var mail = await db.Outbox.FromSql($"select * from outbox where id = {mailId} for update").SingleOrDefaultAsync(cancellation);
        if (mail is not { State: MailState.Parked })
        {
            return false;
        }

        mail.State = MailState.Queued;
        mail.Attempts = 0;
        mail.NextAttemptAt = time.GetUtcNow();
        audit.Record("mail.retried", $"The mail “{mail.Subject}” is sent again.", actor.Name, actor.UserId, mail.PracticeId, mail.AssignmentId);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }
}
