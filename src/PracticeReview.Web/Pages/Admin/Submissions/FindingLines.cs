using PracticeReview.Practices;
using PracticeReview.Reviews;

namespace PracticeReview.Web.Pages.Admin.Submissions;

/// <summary>An objective or principle, and what each reviewer found of it.</summary>
/// <param name="Label">Its name.</param>
/// <param name="Yes">Reviewers who found it shown or reflected.</param>
/// <param name="Asked">Reviewers who answered with yes or no.</param>
/// <param name="Answers">Who said what, in words.</param>
public sealed record FindingLine(string Label, int Yes, int Asked, string Answers)
{
    /// <summary>Lines of a round: objectives by number, then principles in the Compact's order. Only what somebody answered.</summary>
    public static IReadOnlyList<FindingLine> Of(ScoreTable table)
    {
        var reviews = table.Reviewers.Select(r => (r.Reviewer.Name, Content: r.Review!.Submitted!)).ToList();
        var objectives = reviews.SelectMany(r => r.Content.Objectives.Select(o => (o.Objective, r.Name, o.Shown))).GroupBy(o => o.Objective).OrderBy(group => group.Key);
        var principles = reviews.SelectMany(r => r.Content.Principles.Select(p => (p.Principle, r.Name, p.Finding))).ToLookup(p => p.Principle);
        return
        [
            .. objectives.Select(group => new FindingLine(
                $"{group.Key}. {Vocabulary.Objective(group.Key)?.Short("en")}", group.Count(o => o.Shown), group.Count(),
                string.Join(" · ", group.Select(o => $"{o.Name}: {(o.Shown ? "shown" : "not shown")}")))),
            .. Vocabulary.Principles.Where(p => principles.Contains(p.Key)).Select(p => new FindingLine(
                p.Label("en"), principles[p.Key].Count(a => a.Finding == PrincipleFinding.Reflected), principles[p.Key].Count(a => a.Finding != PrincipleFinding.NotApplicable),
                string.Join(" · ", principles[p.Key].Select(a => $"{a.Name}: {Words(a.Finding)}")))),
        ];
    }

    private static string Words(PrincipleFinding finding) => finding switch
    {
        PrincipleFinding.Reflected => "reflected",
        PrincipleFinding.NotReflected => "not reflected",
        _ => "not applicable",
    };
}
