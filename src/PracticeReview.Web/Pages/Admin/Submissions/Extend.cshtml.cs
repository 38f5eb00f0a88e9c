using Microsoft.AspNetCore.Mvc;
using PracticeReview.Matching;
using PracticeReview.Reviews;

namespace PracticeReview.Web.Pages.Admin.Submissions;

/// <summary>Gives a reviewer more time.</summary>
public sealed class ExtendModel(CaseReader cases, ExtendDueDate extend, TimeProvider time) : ActionPage(cases, time)
{
    private const int SuggestedDays = 7;

    /// <summary>The last day.</summary>
    [BindProperty]
    public DateOnly? Day { get; set; }

    /// <summary>A week more than now, or than the present due date.</summary>
    public DateOnly Suggestion =>
        DateOnly.FromDateTime((Reviewer!.Assignment.DueAt is { } due && due > Now ? due : Now).UtcDateTime).AddDays(SuggestedDays);

    /// <inheritdoc />
    protected override string? Obstacle() => CaseActions.Extend(Case, Reviewer!.Assignment);

    /// <inheritdoc />
    protected override void Check()
    {
        if (Day is null && ModelState.IsValid)
        {
            ModelState.AddModelError(nameof(Day), "Choose the last day.");
        }
    }

    /// <inheritdoc />
    protected override async Task<string> ActAsync(CancellationToken cancellation)
    {
        await extend.ExecuteAsync(Id, AssignmentId!.Value, Day!.Value, KeptReason, Seen, Actor, cancellation);
        return $"{Reviewer!.Reviewer.Name} has more time, and is told so by mail.";
    }
}
