using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PracticeReview.Mail;
using PracticeReview.Web.Hosting;

namespace PracticeReview.Web.Pages.Admin.Texts;

/// <summary>The text of a template in one language.</summary>
[Authorize(Policy = Policies.Administrator)]
public sealed class EditModel(MailTexts texts, SaveMailText save, MailTemplates templates, TimeProvider time) : AdminPage(time)
{
    /// <summary>The template.</summary>
    [BindProperty(SupportsGet = true)]
    public string Name { get; set; } = "";

    /// <summary>The language.</summary>
    [BindProperty(SupportsGet = true)]
    public string Language { get; set; } = "";

    /// <summary>Number of the newest text that the page showed; 0 for none.</summary>
    [BindProperty]
    public int Seen { get; set; }

    /// <summary>Subject, in Liquid.</summary>
    [BindProperty]
    public string? Subject { get; set; }

    /// <summary>Body, in Markdown with Liquid.</summary>
    [BindProperty]
    public string? Body { get; set; }

    /// <summary>The template as it is stored.</summary>
    public MailTemplate Template { get; private set; } = null!;

    /// <summary>The mail with made-up values; null while it has problems.</summary>
    public RenderedMail? Preview { get; private set; }

    /// <summary>Every text that it was given in this language, the newest first.</summary>
    public IReadOnlyList<MailTextVersion> History { get; private set; } = [];

    /// <summary>The earlier text that the form holds; null for the one that counts.</summary>
    public MailTextVersion? Earlier { get; private set; }

    /// <summary>The values that can stand in the text.</summary>
    public IReadOnlyList<string> Values => MailTextRules.Values(Template.BasedOn);

    /// <summary>Shows the text that counts now, or an earlier one to be used again.</summary>
    /// <param name="version">Number of the earlier text.</param>
    /// <param name="cancellation">Stops the work.</param>
    public async Task<IActionResult> OnGetAsync(int? version, CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation))
        {
            return NotFound();
        }

        var (template, words) = await texts.FindAsync(Name, Language, cancellation);
        Earlier = version == Newest ? null : History.FirstOrDefault(text => text.Number == version);
        words = Earlier is null ? words : Earlier.Words ?? MailTemplates.Shipped(template, Language);
        (Subject, Body, Seen) = (words.Subject, words.Body, Newest);
        Preview = await templates.RenderAsync(template, words, Language, MailSample.Values);
        return Page();
    }

    /// <summary>Shows what is typed as a mail, and saves nothing.</summary>
    public async Task<IActionResult> OnPostPreviewAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation))
        {
            return NotFound();
        }

        Tell(await MailTextRules.CheckAsync(templates, Template.BasedOn, Language, Typed));
        Preview = ModelState.IsValid ? await templates.RenderAsync(Template.BasedOn, Typed, Language, MailSample.Values) : null;
        return Page();
    }

    /// <summary>Saves it.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation))
        {
            return NotFound();
        }

        return await SaveAsync(Typed, "The text is saved: mails are written with it from now on.", cancellation);
    }

    /// <summary>Gives it the product's text again.</summary>
    public async Task<IActionResult> OnPostResetAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation))
        {
            return NotFound();
        }

        return await SaveAsync(null, "The text of the product counts again.", cancellation);
    }

    private MailWords Typed => new((Subject ?? "").Trim(), (Body ?? "").Replace("\r\n", "\n", StringComparison.Ordinal).Trim());

    private int Newest => Template.Newest.FirstOrDefault(text => text.Language == Language)?.Number ?? 0;

    private async Task<IActionResult> SaveAsync(MailWords? words, string done, CancellationToken cancellation)
    {
        var problems = await save.ExecuteAsync(Name, Language, Seen, words, Actor, cancellation);
        Tell(problems);
        if (problems.Count == 0)
        {
            this.Say(done);
            return this.RedirectTo($"/admin/texts/{Template.Name}/{Language}");
        }

        if (problems.Contains(SaveMailText.ChangedMeanwhile))
        {
            await FindAsync(cancellation);
            ModelState.Remove(nameof(Seen));
            Seen = Newest;
        }

        return Page();
    }

    private void Tell(IReadOnlyList<MailTextProblem> problems)
    {
        foreach (var problem in problems)
        {
            ModelState.AddModelError(problem.Field, problem.Sentence);
        }
    }

    private async Task<bool> FindAsync(CancellationToken cancellation)
    {
        Template = (await texts.AllAsync(cancellation)).FirstOrDefault(template => template.Name == Name)!;
        if (Template is null || !MailTemplates.Languages.Contains(Language))
        {
            return false;
        }

        History = await texts.HistoryAsync(Name, Language, cancellation);
        return true;
    }
}
