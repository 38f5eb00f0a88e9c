using Microsoft.EntityFrameworkCore;
using PracticeReview.Accounts;
using PracticeReview.Data;

namespace PracticeReview.Mail;

/// <summary>Mails to everyone who is an editor or an administrator.</summary>
public sealed class EditorMail(AppDbContext db, MailQueue queue, SiteOptions site)
{
    /// <summary>Queues a mail about a practice to each editor, in their language. The same key queues once for each.</summary>
    public async Task QueueAsync(
        string template, Guid practiceId, string key, CancellationToken cancellation, IReadOnlyDictionary<string, object?>? more = null)
    {
        string[] roles = [Roles.Editor, Roles.Administrator];
        var editors = await db.Users
            .Where(user => db.UserRoles.Any(ur => ur.UserId == user.Id && db.Roles.Any(r => r.Id == ur.RoleId && roles.Contains(r.Name))))
            .OrderBy(user => user.Id)
            .ToListAsync(cancellation);
        var content = await db.Revisions.Where(r => r.PracticeId == practiceId).OrderByDescending(r => r.Round).Select(r => r.Content).FirstAsync(cancellation);
        foreach (var editor in editors)
        {
            var model = new Dictionary<string, object?>(more ?? new Dictionary<string, object?>())
            {
                ["practice_title"] = content.Title,
                ["admin_url"] = site.Address($"/admin/submissions/{practiceId}"),
            };
            await queue.QueueAsync(
                new MailRequest(template, new Recipient(editor.Email!, editor.DisplayName, editor.Language, editor.TimeZone), $"{key}:{editor.Id}", model) { PracticeId = practiceId },
                cancellation);
        }
    }
}
