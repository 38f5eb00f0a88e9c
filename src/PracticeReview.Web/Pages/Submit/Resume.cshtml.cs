using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using PracticeReview.Data;
using PracticeReview.Practices;
using PracticeReview.Web.Texts;

namespace PracticeReview.Web.Pages.Submit;

/// <summary>Leads to the first section that is not complete.</summary>
[Authorize]
public sealed class ResumeModel(AppDbContext db, TimeProvider time, IStringLocalizer<SubmitTexts> texts) : SubmitPage(time, texts)
{
    /// <summary>Leads there.</summary>
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        var practice = await db.Practices.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id && p.SubmitterId == AccountId, cancellation);
        if (practice is null)
        {
            return NotFound();
        }

        if (!practice.CanEdit)
        {
            return Redirect($"/submissions/{id}");
        }

        var problems = Check(practice.Draft);
        var first = PracticeForm.Sections.FirstOrDefault(section => problems.Any(problem => section.Has(problem.Field)));
        return first is null ? RedirectToPage("Check", new { id }) : RedirectToPage("Section", new { id, section = first.Key });
    }
}
