using Microsoft.EntityFrameworkCore;
using Npgsql;
using PracticeReview.Audit;
using PracticeReview.Data;
using PracticeReview.Mail;
using PracticeReview.Matching;

namespace PracticeReview.Reviews;

/// <summary>
/// Mails a fresh link to the address that was invited, never to another one. Whoever asks learns nothing: the answer
/// is the same whether a mail goes out or not.
/// </summary>
public sealed class SendFreshLink(AppDbContext db, ReviewerMail mail, AuditTrail audit, OutboxSignal outbox, TimeProvider time)
{
    /// <summary>Fresh links of one assignment within a day.</summary>
    public const int PerDay = 5;

    /// <summary>Minutes between two of them.</summary>
    public const int Pause = 5;

    /// <summary>Queues the mail, unless the link leads nowhere any more or too many went out already.</summary>
    public async Task ExecuteAsync(ReviewVisit visit, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var since = now.AddDays(-1);
        var id = visit.Assignment.Id;
        if (!visit.IsWorthALink
            || await db.Outbox.CountAsync(m => m.AssignmentId == id && m.Template == "review-link" && m.CreatedAt > since, cancellation) >= PerDay)
        {
            return;
        }

        try
        {
            // One key for each few minutes: however often the button is pressed, and on how many nodes, one mail goes out.
            var key = $"review-link:{id}:{now.ToUnixTimeSeconds() / (Pause * 60)}";
            if (await db.Outbox.AnyAsync(m => m.Key == key, cancellation))
            {
                return;
            }

            await mail.QueueAsync("review-link", visit.Assignment, key, cancellation);
            audit.Record("link.sent", $"A fresh link was sent to {visit.Reviewer.Name}, as asked for on the page.", "Reviewer",
                practiceId: visit.Assignment.PracticeId, assignmentId: id);
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return;
        }

        outbox.Committed();
    }
}
