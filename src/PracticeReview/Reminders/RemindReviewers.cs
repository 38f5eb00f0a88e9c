using Microsoft.EntityFrameworkCore;
using PracticeReview.Data;
using PracticeReview.Matching;
using PracticeReview.Practices;
using PracticeReview.Reviews;
using PracticeReview.Workflows.Activities;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Reminders;

/// <summary>Sends the reminders that "Collect reviews" found due and entered in the ledger.</summary>
[Activity("PracticeReview.RemindReviewers", Category = Category, DisplayName = "Remind reviewers",
    Description = "Sends the reminders that \"Collect reviews\" found due, each with a working link. Lead it back to \"Collect reviews\".")]
public sealed class RemindReviewers(AppDbContext db, ReviewerMail mail) : PracticeActivity
{
    /// <summary>What to send.</summary>
    [Input(Description = "The reminders, as \"Collect reviews\" gives them.", IsRequired = true, Order = 1)]
    public IReadOnlyList<DueReminder> Reminders { get; set; } = [];

    /// <summary>The text for an invitation that was not answered.</summary>
    [Input(DisplayName = "Template for invitations", Description = "Template for an invitation that was not answered.", DefaultValue = "invitation-reminder",
        Options = ["invitation-reminder"], UIHint = "dropdown", Order = 2)]
    public string InvitationTemplate { get; set; } = "invitation-reminder";

    /// <summary>The text for a review that is awaited.</summary>
    [Input(DisplayName = "Template for reviews", Description = "Template for a review that is awaited.", DefaultValue = "review-reminder",
        Options = ["review-reminder"], UIHint = "dropdown", Order = 3)]
    public string ReviewTemplate { get; set; } = "review-reminder";

    /// <inheritdoc />
    public override async ValueTask ExecuteAsync(ActivityContext context)
    {
        foreach (var reminder in Reminders)
        {
            var assignment = await db.Assignments.FirstAsync(a => a.Id == reminder.AssignmentId, context.Cancellation);
            if (assignment.IsOpen)
            {
                var template = assignment.State == AssignmentState.Invited ? InvitationTemplate : ReviewTemplate;
                var key = $"reminder:{assignment.Id}:{string.Join(",", reminder.Rules)}:{reminder.DueVersion}";
                await mail.QueueAsync(template, assignment, key, context.Cancellation);
            }
        }
    }
}
