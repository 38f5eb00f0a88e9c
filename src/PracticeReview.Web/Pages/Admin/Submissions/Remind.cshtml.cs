using PracticeReview.Reminders;

namespace PracticeReview.Web.Pages.Admin.Submissions;

/// <summary>Reminds a reviewer now.</summary>
public sealed class RemindModel(CaseReader cases, RemindNow remind, TimeProvider time) : ActionPage(cases, time)
{
    /// <inheritdoc />
    protected override string? Obstacle() => CaseActions.Remind(Case, Reviewer!.Assignment);

    /// <inheritdoc />
    protected override async Task<string> ActAsync(CancellationToken cancellation)
    {
        await remind.ExecuteAsync(Id, AssignmentId!.Value, KeptReason, Seen, Actor, cancellation);
        return $"A reminder is on its way to {Reviewer!.Reviewer.Name}.";
    }
}
