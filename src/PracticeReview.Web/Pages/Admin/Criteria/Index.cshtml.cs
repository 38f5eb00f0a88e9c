using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using PracticeReview.Criteria;
using PracticeReview.Data;
using PracticeReview.Practices;
using PracticeReview.Publishing;
using PracticeReview.Web.Hosting;

namespace PracticeReview.Web.Pages.Admin.Criteria;

/// <summary>A rubric with its published version and its draft, of which it has at least one.</summary>
public sealed record RubricLine(RubricVersion? Published, RubricVersion? Draft)
{
    /// <summary>What stands for it in the list.</summary>
    public RubricVersion Shown => Published ?? Draft!;
}

/// <summary>The rubrics that reviewers score by.</summary>
[Authorize(Policy = Policies.Administrator)]
public sealed class IndexModel(AppDbContext db, RubricDrafts drafts, TimeProvider time) : AdminPage(time)
{
    /// <summary>The rubrics, the default first.</summary>
    public IReadOnlyList<RubricLine> Lines { get; private set; } = [];

    /// <summary>Title of a new rubric.</summary>
    [BindProperty]
    public string? NewTitle { get; set; }

    /// <summary>Key of the rubric whose criteria it begins with.</summary>
    [BindProperty]
    public string? From { get; set; }

    /// <summary>Lists them.</summary>
    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var versions = await db.RubricVersions.AsNoTracking().OrderByDescending(v => v.Number).ToListAsync(cancellation);
        Lines =
        [
            .. versions.GroupBy(v => v.Key)
                .Select(group => new RubricLine(group.FirstOrDefault(v => !v.IsDraft), group.FirstOrDefault(v => v.IsDraft)))
                .OrderBy(line => line.Shown.Key != Rubric.DefaultKey).ThenBy(line => line.Shown.Content.Title.English, StringComparer.OrdinalIgnoreCase),
        ];
    }

    /// <summary>Begins a new one.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var title = NewTitle?.Trim() ?? "";
        if (KeepableText.IsBlank(title) || title.Length > RubricRules.TitleLength)
        {
            ModelState.AddModelError(nameof(NewTitle), KeepableText.IsBlank(title) ? "This needs an answer." : $"Shorten this to {RubricRules.TitleLength} characters; it has {title.Length}.");
        }

        var draft = ModelState.IsValid ? await drafts.CopyAsync(From ?? "", Slug.From(title), title, Actor, cancellation) : null;
        if (ModelState.IsValid && draft is null)
        {
            ModelState.AddModelError(nameof(From), "Choose from the list.");
        }

        if (draft is null)
        {
            await OnGetAsync(cancellation);
            return Page();
        }

        this.Say("The rubric is begun. Change its criteria, then publish it; workflows can choose it from then on.");
        return this.RedirectTo($"/admin/criteria/{draft.Key}");
    }

    /// <summary>Published rubrics, to begin from.</summary>
    public IEnumerable<SelectListItem> Sources() =>
        Lines.Where(line => line.Published is { RetiredAt: null }).Select(line => new SelectListItem($"{line.Shown.Content.Title.English} ({line.Shown.Key})", line.Shown.Key));
}
