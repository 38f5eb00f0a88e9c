using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using PracticeReview.Criteria;
using PracticeReview.Data;
using PracticeReview.Publishing;
using PracticeReview.Web.Hosting;

namespace PracticeReview.Web.Pages.Admin.Criteria;

/// <summary>Adds or changes a criterion of a draft, in all languages at once.</summary>
[Authorize(Policy = Policies.Administrator)]
public sealed class CriterionModel(AppDbContext db, RubricDrafts drafts, TimeProvider time) : AdminPage(time)
{
    /// <summary>The rubric.</summary>
    [BindProperty(SupportsGet = true)]
    public string Key { get; set; } = "";

    /// <summary>The criterion; null for a new one.</summary>
    [BindProperty(SupportsGet = true, Name = "criterion")]
    public string? CriterionKey { get; set; }

    /// <summary>Save that the page showed.</summary>
    [BindProperty]
    public int Seen { get; set; }

    /// <summary>What is entered.</summary>
    [BindProperty]
    public CriterionEntry Input { get; set; } = new();

    /// <summary>The draft.</summary>
    public RubricVersion Draft { get; private set; } = null!;

    /// <summary>The criterion as it is in the draft; null for a new one.</summary>
    public Criterion? Criterion => CriterionKey is null ? null : Draft.Content.Criterion(CriterionKey);

    /// <summary>Shows the form.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (await FindAsync(cancellation) is { } end)
        {
            return end;
        }

        (Input, Seen) = (CriterionEntry.Of(Criterion), Draft.Saves);
        return Page();
    }

    /// <summary>Saves it in the draft.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (await FindAsync(cancellation) is { } end)
        {
            return end;
        }

        foreach (var (language, _) in Localisation.Languages)
        {
            Input.Words.TryAdd(language, new CriterionWords());
            var levels = Input.Words[language].Levels;
            Input.Words[language].Levels = [.. levels.Concat(new string?[Rubric.HighestLevel]).Take(Rubric.HighestLevel)];
        }

        Input.Check(ModelState);
        if (!ModelState.IsValid)
        {
            return Page();
        }

        if (!await drafts.SaveAsync(Key, Seen, Changed, Actor, cancellation))
        {
            await FindAsync(cancellation);
            ModelState.Remove(nameof(Seen));
            Seen = Draft.Saves;
            ModelState.AddModelError("", "Somebody else changed the draft meanwhile. What you typed is still here: look at the draft in another tab, then save again.");
            return Page();
        }

        this.Say($"“{Input.Words["en"].Title!.Trim()}” is saved in the draft.");
        return Redirect($"/admin/criteria/{Key}");
    }

    private Rubric Changed(Rubric rubric)
    {
        if (CriterionKey is { } key && rubric.Criterion(key) is { } before)
        {
            return rubric with { Criteria = [.. rubric.Criteria.Select(c => c.Key == key ? Input.ToCriterion(key, before) : c)] };
        }

        var words = Slug.From(Input.Words["en"].Title!.Trim());
        var free = Enumerable.Range(1, rubric.Criteria.Count + 1).Select(n => n == 1 ? words : $"{words}-{n}").First(name => rubric.Criterion(name) is null);
        return rubric with { Criteria = [.. rubric.Criteria, Input.ToCriterion(free, null)] };
    }

    private async Task<IActionResult?> FindAsync(CancellationToken cancellation)
    {
        if (await db.RubricVersions.AsNoTracking().SingleOrDefaultAsync(v => v.Key == Key && v.PublishedAt == null, cancellation) is not { } draft)
        {
            // Published or thrown away meanwhile: the rubric's page offers to begin again.
            return await db.RubricVersions.AnyAsync(v => v.Key == Key, cancellation) ? Redirect($"/admin/criteria/{Key}") : NotFound();
        }

        Draft = draft;
        return CriterionKey is not null && Criterion is null ? NotFound() : null;
    }
}
