using Microsoft.EntityFrameworkCore;
using PracticeReview.Data;
using PracticeReview.Mail;
using PracticeReview.Practices;
using PracticeReview.Workflows.Activities;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Matching;

/// <summary>Invites everybody who was chosen and not yet asked, each with a due date of their own zone.</summary>
[Activity("PracticeReview.InviteReviewers", Category = Category, DisplayName = "Invite reviewers",
    Description = "Sends the invitation, with a personal link, to every reviewer of this round who was chosen and not yet asked.")]
public sealed class InviteReviewers(AppDbContext db, ReviewerMail mail) : PracticeActivity
{
    /// <summary>Time for the review.</summary>
    [Input(DisplayName = "Days to review", Description = "Days until the review is due; it ends with that day where the reviewer lives.", DefaultValue = 21, Order = 1, Minimum = 1, Maximum = 365)]
    public int DueInDays { get; set; }

    /// <summary>The text.</summary>
    [Input(DisplayName = "E-mail template", Description = "Name of the invitation's template.", DefaultValue = "review-invitation",
        Options = ["review-invitation"], UIHint = "dropdown", Order = 2)]
    public string Template { get; set; } = "review-invitation";

    /// <inheritdoc />
    public override async ValueTask ExecuteAsync(ActivityContext context)
    {
        var practice = await db.Practices.FirstAsync(p => p.Id == PracticeId(context), context.Cancellation);
        var proposed = await db.Assignments
            .Where(a => a.PracticeId == practice.Id && a.Round == practice.Round && a.State == AssignmentState.Proposed)
            .OrderBy(a => a.Id).ToListAsync(context.Cancellation);
        foreach (var assignment in proposed)
        {
            var reviewer = await db.Reviewers.FirstAsync(r => r.Id == assignment.ReviewerId, context.Cancellation);
            assignment.Invite(DueDates.EndOfDay(context.Now, DueInDays, reviewer.TimeZone), context.Now);
            await mail.QueueAsync(Template, assignment, $"invitation:{assignment.Id}", context.Cancellation);
        }

        if (proposed.Count > 0)
        {
            practice.BeginReview(proposed.Max(a => a.DueAt), context.Now);
        }

        await db.SaveChangesAsync(context.Cancellation);
    }
}
