using Microsoft.AspNetCore.Mvc;
using PracticeReview.Criteria;
using PracticeReview.Data;
using PracticeReview.Practices;
using PracticeReview.Publishing;
using PracticeReview.Web.Hosting;

namespace PracticeReview.Web.Pages.Admin.Criteria;

/// <summary>Adds or changes a criterion of a draft, in all languages at once.</summary>
public sealed class CriterionModel(AppDbContext db, RubricDrafts drafts, TimeProvider time) : DraftPage(db, drafts, time)
{
    /// <summary>The criterion; null for a new one.</summary>
    [BindProperty(SupportsGet = true, Name = "criterion")]
    public string? CriterionKey { get; set; }

    /// <summary>What is entered.</summary>
    [BindProperty]
    public CriterionEntry Input { get; set; } = new();

    /// <summary>The criterion as it is in the draft; null for a new one.</summary>
    public Criterion? Criterion => CriterionKey is null ? null : Draft.Content.Criterion(CriterionKey);

    /// <summary>Shows the form.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation) || (CriterionKey is not null && Criterion is null))
        {
            return NotFound();
        }

        if (!Draft.IsDraft)
        {
            return this.RedirectTo($"/admin/criteria/{Key}");
        }

        (Input, Seen) = (CriterionEntry.Of(Criterion), Draft.Stamp);
        return Page();
    }

    /// <summary>Saves it in the draft.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation))
        {
            return NotFound();
        }

        Input.Complete();
        Input.Check(ModelState);
        return ModelState.IsValid ? await SaveAsync(Changed, $"“{Input.Words["en"].Title!.Trim()}” is saved in the draft.", cancellation) : Page();
    }

    // One that was taken out meanwhile comes back at the end, under the key that it had.
    private Rubric Changed(Rubric rubric)
    {
        if (CriterionKey is { } key && rubric.Criterion(key) is { } before)
        {
            return rubric with { Criteria = [.. rubric.Criteria.Select(c => c.Key == key ? Input.ToCriterion(key, before) : c)] };
        }

        var words = CriterionKey ?? Slug.From(Input.Words["en"].Title!.Trim());
        var free = FreeKey.Among([.. rubric.Criteria.Select(c => c.Key)], words);
        return rubric with { Criteria = [.. rubric.Criteria, Input.ToCriterion(free, null)] };
    }
}
