using Microsoft.EntityFrameworkCore;
using Npgsql;
using PracticeReview.Audit;
using PracticeReview.Data;
using PracticeReview.Workflows.Hosting;

namespace PracticeReview.Mail;

/// <summary>Changes the texts of mails. A change counts for mails that are queued from then on.</summary>
public sealed class SaveMailText(AppDbContext db, MailTexts texts, MailTemplates templates, IdSource ids, AuditTrail audit, TimeProvider time)
{
    /// <summary>Somebody else was faster.</summary>
    public static readonly MailTextProblem ChangedMeanwhile =
        new("", "Somebody else changed this text meanwhile. What you typed is still here: look at theirs in another tab, then save again.");

    /// <summary>Gives a template a text in one language, or gives it back the product's.</summary>
    /// <param name="name">The template, which must exist.</param>
    /// <param name="language">The language.</param>
    /// <param name="seen">Number of the newest text that the writer has seen; 0 for none.</param>
    /// <param name="words">The text; null for the product's.</param>
    /// <param name="actor">Who writes it.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>What is wrong; nothing when it is saved.</returns>
    public async Task<IReadOnlyList<MailTextProblem>> ExecuteAsync(
        string name, string language, int seen, MailWords? words, Actor actor, CancellationToken cancellation)
    {
        var (template, _) = await texts.FindAsync(name, language, cancellation);
        if (words is not null && await MailTextRules.CheckAsync(templates, template, language, words) is { Count: > 0 } problems)
        {
            return problems;
        }

        var newest = await db.MailTexts.Where(text => text.Name == name && text.Language == language).MaxAsync(text => (int?)text.Number, cancellation) ?? 0;
        if (newest != seen)
        {
            return [ChangedMeanwhile];
        }

        Add(name, template, language, newest + 1, words, actor);
        audit.Record("mail-text.saved",
            words is null ? $"Gave the e-mail “{name}” ({language}) the text of the product." : $"Wrote the e-mail “{name}” ({language}).", actor.Name, actor.UserId);
        return await SavedAsync(cancellation) ? [] : [ChangedMeanwhile];
    }

    /// <summary>Makes a template of one's own with the texts of another in all languages; workflows can choose it wherever they could choose the other.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="from">The other.</param>
    /// <param name="actor">Who makes it.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>Whether it was made; if not, the name is taken.</returns>
    public async Task<bool> CopyAsync(string name, string from, Actor actor, CancellationToken cancellation)
    {
        if (MailTemplates.Names.Contains(name) || await db.MailTexts.AnyAsync(text => text.Name == name, cancellation))
        {
            return false;
        }

        foreach (var language in MailTemplates.Languages)
        {
            var (template, words) = await texts.FindAsync(from, language, cancellation);
            Add(name, template, language, 1, words, actor);
        }

        audit.Record("mail-text.begun", $"Made the e-mail template “{name}” from “{from}”.", actor.Name, actor.UserId);
        return await SavedAsync(cancellation);
    }

    private void Add(string name, string template, string language, int number, MailWords? words, Actor actor) => db.MailTexts.Add(new MailTextVersion
    {
        Id = ids.Next(), Name = name, BasedOn = template, Language = language, Number = number, Words = words, Author = actor.Name, SavedAt = time.GetUtcNow(),
    });

    private async Task<bool> SavedAsync(CancellationToken cancellation)
    {
        try
        {
            await db.SaveChangesAsync(cancellation);
            return true;
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            db.ChangeTracker.Clear();
            return false;
        }
    }
}
