using Microsoft.EntityFrameworkCore;
using PracticeReview.Data;
using PracticeReview.Mail;

namespace PracticeReview.Matching;

/// <summary>Mails to reviewers about one assignment; each that needs it carries a working link of its own.</summary>
public sealed class ReviewerMail(AppDbContext db, MailQueue queue, TimeProvider time)
{
    /// <summary>Minutes that a review is said to take.</summary>
    public const int Minutes = 10;

    /// <summary>Queues a mail in the reviewer's language. The same key queues once.</summary>
    public async Task QueueAsync(
        string template, Assignment assignment, string key, CancellationToken cancellation,
        IReadOnlyDictionary<string, object?>? more = null)
    {
        var reviewer = await db.Reviewers.FirstAsync(r => r.Id == assignment.ReviewerId, cancellation);
        var title = await db.Revisions
            .Where(r => r.PracticeId == assignment.PracticeId && r.Round == assignment.Round)
            .Select(r => r.Content).FirstAsync(cancellation);
        var model = new Dictionary<string, object?>(more ?? new Dictionary<string, object?>())
        {
            ["practice_title"] = title.Title,
            ["round"] = assignment.Round,
            ["minutes"] = Minutes,
            ["days_left"] = assignment.DueAt is { } due ? (int)Math.Floor((due - time.GetUtcNow()).TotalDays) : 0,
        };
        var to = new Recipient(reviewer.Email, reviewer.Name, reviewer.PreferredLanguage, reviewer.TimeZone);
        await queue.QueueAsync(
            new MailRequest(template, to, key, model)
            {
                PracticeId = assignment.PracticeId,
                AssignmentId = assignment.Id,
                Due = assignment.DueAt,
            },
            cancellation);
    }
}
