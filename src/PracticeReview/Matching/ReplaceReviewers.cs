using Microsoft.EntityFrameworkCore;
using PracticeReview.Audit;
using PracticeReview.Data;
using PracticeReview.Mail;
using PracticeReview.Practices;
using PracticeReview.Workflows.Activities;
using PracticeReview.Workflows.Execution;
using PracticeReview.Workflows.Hosting;

namespace PracticeReview.Matching;

/// <summary>Chooses somebody in the place of each reviewer who was lost.</summary>
[Activity("PracticeReview.ReplaceReviewers", Category = Category, DisplayName = "Replace reviewers",
    Description = "Chooses the next best reviewer in the place of each who declined or stayed silent. Nobody is invited yet. Where nobody fits, editors are told.",
    Outcomes = ["Replaced", "Not enough"])]
public sealed class ReplaceReviewers(
    AppDbContext db, CandidateQuery candidates, MatchRequests requests, ReviewerMail mail, EditorMail editors, AuditTrail audit, IdSource ids)
    : PracticeActivity
{
    /// <summary>The lost ones.</summary>
    [Input(Description = "Assignments of the reviewers who were lost, as \"Collect reviews\" gives them.", IsRequired = true, Order = 1)]
    public IReadOnlyList<Guid> Lost { get; set; } = [];

    /// <summary>A group of the roster.</summary>
    [Input(Description = "Chooses only from this group of the roster; empty for all of it.", DefaultValue = "", UIHint = "dropdown", Order = 2)]
    public string Group { get; set; } = "";

    /// <inheritdoc />
    public override async ValueTask ExecuteAsync(ActivityContext context)
    {
        var practice = await db.Practices.FirstAsync(p => p.Id == PracticeId(context), context.Cancellation);
        var request = await requests.ForAsync(practice.Id, context.Cancellation) with { Group = Group };
        var lost = await db.Assignments.Where(a => Lost.Contains(a.Id)).OrderBy(a => a.Id).ToListAsync(context.Cancellation);
        var replaced = 0;
        foreach (var assignment in lost)
        {
            if (assignment.State == AssignmentState.Replaced)
            {
                await mail.QueueAsync("assignment-ended", assignment, $"replaced:{assignment.Id}", context.Cancellation,
                    new Dictionary<string, object?> { ["reason_key"] = "replaced" });
            }

            var roster = await candidates.ForAsync(practice.Id, practice.Round, context.Cancellation);
            var ranked = ReviewerMatcher.Rank(request, roster);
            var successor = ranked.FirstOrDefault(match => match.Candidate.ReviewerId == assignment.PreferredSuccessorId)
                ?? ranked.FirstOrDefault(match => match.Candidate.IsInternal == assignment.IsInternal);
            if (successor is null)
            {
                audit.Record("reviewer.missing", "Nobody on the roster fits in the place of a reviewer who was lost.", practiceId: practice.Id, assignmentId: assignment.Id);
                await editors.QueueAsync("editor-reviewers-needed", practice.Id, $"reviewers-needed:{assignment.Id}", context.Cancellation,
                    new Dictionary<string, object?> { ["wanted"] = assignment.IsInternal ? "internal" : "external" });
                continue;
            }

            replaced++;
            var next = new Assignment(
                ids.Next(), practice.Id, practice.Round, successor.Candidate.ReviewerId, successor.Candidate.IsInternal,
                ["In the place of a reviewer who was lost.", .. successor.Reasons], context.Now) { IsFurther = assignment.IsFurther, RubricVersionId = assignment.RubricVersionId };
            db.Assignments.Add(next);
            audit.Record("reviewer.assigned", $"{successor.Candidate.Name} was chosen in the place of a reviewer who was lost.", practiceId: practice.Id, assignmentId: next.Id);
            await db.SaveChangesAsync(context.Cancellation);
        }

        await db.SaveChangesAsync(context.Cancellation);
        context.Complete(replaced > 0 ? "Replaced" : "Not enough");
    }
}
