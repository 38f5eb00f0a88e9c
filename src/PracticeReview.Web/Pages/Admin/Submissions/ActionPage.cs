using Microsoft.AspNetCore.Mvc;
using PracticeReview.Data.Flow;
using PracticeReview.Web.Hosting;

namespace PracticeReview.Web.Pages.Admin.Submissions;

/// <summary>
/// A page that asks an editor to confirm something, and does it. It says why when it can't be done, and does nothing
/// when the submission changed after the page was opened.
/// </summary>
public abstract class ActionPage(CaseReader cases, TimeProvider time) : AdminPage(time)
{
    /// <summary>Characters of a reason.</summary>
    public const int LongestReason = 1000;

    /// <summary>The submission.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>The assignment, where it is about one.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? AssignmentId { get; set; }

    /// <summary>Why.</summary>
    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>What the editor has seen of the submission.</summary>
    [BindProperty]
    public int Seen { get; set; }

    /// <summary>Everything about the submission.</summary>
    public CaseFile Case { get; private set; } = null!;

    /// <summary>The reviewer concerned; null on pages about the submission as a whole.</summary>
    public CaseReviewer? Reviewer { get; private set; }

    /// <summary>Why it can't be done now; null when it can.</summary>
    public string? WhyNot { get; private set; }

    /// <summary>Where the editor came from.</summary>
    public string Back => $"/admin/submissions/{Id}";

    /// <summary>The reason as it is kept; null when none was given.</summary>
    protected string? KeptReason => string.IsNullOrWhiteSpace(Reason) ? null : Reason.Trim();

    /// <summary>Asks.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation))
        {
            return NotFound();
        }

        Seen = Case.Seen(AssignmentId);
        return Page();
    }

    /// <summary>Does.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation))
        {
            return NotFound();
        }

        if (Reason?.Length > LongestReason)
        {
            ModelState.AddModelError(nameof(Reason), $"Shorten this to {LongestReason} characters; it has {Reason.Length}.");
        }

        Check();
        if (!ModelState.IsValid)
        {
            return Page();
        }

        try
        {
            this.Say(await ActAsync(cancellation));
            return Redirect(Back);
        }
        catch (ChangedMeanwhileException e)
        {
            ModelState.AddModelError("", $"Something happened after you opened this page: “{e.Latest.Summary}” ({e.Latest.Actor}). Nothing was done. Look at what changed; to go on all the same, confirm again.");
        }
        catch (FlowFaultedException e)
        {
            ModelState.AddModelError("", $"{e.Message} Nothing was done. The failure is in the audit trail; an administrator should look at it.");
        }
        catch (InvalidOperationException e)
        {
            ModelState.AddModelError("", e.Message);
        }

        await LoadAsync(cancellation);
        Seen = Case.Seen(AssignmentId);
        ModelState.SetModelValue(nameof(Seen), Seen, null);
        return Page();
    }

    /// <summary>Why it can't be done, from what stands in the submission.</summary>
    protected abstract string? Obstacle();

    /// <summary>Checks what was entered, adding to the model state.</summary>
    protected virtual void Check() { }

    /// <summary>Reads what the form needs besides the submission.</summary>
    protected virtual Task PrepareAsync(CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Does it, and says so in a sentence.</summary>
    protected abstract Task<string> ActAsync(CancellationToken cancellation);

    /// <summary>Asks for a reason where one is needed.</summary>
    protected void RequireReason()
    {
        if (KeptReason is null)
        {
            ModelState.AddModelError(nameof(Reason), "Say why; it is kept in the audit trail.");
        }
    }

    private async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        if (await cases.ReadAsync(Id, cancellation) is not { } file)
        {
            return false;
        }

        Case = file;
        Reviewer = file.Reviewers.FirstOrDefault(r => r.Assignment.Id == AssignmentId);
        if (AssignmentId is not null && Reviewer is null)
        {
            return false;
        }

        WhyNot = Obstacle();
        await PrepareAsync(cancellation);
        return true;
    }
}
