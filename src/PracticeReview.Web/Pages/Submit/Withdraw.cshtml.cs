using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using PracticeReview.Data;
using PracticeReview.Practices;
using PracticeReview.Web.Hosting;
using PracticeReview.Web.Texts;

namespace PracticeReview.Web.Pages.Submit;

/// <summary>Takes a submission back, after asking once more.</summary>
[Authorize]
public sealed class WithdrawModel(AppDbContext db, WithdrawPractice withdraw, TimeProvider time, IStringLocalizer<SubmitTexts> texts) : SubmitPage(time, texts)
{
    /// <summary>The practice.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>Why; may stay empty.</summary>
    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>Title of the practice.</summary>
    public string PracticeTitle { get; private set; } = "";

    /// <summary>Asks once more.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        var practice = await db.Practices.AsNoTracking().SingleOrDefaultAsync(p => p.Id == Id && p.SubmitterId == AccountId, cancellation);
        if (practice is null)
        {
            return NotFound();
        }

        PracticeTitle = TitleOf(practice.Draft);
        return practice.CanWithdraw ? Page() : Redirect($"/submissions/{Id}");
    }

    /// <summary>Takes it back.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (Reason?.Length > WithdrawPractice.ReasonLength)
        {
            ModelState.AddModelError(nameof(Reason), Texts[PracticeSentences.TooLong, WithdrawPractice.ReasonLength, Reason.Length]);
            return await OnGetAsync(cancellation);
        }

        switch (await withdraw.ExecuteAsync(Id, AccountId, AccountName, Reason, cancellation))
        {
            case WithdrawOutcome.NotFound:
                return NotFound();
            case WithdrawOutcome.Withdrawn:
                this.Say(Texts["The practice is withdrawn."]);
                break;
            default:
                this.SayProblem(Texts["The practice can't be withdrawn any more."]);
                break;
        }

        return Redirect($"/submissions/{Id}");
    }
}
