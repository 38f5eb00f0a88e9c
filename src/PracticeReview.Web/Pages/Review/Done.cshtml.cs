using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using PracticeReview.Criteria;
using PracticeReview.Data;
using PracticeReview.Decisions;
using PracticeReview.Reviews;

namespace PracticeReview.Web.Pages.Review;

/// <summary>Thanks, what happens next, and once it is known what came of it.</summary>
[AllowAnonymous]
public sealed class DoneModel(AppDbContext db, OpenReviewLink links, ReviewBinding binding) : ReviewPage(links, binding)
{
    /// <summary>The review that counts.</summary>
    public ReviewContent Submitted { get; private set; } = new();

    /// <summary>When it came in (UTC).</summary>
    public DateTimeOffset? SubmittedAt { get; private set; }

    /// <summary>What was decided about the round; null as long as nothing was.</summary>
    public DecisionOutcome? Outcome { get; private set; }

    /// <summary>Address of the practice in the repository, if it is published.</summary>
    public string? PublicPath { get; private set; }

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (await EnterAsync(cancellation) is { } end)
        {
            return end;
        }

        var review = await db.Reviews.AsNoTracking().SingleOrDefaultAsync(r => r.AssignmentId == Id, cancellation);
        if (review?.Submitted is not { } submitted)
        {
            return Redirect($"/review/{Id}");
        }

        var assignment = Visit.Assignment;
        (Submitted, SubmittedAt) = (submitted, review.SubmittedAt);
        Outcome = await db.Decisions.Where(d => d.PracticeId == assignment.PracticeId && d.Round == assignment.Round)
            .Select(d => (DecisionOutcome?)d.Outcome).FirstOrDefaultAsync(cancellation);
        if (Outcome == DecisionOutcome.Publish)
        {
            PublicPath = await db.Publications.Where(p => p.PracticeId == assignment.PracticeId).Select(p => "/practices/" + p.Slug).FirstOrDefaultAsync(cancellation);
        }

        return Page();
    }
}
