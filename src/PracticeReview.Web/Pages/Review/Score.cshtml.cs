using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using PracticeReview.Criteria;
using PracticeReview.Data;
using PracticeReview.Matching;
using PracticeReview.Reviews;
using PracticeReview.Web.Texts;

namespace PracticeReview.Web.Pages.Review;

/// <summary>The practice beside the rubric. Saves as it is filled in, and never over what another device saved.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken] // Checked by hand, so that a stale token costs nobody what they typed.
public sealed class ScoreModel(
    AppDbContext db, OpenReviewLink links, ReviewBinding binding, SaveReview saveReview, SendFreshLink freshLinks,
    IAntiforgery antiforgery, IStringLocalizer<ReviewTexts> texts) : ReviewPage(links, binding)
{
    /// <summary>What the form shows.</summary>
    public ReviewContent InHand { get; private set; } = new();

    /// <summary>Number of saves of what is stored.</summary>
    public int Version { get; private set; }

    /// <summary>When it was saved last (UTC).</summary>
    public DateTimeOffset? SavedAt { get; private set; }

    /// <summary>The time of that, where the reviewer is.</summary>
    public string? SavedClock => SavedAt is { } at ? Clock(at) : null;

    /// <summary>It was submitted before, and can be changed.</summary>
    public bool IsSubmitted { get; private set; }

    /// <summary>It was changed since it was submitted.</summary>
    public bool HasNews { get; private set; }

    /// <summary>What is wrong, once asked for.</summary>
    public IReadOnlyList<ReviewProblem> Problems { get; private set; } = [];

    /// <summary>The form's token had aged: nothing is saved yet, everything is still there.</summary>
    public bool IsStale { get; private set; }

    /// <summary>The form shows what was typed and could not be saved.</summary>
    public bool IsUnsaved { get; private set; }

    /// <summary>What was typed here, where another device saved something else.</summary>
    public ReviewContent? Mine { get; private set; }

    /// <summary>Number of criteria answered.</summary>
    public int Answered => ReviewRules.Answered(InHand, Rubric);

    /// <summary>Shows the form; with "?check=true" what is still missing, too.</summary>
    public async Task<IActionResult> OnGetAsync(bool check, CancellationToken cancellation)
    {
        if (await EnterAsync(cancellation) is { } end)
        {
            return end;
        }

        if (!Visit.CanReview)
        {
            return Redirect($"/review/{Id}/done");
        }

        Show(await db.Reviews.AsNoTracking().SingleOrDefaultAsync(r => r.AssignmentId == Id, cancellation));
        Problems = check ? ReviewRules.Check(InHand, Rubric) : [];
        return Page();
    }

    /// <summary>Saves what was typed; goes on to the summary, or stays.</summary>
    public async Task<IActionResult> OnPostAsync(string? then, string? ask, CancellationToken cancellation)
    {
        var end = await EnterAsync(cancellation);
        var typed = ReviewForm.Read(Request.Form, Rubric);
        if (end is not null)
        {
            if (ask == "fresh" && Ended is { OffersLink: true } && await antiforgery.IsRequestValidAsync(HttpContext))
            {
                await freshLinks.ExecuteAsync(Visit, cancellation);
                Ended = Ended with { WasAsked = true };
                Response.StatusCode = StatusCodes.Status200OK;
            }
            else
            {
                Ended = Ended! with { Unsaved = typed };
            }

            return end;
        }

        if (!await antiforgery.IsRequestValidAsync(HttpContext))
        {
            Show(await db.Reviews.AsNoTracking().SingleOrDefaultAsync(r => r.AssignmentId == Id, cancellation));
            (InHand, Version, IsStale, IsUnsaved) = (typed, ReviewForm.Version(Request.Form), true, true);
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        var result = await saveReview.ExecuteAsync(Visit, typed, ReviewForm.Version(Request.Form), cancellation);
        switch (result.Outcome)
        {
            case SaveReviewOutcome.Closed:
                return End(new Ended(EndedKind.Over, Visit) { Unsaved = typed });
            case SaveReviewOutcome.Conflict:
                Show(result.Review);
                Mine = typed;
                Response.StatusCode = StatusCodes.Status409Conflict;
                return Page();
            case SaveReviewOutcome.Refused:
                Show(await db.Reviews.AsNoTracking().SingleOrDefaultAsync(r => r.AssignmentId == Id, cancellation));
                (InHand, Problems, IsUnsaved) = (typed, result.Problems!, true);
                Response.StatusCode = StatusCodes.Status400BadRequest;
                return Page();
            default:
                TempData["ReviewConfirmed"] = $"/review/{Id}";
                return Redirect(then == "check" ? $"/review/{Id}/check" : $"/review/{Id}");
        }
    }

    /// <summary>Saves for the script, which goes on typing meanwhile.</summary>
    public async Task<IActionResult> OnPostAutoAsync(CancellationToken cancellation)
    {
        if (await EnterAsync(cancellation) is not null)
        {
            Response.StatusCode = StatusCodes.Status200OK;
            return Answer(409, new { state = "closed" });
        }

        if (!await antiforgery.IsRequestValidAsync(HttpContext))
        {
            return Answer(400, new { state = "stale", token = antiforgery.GetAndStoreTokens(HttpContext).RequestToken });
        }

        var result = await saveReview.ExecuteAsync(Visit, ReviewForm.Read(Request.Form, Rubric), ReviewForm.Version(Request.Form), cancellation);
        return result.Outcome switch
        {
            SaveReviewOutcome.Closed => Answer(409, new { state = "closed" }),
            SaveReviewOutcome.Conflict => Answer(409, new { state = "conflict", at = Clock(result.Review!.UpdatedAt) }),
            SaveReviewOutcome.Refused => Answer(422, new { state = "refused", problems = result.Problems!.Select(problem => new { field = problem.Field, text = texts[problem.Sentence, problem.Arguments].Value }) }),
            _ => Answer(200, new { state = "saved", at = Clock(result.Review!.UpdatedAt), @base = result.Review.DraftVersion, problems = Array.Empty<object>() }),
        };
    }

    /// <summary>What is wrong with a field, in words; null when nothing is.</summary>
    public string? ErrorOf(string field) =>
        Problems.FirstOrDefault(p => p.Field == field) is { } problem ? texts[problem.Sentence, problem.Arguments].Value : null;

    /// <summary>The answer to show for a criterion.</summary>
    public CriterionAnswer AnswerTo(Criterion criterion) =>
        InHand.Answers.FirstOrDefault(a => a.Criterion == criterion.Key) ?? new(criterion.Key, null, false, "");

    private static ObjectResult Answer(int status, object value) => new(value) { StatusCode = status };

    private void Show(PracticeReview.Reviews.Review? review)
    {
        InHand = review?.Draft ?? new();
        Version = review?.DraftVersion ?? 0;
        SavedAt = review is { DraftVersion: > 0 } ? review.UpdatedAt : null;
        IsSubmitted = Visit.Assignment.State == AssignmentState.Reviewed;
        HasNews = IsSubmitted && review?.Submitted != review?.Draft;
    }
}
