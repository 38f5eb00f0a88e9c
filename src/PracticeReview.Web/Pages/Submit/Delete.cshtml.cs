using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using PracticeReview.Data;
using PracticeReview.Practices;
using PracticeReview.Web.Hosting;
using PracticeReview.Web.Texts;

namespace PracticeReview.Web.Pages.Submit;

/// <summary>Deletes a draft, after asking once more.</summary>
[Authorize]
public sealed class DeleteModel(AppDbContext db, DeleteDraft deleteDraft, TimeProvider time, IStringLocalizer<SubmitTexts> texts) : SubmitPage(time, texts)
{
    /// <summary>The practice.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>Title of the draft.</summary>
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
        return practice.Stage == PracticeStage.Draft ? Page() : Redirect($"/submissions/{Id}");
    }

    /// <summary>Deletes it. What was handed in meanwhile stays.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (await deleteDraft.ExecuteAsync(Id, AccountId, AccountName, cancellation))
        {
            this.Say(Texts["The draft is deleted."]);
            return Redirect("/submissions");
        }

        return await OnGetAsync(cancellation) is NotFoundResult missing ? missing : Redirect($"/submissions/{Id}");
    }
}
