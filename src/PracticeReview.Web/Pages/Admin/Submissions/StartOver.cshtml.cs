using PracticeReview.Data.Flow;

namespace PracticeReview.Web.Pages.Admin.Submissions;

/// <summary>Starts the workflow again that was cancelled or failed for good.</summary>
public sealed class StartOverModel(CaseReader cases, StartOver startOver, TimeProvider time) : ActionPage(cases, time)
{
    /// <inheritdoc />
    protected override string? Obstacle() => CaseActions.StartOver(Case);

    /// <inheritdoc />
    protected override void Check() => RequireReason();

    /// <inheritdoc />
    protected override async Task<string> ActAsync(CancellationToken cancellation)
    {
        await startOver.ExecuteAsync(Id, KeptReason!, Seen, Actor, cancellation);
        return "The workflow has begun again.";
    }
}
