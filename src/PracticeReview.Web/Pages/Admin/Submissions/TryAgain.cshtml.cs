using PracticeReview.Data.Flow;

namespace PracticeReview.Web.Pages.Admin.Submissions;

/// <summary>Has the failed step of the workflow tried again.</summary>
public sealed class TryAgainModel(CaseReader cases, TryAgain again, TimeProvider time) : ActionPage(cases, time)
{
    /// <inheritdoc />
    protected override string? Obstacle() => CaseActions.TryAgain(Case);

    /// <inheritdoc />
    protected override async Task<string> ActAsync(CancellationToken cancellation)
    {
        await again.ExecuteAsync(Id, KeptReason, Seen, Actor, cancellation);
        return "The workflow is tried again; look again in a moment.";
    }
}
