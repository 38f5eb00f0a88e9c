using PracticeReview.Reviews;

namespace PracticeReview.Web.Pages.Admin.Submissions;

/// <summary>Ends the collection of reviews.</summary>
public sealed class StopModel(CaseReader cases, StopCollecting stop, TimeProvider time) : ActionPage(cases, time)
{
    /// <inheritdoc />
    protected override string? Obstacle() => CaseActions.Stop(Case);

    /// <inheritdoc />
    protected override void Check() => RequireReason();

    /// <inheritdoc />
    protected override async Task<string> ActAsync(CancellationToken cancellation)
    {
        await stop.ExecuteAsync(Id, KeptReason!, Seen, Actor, cancellation);
        return "No more reviews are awaited. The decision rests on those that are in.";
    }
}
