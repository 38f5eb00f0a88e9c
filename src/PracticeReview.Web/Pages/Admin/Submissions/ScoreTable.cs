using PracticeReview.Criteria;
using PracticeReview.Decisions;
using PracticeReview.Reviews;

namespace PracticeReview.Web.Pages.Admin.Submissions;

/// <summary>A reviewer's answer in the table of scores.</summary>
/// <param name="Score">1 to 5; null without one.</param>
/// <param name="CannotJudge">The reviewer said so.</param>
/// <param name="Comment">In the reviewer's words.</param>
public sealed record ScoreCell(int? Score, bool CannotJudge, string Comment);

/// <summary>A criterion with the answers of the reviewers, in their order.</summary>
public sealed record ScoreRow(Criterion Criterion, IReadOnlyList<ScoreCell> Cells, CriterionMean Mean);

/// <summary>The scores of a round, criterion by criterion.</summary>
public sealed record ScoreTable(IReadOnlyList<CaseReviewer> Reviewers, IReadOnlyList<ScoreRow> Rows, IReadOnlyList<double?> Means, ScoreSummary Summary)
{
    /// <summary>The table of a round; null while no review is in.</summary>
    public static ScoreTable? Of(IEnumerable<CaseReviewer> round)
    {
        var scored = round.Where(r => r.Review?.Submitted is not null).ToList();
        if (scored.Count == 0)
        {
            return null;
        }

        var rubric = scored[0].Rubric;
        var weights = RoundReviews.Weights(rubric);
        var contents = scored.Select(r => r.Review!.Submitted!).ToList();
        var summary = ScoreSummary.From(contents, weights);
        var rows = rubric.Criteria
            .Select(criterion => new ScoreRow(
                criterion,
                [.. contents.Select(content => Cell(content, criterion.Key))],
                summary.Criteria.First(mean => mean.Criterion == criterion.Key)))
            .ToList();
        return new ScoreTable(scored, rows, [.. contents.Select(content => ScoreSummary.WeightedMean(content, weights))], summary);
    }

    private static ScoreCell Cell(ReviewContent content, string criterion) =>
        content.Answers.FirstOrDefault(answer => answer.Criterion == criterion) is { } answer
            ? new(answer.Score, answer.CannotJudge, answer.Comment)
            : new(null, false, "");
}
