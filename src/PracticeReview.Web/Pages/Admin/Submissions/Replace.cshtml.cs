using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using PracticeReview.Matching;
using PracticeReview.Reviews;

namespace PracticeReview.Web.Pages.Admin.Submissions;

/// <summary>Gives a reviewer up and asks another.</summary>
public sealed class ReplaceModel(CaseReader cases, Succession succession, ReplaceReviewer replace, TimeProvider time) : ActionPage(cases, time)
{
    /// <summary>Whom to ask instead; null for the next best.</summary>
    [BindProperty]
    public Guid? Successor { get; set; }

    /// <summary>Who could be asked, best first.</summary>
    public IReadOnlyList<Match> Ranked { get; private set; } = [];

    /// <summary>Who the workflow would take.</summary>
    public Match? NextBest => Ranked.FirstOrDefault(match => match.Candidate.IsInternal == Reviewer!.Assignment.IsInternal);

    /// <summary>The choices.</summary>
    public IEnumerable<SelectListItem> Choices() => Ranked
        .Select(match => new SelectListItem($"{match.Candidate.Name}, {match.Candidate.Organisation} ({(match.Candidate.IsInternal ? "internal" : "external")})", match.Candidate.ReviewerId.ToString()))
        .Prepend(new SelectListItem(NextBest is { } best ? $"The next best: {best.Candidate.Name}" : "The next best", ""));

    /// <inheritdoc />
    protected override string? Obstacle() => CaseActions.Replace(Case, Reviewer!.Assignment);

    /// <inheritdoc />
    protected override async Task PrepareAsync(CancellationToken cancellation) =>
        Ranked = WhyNot is null ? (await succession.ForAsync(Id, Reviewer!.Assignment.Round, cancellation)).Ranked : [];

    /// <inheritdoc />
    protected override void Check() => RequireReason();

    /// <inheritdoc />
    protected override async Task<string> ActAsync(CancellationToken cancellation)
    {
        await replace.ExecuteAsync(Id, AssignmentId!.Value, Successor, KeptReason!, Seen, Actor, cancellation);
        return $"{Reviewer!.Reviewer.Name} is not asked any more; see below who is asked instead.";
    }
}
