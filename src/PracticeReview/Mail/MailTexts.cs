using Microsoft.EntityFrameworkCore;
using PracticeReview.Data;

namespace PracticeReview.Mail;

/// <summary>A template as an administrator finds it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="BasedOn">The product's template that it stands for; itself for one of the product.</param>
/// <param name="Newest">The newest text in each language that has one of an administrator's.</param>
public sealed record MailTemplate(string Name, string BasedOn, IReadOnlyList<MailTextVersion> Newest)
{
    /// <summary>Whether an administrator made it.</summary>
    public bool IsOwn => Name != BasedOn;

    /// <summary>Whether it is an administrator's and nobody has changed the text that it began with in this language.</summary>
    public bool IsAsItBegan(string language) => IsOwn && Newest.Any(text => text.Language == language && text.Number == 1);

    /// <summary>The administrator's text that counts in a language; null when the product's does.</summary>
    public MailTextVersion? In(string language) => Newest.FirstOrDefault(text => text.Language == language && text.Words is not null);
}

/// <summary>Finds the texts of mails: an administrator's, or else the product's.</summary>
public sealed class MailTexts(AppDbContext db)
{
    /// <summary>The text to send, and the product's template that it stands for.</summary>
    /// <exception cref="InvalidOperationException">There is no such template.</exception>
    public async Task<(string Template, MailWords Words)> FindAsync(string name, string language, CancellationToken cancellation)
    {
        var own = await db.MailTexts.AsNoTracking().Where(text => text.Name == name && text.Language == language)
            .OrderByDescending(text => text.Number).FirstOrDefaultAsync(cancellation);
        var template = own?.BasedOn ?? name;
        return (template, own?.Words ?? MailTemplates.Shipped(template, language));
    }

    /// <summary>Every text that a template was given in a language, the newest first.</summary>
    public Task<List<MailTextVersion>> HistoryAsync(string name, string language, CancellationToken cancellation) =>
        db.MailTexts.AsNoTracking().Where(text => text.Name == name && text.Language == language).OrderByDescending(text => text.Number).ToListAsync(cancellation);

    /// <summary>All templates, in order of their names.</summary>
    public async Task<IReadOnlyList<MailTemplate>> AllAsync(CancellationToken cancellation)
    {
        var texts = (await NewestAsync(cancellation)).ToLookup(text => text.Name);
        return
        [
            .. MailTemplates.Names.Select(name => new MailTemplate(name, name, [.. texts[name]]))
                .Concat(texts.Where(own => !MailTemplates.Names.Contains(own.Key)).Select(own => new MailTemplate(own.Key, own.First().BasedOn, [.. own])))
                .OrderBy(template => template.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>The newest text of each template and language that has one.</summary>
    public async Task<IReadOnlyList<MailTextVersion>> NewestAsync(CancellationToken cancellation)
    {
        var all = await db.MailTexts.AsNoTracking()
            .Where(text => !db.MailTexts.Any(later => later.Name == text.Name && later.Language == text.Language && later.Number > text.Number))
            .OrderBy(text => text.Name).ThenBy(text => text.Language).ToListAsync(cancellation);
        return all;
    }
}
