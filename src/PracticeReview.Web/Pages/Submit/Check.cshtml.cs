using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using PracticeReview.Data;
using PracticeReview.Practices;
using PracticeReview.Web.Hosting;
using PracticeReview.Web.Texts;

namespace PracticeReview.Web.Pages.Submit;

/// <summary>The whole practice as it will be read, with all that is missing or wrong; submits it.</summary>
[Authorize]
public sealed class CheckModel(AppDbContext db, SubmitPractice submitPractice, TimeProvider time, IStringLocalizer<SubmitTexts> texts)
    : SubmitPage(time, texts)
{
    /// <summary>The practice.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>The text in hand.</summary>
    public PracticeContent Draft { get; private set; } = new();

    /// <summary>Rounds so far: 0 before the first submission.</summary>
    public int Round { get; private set; }

    /// <summary>What is missing or wrong.</summary>
    public IReadOnlyList<PracticeProblem> Problems { get; private set; } = [];

    /// <summary>What the screening would send it back for; nothing keeps the submitter from trying.</summary>
    public IReadOnlyList<ScreeningFinding> Findings => ScreeningRules.Check(Draft, ScreeningRules.ShippedLeastWords, Today);

    /// <summary>Number of saves of the text shown; what is submitted is what was read here.</summary>
    public int Version { get; private set; }

    /// <summary>Another window changed the text after this page was shown.</summary>
    public bool HasChanged { get; private set; }

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        var practice = await db.Practices.AsNoTracking().SingleOrDefaultAsync(p => p.Id == Id && p.SubmitterId == AccountId, cancellation);
        if (practice is null)
        {
            return NotFound();
        }

        if (!practice.CanEdit)
        {
            return Redirect($"/submissions/{Id}");
        }

        (Draft, Version, Round, Problems) = (practice.Draft, practice.DraftVersion, practice.Round, Check(practice.Draft));
        return Page();
    }

    /// <summary>Submits it; a second click finds it submitted and leads to the same place.</summary>
    public async Task<IActionResult> OnPostAsync(int version, int round, CancellationToken cancellation)
    {
        switch (await submitPractice.ExecuteAsync(Id, AccountId, AccountName, version, round, Today, cancellation))
        {
            case SubmitOutcome.NotFound:
                return NotFound();
            case SubmitOutcome.Submitted:
                this.Say(Texts["Your practice is submitted. We will write to you at each step."]);
                return Redirect($"/submissions/{Id}");
            case SubmitOutcome.AlreadySubmitted:
                return Redirect($"/submissions/{Id}");
            case SubmitOutcome.Changed:
                HasChanged = true;
                return await OnGetAsync(cancellation);
            default:
                return await OnGetAsync(cancellation);
        }
    }

    /// <summary>Words before a problem: the field it is about.</summary>
    public string LabelOf(FormSection section, PracticeProblem problem)
    {
        var field = section.Fields.First(field => problem.Field == field.Name || problem.Field.StartsWith(field.Name + "[", StringComparison.Ordinal));
        return Texts[field.Label];
    }
}
