using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using PracticeReview.Data;
using PracticeReview.Practices;
using PracticeReview.Web.Texts;

namespace PracticeReview.Web.Pages.Submit;

/// <summary>The text of one round, as it was handed in.</summary>
[Authorize]
public sealed class SubmittedTextModel(AppDbContext db, TimeProvider time, IStringLocalizer<SubmitTexts> texts) : SubmitPage(time, texts)
{
    /// <summary>The text.</summary>
    public Revision Revision { get; private set; } = null!;

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(Guid id, int round, CancellationToken cancellation)
    {
        var revision = await db.Revisions.AsNoTracking()
            .Where(r => r.PracticeId == id && r.Round == round && db.Practices.Any(p => p.Id == id && p.SubmitterId == AccountId))
            .SingleOrDefaultAsync(cancellation);
        if (revision is null)
        {
            return NotFound();
        }

        Revision = revision;
        return Page();
    }
}
