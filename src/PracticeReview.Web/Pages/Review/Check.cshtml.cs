using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using PracticeReview.Criteria;
using PracticeReview.Data;
using PracticeReview.Data.Flow;
using PracticeReview.Reviews;

namespace PracticeReview.Web.Pages.Review;

/// <summary>The review as it will be read, with all that is missing; submits it.</summary>
[AllowAnonymous]
public sealed class CheckModel(
    AppDbContext db, OpenReviewLink links, ReviewBinding binding, SubmitReview submitReview)
    : ReviewPage(links, binding)
{
    /// <summary>The text in hand.</summary>
    public ReviewContent InHand { get; private set; } = new();

    /// <summary>Number of saves of the text shown; what is submitted is what was read here.</summary>
    public int Version { get; private set; }

    /// <summary>What is missing or wrong.</summary>
    public IReadOnlyList<ReviewProblem> Problems { get; private set; } = [];

    /// <summary>Another device changed the text after this page was shown.</summary>
    public bool HasChanged { get; private set; }

    /// <summary>The workflow could not go on; the text is safe.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (await EnterAsync(cancellation) is { } end)
        {
            return end;
        }

        if (!Visit.CanReview)
        {
            return Redirect($"/review/{Id}/done");
        }

        if (await db.Reviews.AsNoTracking().SingleOrDefaultAsync(r => r.AssignmentId == Id, cancellation) is not { } review)
        {
            return Redirect($"/review/{Id}");
        }

        (InHand, Version, Problems) = (review.Draft, review.DraftVersion, ReviewRules.Check(review.Draft, Rubric));
        return Page();
    }

    /// <summary>Submits it; a second click finds it submitted and leads to the same place.</summary>
    public async Task<IActionResult> OnPostAsync(int version, CancellationToken cancellation)
    {
        if (await EnterAsync(cancellation) is { } end)
        {
            return end;
        }

        try
        {
            switch (await submitReview.ExecuteAsync(Visit, version, cancellation))
            {
                case SubmitReviewOutcome.Submitted or SubmitReviewOutcome.AlreadySubmitted:
                    return Redirect($"/review/{Id}/done");
                case SubmitReviewOutcome.Changed:
                    HasChanged = true;
                    break;
            }
        }
        catch (FlowFaultedException)
        {
            HasFailed = true;
        }

        return await OnGetAsync(cancellation);
    }
}
