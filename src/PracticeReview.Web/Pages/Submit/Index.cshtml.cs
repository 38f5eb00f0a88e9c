using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using PracticeReview.Data;
using PracticeReview.Practices;
using PracticeReview.Web.Hosting;
using PracticeReview.Web.Texts;
using PracticeReview.Workflows.Hosting;

namespace PracticeReview.Web.Pages.Submit;

/// <summary>Says what a practice should be, and begins one.</summary>
[AllowAnonymous]
public sealed class IndexModel(AppDbContext db, IdSource ids, TimeProvider time, IStringLocalizer<SubmitTexts> texts) : SubmitPage(time, texts)
{
    private readonly TimeProvider _time = time;

    /// <summary>Drafts of the account, the latest first.</summary>
    public IReadOnlyList<Practice> Drafts { get; private set; } = [];

    /// <summary>Open calls for practices.</summary>
    public IReadOnlyList<Call> Calls { get; private set; } = [];

    /// <summary>Shows the open calls, and the drafts of who is signed in.</summary>
    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Calls = await OpenCallsAsync(db, cancellation);
        if (User.Identity?.IsAuthenticated == true)
        {
            Drafts = await db.Practices.AsNoTracking()
                .Where(p => p.SubmitterId == AccountId && p.Stage == PracticeStage.Draft)
                .OrderByDescending(p => p.UpdatedAt).Take(20).ToListAsync(cancellation);
        }
    }

    /// <summary>Begins a draft.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (User.Identity?.IsAuthenticated != true)
        {
            return Challenge();
        }

        var practice = new Practice(ids.Next(), AccountId, Localisation.CurrentLanguage, _time.GetUtcNow());
        db.Practices.Add(practice);
        await db.SaveChangesAsync(cancellation);
        return RedirectToPage("Section", new { id = practice.Id, section = PracticeForm.Sections[0].Key });
    }
}
