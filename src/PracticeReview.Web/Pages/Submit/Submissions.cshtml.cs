using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using PracticeReview.Data;
using PracticeReview.Practices;
using PracticeReview.Web.Texts;

namespace PracticeReview.Web.Pages.Submit;

/// <summary>The practices of the account.</summary>
[Authorize]
public sealed class SubmissionsModel(AppDbContext db, TimeProvider time, IStringLocalizer<SubmitTexts> texts) : SubmitPage(time, texts)
{
    /// <summary>Those that wait for the submitter first, then the latest.</summary>
    public IReadOnlyList<Practice> Practices { get; private set; } = [];

    /// <summary>Lists them.</summary>
    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var all = await db.Practices.AsNoTracking().Where(p => p.SubmitterId == AccountId).OrderByDescending(p => p.UpdatedAt).Take(200).ToListAsync(cancellation);
        Practices = [.. all.OrderBy(p => p.Stage switch { PracticeStage.AwaitingRevision => 0, PracticeStage.Draft => 1, _ when p.CanWithdraw => 2, _ => 3 })];
    }
}
