using Microsoft.EntityFrameworkCore;
using PracticeReview.Criteria;
using PracticeReview.Data;
using PracticeReview.Data.Flow;
using PracticeReview.Practices;

namespace PracticeReview.Web.Pages.Admin.Submissions;

/// <summary>Reads a submission with all that belongs to it.</summary>
public sealed class CaseReader(AppDbContext db, Rubrics rubrics)
{
    // A workflow that loops for years must not make its page unreadable.
    private const int MostEntries = 500;

    /// <summary>The submission; null when there is none, or it was never handed in.</summary>
    public async Task<CaseFile?> ReadAsync(Guid id, CancellationToken cancellation)
    {
        var practice = await db.Practices.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id && p.Stage != PracticeStage.Draft, cancellation);
        var revisions = await db.Revisions.AsNoTracking().Where(r => r.PracticeId == id).OrderBy(r => r.Round).ToListAsync(cancellation);
        if (practice is null || revisions.Count == 0)
        {
            return null;
        }

        var submitter = await db.Users.AsNoTracking().SingleAsync(user => user.Id == practice.SubmitterId, cancellation);
        var decisions = await db.Decisions.AsNoTracking().Where(d => d.PracticeId == id).OrderBy(d => d.Round).ToListAsync(cancellation);
        var editors = decisions.Select(d => d.EditorId).OfType<Guid>().ToList();
        var names = await db.Users.Where(user => editors.Contains(user.Id)).ToDictionaryAsync(user => user.Id, user => user.DisplayName, cancellation);
        var audit = await db.AuditEntries.AsNoTracking().Where(e => e.PracticeId == id).OrderBy(e => e.At).ThenBy(e => e.Id).ToListAsync(cancellation);
        return new CaseFile(
            practice, revisions, submitter, await ReviewersAsync(id, cancellation), decisions, names,
            await MailsAsync(id, cancellation), audit, await WorkflowAsync(id, cancellation));
    }

    private async Task<IReadOnlyList<CaseReviewer>> ReviewersAsync(Guid id, CancellationToken cancellation)
    {
        var rows = await (
            from assignment in db.Assignments.AsNoTracking()
            where assignment.PracticeId == id
            join reviewer in db.Reviewers.AsNoTracking() on assignment.ReviewerId equals reviewer.Id
            join review in db.Reviews.AsNoTracking() on assignment.Id equals review.AssignmentId into reviews
            from review in reviews.DefaultIfEmpty()
            select new { assignment, reviewer, review, reminders = db.Reminders.Where(r => r.AssignmentId == assignment.Id).Select(r => r.SentAt).Distinct().Count() })
            .ToListAsync(cancellation);
        var byVersion = new Dictionary<Guid, Rubric>();
        foreach (var version in rows.Select(row => row.assignment.RubricVersionId).OfType<Guid>().Distinct())
        {
            byVersion[version] = await rubrics.OfVersionAsync(version, cancellation);
        }

        var standard = await rubrics.OfVersionAsync(null, cancellation);
        return
        [
            .. rows
                .OrderByDescending(row => row.assignment.Round).ThenBy(row => row.assignment.EndedAt is not null)
                .ThenByDescending(row => row.assignment.IsInternal).ThenBy(row => row.assignment.CreatedAt).ThenBy(row => row.assignment.Id)
                .Select(row => new CaseReviewer(
                    row.assignment, row.reviewer, row.review, row.reminders, row.assignment.RubricVersionId is { } version ? byVersion[version] : standard)),
        ];
    }

    private async Task<IReadOnlyList<CaseMail>> MailsAsync(Guid id, CancellationToken cancellation) =>
    [
        .. (await db.Outbox.AsNoTracking().Where(m => m.PracticeId == id)
            .OrderByDescending(m => m.CreatedAt).ThenByDescending(m => m.Id)
            .Select(m => new { m.Id, m.Subject, m.ToName, m.ToAddress, m.State, m.LastError, m.CreatedAt, m.SentAt, m.TextBody })
            .ToListAsync(cancellation))
            .Select(m => new CaseMail(m.Id, m.Subject, m.ToName, m.ToAddress, m.State, m.LastError, m.CreatedAt, m.SentAt, MailText.WithoutLinks(m.TextBody))),
    ];

    private async Task<CaseWorkflow> WorkflowAsync(Guid id, CancellationToken cancellation)
    {
        var correlation = id.ToString();
        var instance = await db.WorkflowInstances.AsNoTracking().Where(i => i.CorrelationId == correlation)
            .OrderByDescending(i => i.Status == "Running").ThenByDescending(i => i.CreatedAt)
            .Select(i => new { i.Id, i.SubStatus, i.UpdatedAt, i.DefinitionVersionId }).FirstOrDefaultAsync(cancellation);
        if (instance is null)
        {
            return new CaseWorkflow(null, null, null, null, new HashSet<string>(), null, false, []);
        }

        var definition = await db.WorkflowDefinitions.Where(d => d.Id == instance.DefinitionVersionId).Select(d => $"{d.Name}, version {d.Version}").FirstOrDefaultAsync(cancellation);
        var bookmarks = await db.WorkflowBookmarks.AsNoTracking().Where(b => b.InstanceId == instance.Id).ToListAsync(cancellation);
        var journal = await db.WorkflowJournal.AsNoTracking()
            .Where(e => e.InstanceId == instance.Id).OrderByDescending(e => e.Sequence).Take(MostEntries).ToListAsync(cancellation);
        journal.Reverse();
        return new CaseWorkflow(
            instance.Id, definition, instance.SubStatus, instance.UpdatedAt, bookmarks.Where(b => b.DueAt is null).Select(b => b.Hash).ToHashSet(), bookmarks.Where(b => !b.Parked).Min(b => b.DueAt), bookmarks.Any(b => b.Attempts > 0), journal);
    }
}
