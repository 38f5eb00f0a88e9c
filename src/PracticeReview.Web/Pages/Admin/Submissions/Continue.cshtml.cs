using PracticeReview.Matching;

namespace PracticeReview.Web.Pages.Admin.Submissions;

/// <summary>Looks for reviewers again.</summary>
public sealed class ContinueModel(CaseReader cases, ContinueWithRoster roster, Succession succession, TimeProvider time) : ActionPage(cases, time)
{
    /// <summary>Who could be asked now.</summary>
    public IReadOnlyList<Match> Ranked { get; private set; } = [];

    /// <inheritdoc />
    protected override string? Obstacle() => CaseActions.Continue(Case);

    /// <inheritdoc />
    protected override async Task PrepareAsync(CancellationToken cancellation) =>
        Ranked = (await succession.ForAsync(Id, Case.Practice.Round, cancellation)).Ranked;

    /// <inheritdoc />
    protected override async Task<string> ActAsync(CancellationToken cancellation)
    {
        await roster.ExecuteAsync(Id, KeptReason, Seen, Actor, cancellation);
        return "The workflow looked again; see below whom it found.";
    }
}
