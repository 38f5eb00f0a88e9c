using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using PracticeReview.Criteria;
using PracticeReview.Data;
using PracticeReview.Web.Hosting;

namespace PracticeReview.Web.Pages.Admin.Criteria;

/// <summary>A form for something in the draft of a rubric. What is typed stays, whatever becomes of the draft meanwhile.</summary>
[Authorize(Policy = Policies.Administrator)]
public abstract class DraftPage(AppDbContext db, RubricDrafts drafts, TimeProvider time) : AdminPage(time)
{
    /// <summary>The rubric.</summary>
    [BindProperty(SupportsGet = true)]
    public string Key { get; set; } = "";

    /// <summary>Stamp of the save that the page showed; empty when there was no draft.</summary>
    [BindProperty]
    public string? Seen { get; set; }

    /// <summary>The draft; while there is none, what is published.</summary>
    public RubricVersion Draft { get; private set; } = null!;

    /// <summary>Finds the rubric.</summary>
    /// <returns>Whether there is one.</returns>
    protected async Task<bool> FindAsync(CancellationToken cancellation)
    {
        // A draft has the highest number.
        Draft = (await db.RubricVersions.AsNoTracking().Where(v => v.Key == Key).OrderByDescending(v => v.Number).FirstOrDefaultAsync(cancellation))!;
        return Draft is not null;
    }

    /// <summary>Saves a change and leads back to the rubric; otherwise shows the form again and says why.</summary>
    protected async Task<IActionResult> SaveAsync(Func<Rubric, Rubric> change, string done, CancellationToken cancellation)
    {
        // Who saves again after having been told begins a new draft.
        if (Draft.IsDraft == false && string.IsNullOrEmpty(Seen) && await drafts.BeginAsync(Key, Actor, cancellation) is { } begun)
        {
            Seen = begun.Stamp;
        }

        if (await drafts.SaveAsync(Key, Seen ?? "", change, Actor, cancellation))
        {
            this.Say(done);
            return this.RedirectTo($"/admin/criteria/{Key}");
        }

        if (!await FindAsync(cancellation))
        {
            return NotFound();
        }

        ModelState.Remove(nameof(Seen));
        Seen = Draft.IsDraft ? Draft.Stamp : "";
        ModelState.AddModelError("", Draft.IsDraft
            ? "Somebody else changed the draft meanwhile. What you typed is still here: look at the draft in another tab, then save again."
            : "The draft was published or thrown away meanwhile. What you typed is still here: look at the rubric in another tab; saving again begins a new draft with it.");
        return Page();
    }
}
