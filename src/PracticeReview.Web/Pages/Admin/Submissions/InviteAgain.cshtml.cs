using PracticeReview.Matching;

namespace PracticeReview.Web.Pages.Admin.Submissions;

/// <summary>Sends a reviewer a fresh link.</summary>
public sealed class InviteAgainModel(CaseReader cases, ResendInvitation resend, TimeProvider time) : ActionPage(cases, time)
{
    /// <inheritdoc />
    protected override string? Obstacle() => CaseActions.InviteAgain(Case, Reviewer!.Assignment);

    /// <inheritdoc />
    protected override async Task<string> ActAsync(CancellationToken cancellation)
    {
        await resend.ExecuteAsync(Id, AssignmentId!.Value, KeptReason, Seen, Actor, cancellation);
        return $"A fresh link is on its way to {Reviewer!.Reviewer.Name}. Earlier links no longer open.";
    }
}
