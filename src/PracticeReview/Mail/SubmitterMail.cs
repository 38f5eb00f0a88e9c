using Microsoft.EntityFrameworkCore;
using PracticeReview.Data;

namespace PracticeReview.Mail;

/// <summary>Mails to the person who submitted a practice.</summary>
public sealed class SubmitterMail(AppDbContext db, MailQueue queue, SiteOptions site)
{
    /// <summary>Queues a mail in the submitter's language. The same key queues once.</summary>
    /// <param name="template">Name of the template.</param>
    /// <param name="practiceId">The practice.</param>
    /// <param name="key">What causes the mail.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <param name="due">A date that the mail tells (UTC).</param>
    /// <param name="more">What the template shows besides the title and the address of the status page.</param>
    public async Task QueueAsync(
        string template, Guid practiceId, string key, CancellationToken cancellation,
        DateTimeOffset? due = null, IReadOnlyDictionary<string, object?>? more = null)
    {
        var submitter = await db.Practices.Where(p => p.Id == practiceId)
            .Join(db.Users, p => p.SubmitterId, u => u.Id, (_, user) => user)
            .FirstAsync(cancellation);
        var content = await db.Revisions.Where(r => r.PracticeId == practiceId).OrderByDescending(r => r.Round).Select(r => r.Content).FirstAsync(cancellation);
        var model = new Dictionary<string, object?>(more ?? new Dictionary<string, object?>())
        {
            ["practice_title"] = content.Title,
            ["status_url"] = site.Address($"/submissions/{practiceId}"),
        };
        await queue.QueueAsync(
            new MailRequest(template, new Recipient(submitter.Email!, submitter.DisplayName, submitter.Language, submitter.TimeZone), key, model)
            {
                PracticeId = practiceId,
                Due = due,
            },
            cancellation);
    }
}
