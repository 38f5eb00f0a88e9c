using Microsoft.EntityFrameworkCore;
using PracticeReview.Audit;
using PracticeReview.Criteria;
using PracticeReview.Data;
using PracticeReview.Practices;
using PracticeReview.Workflows.Activities;
using PracticeReview.Workflows.Execution;
using PracticeReview.Workflows.Hosting;

namespace PracticeReview.Matching;

/// <summary>Chooses reviewers for the round. It fills what is missing, so it can run again when people were added.</summary>
[Activity("PracticeReview.AssignReviewers", Category = Category, DisplayName = "Assign reviewers",
    Description = "Chooses the best matching reviewers from the roster; in a later round the same people first. Nobody is invited yet.",
    Outcomes = ["Assigned", "Not enough"])]
public sealed class AssignReviewers(
    AppDbContext db, CandidateQuery candidates, MatchRequests requests, Rubrics rubrics, AuditTrail audit, IdSource ids) : PracticeActivity
{
    /// <summary>Reviewers from the UN system.</summary>
    [Input(Category = "How many", Description = "Reviewers wanted from the UN system.", DefaultValue = 1, Order = 1, Minimum = 0, Maximum = 20)]
    public int Internal { get; set; }

    /// <summary>Reviewers from outside it.</summary>
    [Input(Category = "How many", Description = "Reviewers wanted from outside the UN system.", DefaultValue = 2, Order = 2, Minimum = 0, Maximum = 20)]
    public int External { get; set; }

    /// <summary>Adds to those who already reviewed, rather than counting them in.</summary>
    [Input(Category = "How many", DisplayName = "In addition", Description = "Adds to the reviewers of this round because they disagree, rather than counting them in.", DefaultValue = false, Order = 3)]
    public bool Further { get; set; }

    /// <summary>A group of the roster.</summary>
    [Input(Category = "Who", Description = "Chooses only from this group of the roster; empty for all of it.", DefaultValue = "", UIHint = "dropdown", Order = 4)]
    public string Group { get; set; } = "";

    /// <summary>What they score by.</summary>
    [Input(Category = "Scoring", Description = "What reviewers score by: its published version when the first reviewers of a round are chosen. All others of the round score by the same.", DefaultValue = Criteria.Rubric.DefaultKey, UIHint = "dropdown", Order = 5)]
    public string Rubric { get; set; } = Criteria.Rubric.DefaultKey;

    /// <summary>How many were chosen.</summary>
    [Output(Description = "How many reviewers were chosen.")]
    public int Chosen { get; set; }

    /// <inheritdoc />
    public override async ValueTask ExecuteAsync(ActivityContext context)
    {
        var practice = await db.Practices.FirstAsync(p => p.Id == PracticeId(context), context.Cancellation);
        var request = await requests.ForAsync(practice.Id, context.Cancellation) with { Group = Group };
        var roster = await candidates.ForAsync(practice.Id, practice.Round, context.Cancellation);
        var rubric = await RubricOfRoundAsync(practice, context.Cancellation);
        var ranked = await PreferEarlierAsync(practice, ReviewerMatcher.Rank(request, roster), context.Cancellation);
        var already = Further
            ? []
            : await db.Assignments
                .Where(a => a.PracticeId == practice.Id && a.Round == practice.Round && !a.IsFurther && a.EndedAt == null)
                .Select(a => a.IsInternal).ToListAsync(context.Cancellation);

        var missing = 0;
        foreach (var (isInternal, wanted) in new[] { (true, Internal), (false, External) })
        {
            var open = Math.Max(0, wanted - already.Count(a => a == isInternal));
            var chosen = ranked.Where(match => match.Candidate.IsInternal == isInternal).Take(open).ToList();
            missing += open - chosen.Count;
            Chosen += chosen.Count;
            foreach (var match in chosen)
            {
                var assignment = new Assignment(
                    ids.Next(), practice.Id, practice.Round, match.Candidate.ReviewerId, isInternal, match.Reasons, context.Now) { IsFurther = Further, RubricVersionId = rubric };
                db.Assignments.Add(assignment);
                audit.Record("reviewer.assigned", $"{match.Candidate.Name} was chosen to review.", practiceId: practice.Id, assignmentId: assignment.Id);
            }
        }

        practice.BeginReview(practice.StageDue, context.Now);
        await db.SaveChangesAsync(context.Cancellation);
        context.Complete(missing == 0 ? "Assigned" : "Not enough");
    }

    /// <summary>One rubric for all of a round: scores by different criteria can't be brought together.</summary>
    /// <exception cref="InvalidOperationException">The rubric to begin the round with is not published.</exception>
    private async Task<Guid?> RubricOfRoundAsync(Practice practice, CancellationToken cancellation)
    {
        var begun = await db.Assignments.Where(a => a.PracticeId == practice.Id && a.Round == practice.Round).OrderBy(a => a.CreatedAt)
            .Select(a => new { a.RubricVersionId }).FirstOrDefaultAsync(cancellation);
        if (begun is not null)
        {
            return begun.RubricVersionId;
        }

        var published = await rubrics.PublishedAsync(Rubric, cancellation);
        return published is not null || Rubric == Criteria.Rubric.DefaultKey
            ? published?.Id
            : throw new InvalidOperationException($"No version of the rubric \"{Rubric}\" is published. Publish one among the criteria, or choose another rubric in this activity.");
    }

    /// <summary>Who reviewed the round before comes first: they know the practice and what they asked for.</summary>
    private async Task<List<Match>> PreferEarlierAsync(Practice practice, IReadOnlyList<Match> ranked, CancellationToken cancellation)
    {
        if (practice.Round == 1 || Further)
        {
            return [.. ranked];
        }

        var earlier = await db.Assignments
            .Where(a => a.PracticeId == practice.Id && a.Round == practice.Round - 1 && a.State == AssignmentState.Reviewed)
            .Select(a => a.ReviewerId).ToListAsync(cancellation);
        return
        [
            .. ranked
                .Select(match => earlier.Contains(match.Candidate.ReviewerId)
                    ? match with { Reasons = [$"Reviewed round {practice.Round - 1} of this practice.", .. match.Reasons] }
                    : match)
                .OrderByDescending(match => earlier.Contains(match.Candidate.ReviewerId)),
        ];
    }
}
