using Microsoft.EntityFrameworkCore;
using PracticeReview.Data;
using PracticeReview.Mail;
using PracticeReview.Matching;
using PracticeReview.Practices;
using PracticeReview.Workflows.Activities;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Decisions;

/// <summary>Closes a submission that its submitter took back, and lets its reviewers go.</summary>
[Activity("PracticeReview.WithdrawSubmission", Category = Category, DisplayName = "Close as withdrawn",
    Description = "Closes the submission as withdrawn, tells the reviewers who are at work that they are no longer needed, and confirms to the submitter.")]
public sealed class WithdrawSubmission(AppDbContext db, ReviewerMail reviewers, SubmitterMail submitter) : PracticeActivity
{
    /// <inheritdoc />
    public override async ValueTask ExecuteAsync(ActivityContext context)
    {
        var practice = await db.Practices.FirstAsync(p => p.Id == PracticeId(context), context.Cancellation);
        practice.Withdraw(context.Now);
        var all = await db.Assignments.Where(a => a.PracticeId == practice.Id && a.EndedAt == null).OrderBy(a => a.Id).ToListAsync(context.Cancellation);
        foreach (var assignment in all.Where(a => a.IsOpen))
        {
            var wasAsked = assignment.State != AssignmentState.Proposed;
            assignment.Close("The submitter took the practice back.", context.Now);
            if (wasAsked)
            {
                await reviewers.QueueAsync("assignment-ended", assignment, $"ended:{assignment.Id}", context.Cancellation,
                    new Dictionary<string, object?> { ["reason_key"] = "withdrawn" });
            }
        }

        await submitter.QueueAsync("submission-withdrawn", practice.Id, $"withdrawn:{practice.Id}", context.Cancellation);
        await db.SaveChangesAsync(context.Cancellation);
    }
}
