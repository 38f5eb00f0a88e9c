using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using PracticeReview.Mail;
using PracticeReview.Publishing;
using PracticeReview.Web.Hosting;

namespace PracticeReview.Web.Pages.Admin.Texts;

/// <summary>The texts of e-mails: those of the product, and administrators' own.</summary>
[Authorize(Policy = Policies.Administrator)]
public sealed class IndexModel(MailTexts texts, SaveMailText save, TimeProvider time) : AdminPage(time)
{
    /// <summary>Characters of the name of a template at most.</summary>
    public const int NameLength = 60;

    /// <summary>All templates.</summary>
    public IReadOnlyList<MailTemplate> Templates { get; private set; } = [];

    /// <summary>Name of a new template.</summary>
    [BindProperty]
    public string? NewName { get; set; }

    /// <summary>The template whose texts it begins with.</summary>
    [BindProperty]
    public string? From { get; set; }

    /// <summary>Lists them.</summary>
    public async Task OnGetAsync(CancellationToken cancellation) => Templates = await texts.AllAsync(cancellation);

    /// <summary>Makes a new template.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await OnGetAsync(cancellation);
        var typed = NewName?.Trim() ?? "";
        var name = Slug.From(typed);
        if (typed.Length is 0 or > NameLength)
        {
            ModelState.AddModelError(nameof(NewName), typed.Length == 0 ? "This needs an answer." : $"Shorten this to {NameLength} characters; it has {typed.Length}.");
        }

        if (Templates.All(template => template.Name != From) || From!.StartsWith("account-", StringComparison.Ordinal))
        {
            ModelState.AddModelError(nameof(From), "Choose from the list.");
        }

        if (ModelState.IsValid && !await save.CopyAsync(name, From!, Actor, cancellation))
        {
            ModelState.AddModelError(nameof(NewName), $"There is a template “{name}” already.");
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        this.Say($"The template “{name}” is made. Change its texts here; workflows can choose it from now on.");
        return this.RedirectTo($"/admin/texts/{name}/en");
    }

    /// <summary>Templates that workflows send, to begin from.</summary>
    public IEnumerable<SelectListItem> Sources() =>
        Templates.Where(template => !template.BasedOn.StartsWith("account-", StringComparison.Ordinal)).Select(template => new SelectListItem(template.Name, template.Name));
}
