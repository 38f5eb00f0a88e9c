using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using PracticeReview.Decisions;

namespace PracticeReview.Web.Pages.Admin.Submissions;

/// <summary>Decides about a submission.</summary>
public sealed class DecideModel(CaseReader cases, DecideAsEditor decide, TimeProvider time) : ActionPage(cases, time)
{
    /// <summary>Characters of what the submitter is told.</summary>
    public const int LongestFeedback = 5000;

    /// <summary>The decision; nothing is chosen at first.</summary>
    [BindProperty]
    public DecisionOutcome? Outcome { get; set; }

    /// <summary>What the submitter is told.</summary>
    [BindProperty]
    public string? Feedback { get; set; }

    /// <summary>The scores; null when no review is in.</summary>
    public ScoreTable? Scores { get; private set; }

    /// <summary>The choices.</summary>
    public IEnumerable<SelectListItem> Choices() =>
        new[] { DecisionOutcome.Publish, DecisionOutcome.Revise, DecisionOutcome.Decline }
            .Select(outcome => new SelectListItem(PlainWords.Outcome(outcome), outcome.ToString(), Outcome == outcome));

    /// <inheritdoc />
    protected override string? Obstacle() => CaseActions.Decide(Case);

    /// <inheritdoc />
    protected override Task PrepareAsync(CancellationToken cancellation)
    {
        Scores = ScoreTable.Of(Case.ThisRound);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    protected override void Check()
    {
        if (Outcome is not { } outcome || !Enum.IsDefined(outcome))
        {
            ModelState.AddModelError(nameof(Outcome), "Choose what should happen.");
        }
        else if (DecideAsEditor.NeedsFeedback(outcome) && string.IsNullOrWhiteSpace(Feedback))
        {
            ModelState.AddModelError(nameof(Feedback), outcome == DecisionOutcome.Revise ? "Tell the submitter what to revise." : "Tell the submitter why it is declined.");
        }

        if (Feedback?.Length > LongestFeedback)
        {
            ModelState.AddModelError(nameof(Feedback), $"Shorten this to {LongestFeedback} characters; it has {Feedback.Length}.");
        }

        RequireReason();
    }

    /// <inheritdoc />
    protected override async Task<string> ActAsync(CancellationToken cancellation)
    {
        await decide.ExecuteAsync(Id, Outcome!.Value, KeptReason!, Feedback?.Trim() ?? "", Seen, Actor, cancellation);
        return Outcome switch
        {
            DecisionOutcome.Publish => "It is published, and the submitter is told.",
            DecisionOutcome.Revise => "The submitter is asked for a revision.",
            _ => "It is declined, and the submitter is told why.",
        };
    }
}
