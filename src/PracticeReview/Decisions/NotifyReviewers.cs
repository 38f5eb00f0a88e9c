using Microsoft.EntityFrameworkCore;
using PracticeReview.Data;
using PracticeReview.Matching;
using PracticeReview.Practices;
using PracticeReview.Workflows.Activities;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Decisions;

/// <summary>Tells the reviewers of the round what became of their advice.</summary>
[Activity("PracticeReview.NotifyReviewers", Category = Category, DisplayName = "Notify reviewers",
    Description = "Thanks everyone who reviewed this round and says what was decided.")]
public sealed class NotifyReviewers(AppDbContext db, ReviewerMail mail) : PracticeActivity
{
    /// <summary>The text.</summary>
    [Input(DisplayName = "E-mail template", Description = "Template that tells the outcome.", DefaultValue = "review-outcome",
        Options = ["review-outcome"], UIHint = "dropdown")]
    public string Template { get; set; } = "review-outcome";

    /// <inheritdoc />
    public override async ValueTask ExecuteAsync(ActivityContext context)
    {
        var id = PracticeId(context);
        var decision = await db.Decisions.Where(d => d.PracticeId == id).OrderByDescending(d => d.Round).FirstOrDefaultAsync(context.Cancellation);
        if (decision is null)
        {
            return;
        }

        var reviewed = await db.Assignments
            .Where(a => a.PracticeId == id && a.Round == decision.Round && a.State == AssignmentState.Reviewed)
            .OrderBy(a => a.Id).ToListAsync(context.Cancellation);
        foreach (var assignment in reviewed)
        {
            await mail.QueueAsync(Template, assignment, $"{Template}:{assignment.Id}:{decision.Id}", context.Cancellation,
                new Dictionary<string, object?> { ["outcome"] = decision.Outcome.ToString() });
        }
    }
}
