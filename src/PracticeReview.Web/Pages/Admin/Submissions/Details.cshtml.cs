using Microsoft.AspNetCore.Mvc;
using PracticeReview.Matching;

namespace PracticeReview.Web.Pages.Admin.Submissions;

/// <summary>One submission with everything about it.</summary>
public sealed class DetailsModel(CaseReader cases, Succession succession, TimeProvider time) : AdminPage(time)
{
    /// <summary>The submission.</summary>
    public CaseFile Case { get; private set; } = null!;

    /// <summary>Scores of the present round; null while no review is in.</summary>
    public ScoreTable? Scores { get; private set; }

    /// <summary>What happened, newest first.</summary>
    public IReadOnlyList<TimelineItem> Items { get; private set; } = [];

    /// <summary>Who else could be asked; null when nobody is sought any more.</summary>
    public SuccessionView? Others { get; private set; }

    /// <summary>Shows the submission.</summary>
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (await cases.ReadAsync(id, cancellation) is not { } file)
        {
            return NotFound();
        }

        Case = file;
        Scores = ScoreTable.Of(file.ThisRound);
        Items = Timeline.From(file);
        Others = file.Practice.CanWithdraw ? await succession.ForAsync(id, file.Practice.Round, cancellation) : null;
        return Page();
    }

    /// <summary>The scores of an earlier round.</summary>
    public ScoreTable? ScoresOf(int round) => ScoreTable.Of(Case.Reviewers.Where(r => r.Assignment.Round == round));
}
