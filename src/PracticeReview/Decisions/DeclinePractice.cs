using Microsoft.EntityFrameworkCore;
using PracticeReview.Data;
using PracticeReview.Mail;
using PracticeReview.Practices;
using PracticeReview.Workflows.Activities;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Decisions;

/// <summary>Closes a submission that is not accepted and sends the feedback.</summary>
[Activity("PracticeReview.DeclinePractice", Category = Category, DisplayName = "Decline",
    Description = "Closes the submission and tells the submitter, with the reviewers' feedback.")]
public sealed class DeclinePractice(AppDbContext db, RoundReviews reviews, SubmitterMail mail) : PracticeActivity
{
    /// <summary>The text.</summary>
    [Input(DisplayName = "E-mail template", Description = "Template that tells the submitter.", DefaultValue = "decision-declined",
        Options = ["decision-declined", "revision-expired"], UIHint = "dropdown")]
    public string Template { get; set; } = "decision-declined";

    /// <inheritdoc />
    public override async ValueTask ExecuteAsync(ActivityContext context)
    {
        var practice = await db.Practices.FirstAsync(p => p.Id == PracticeId(context), context.Cancellation);
        practice.Decline(context.Now);
        var decision = await db.Decisions.FirstOrDefaultAsync(d => d.PracticeId == practice.Id && d.Round == practice.Round, context.Cancellation);
        await mail.QueueAsync(Template, practice.Id, $"{Template}:{practice.Id}", context.Cancellation, more: new Dictionary<string, object?>
        {
            ["feedback"] = await reviews.FeedbackAsync(practice, context.Cancellation),
            ["editor_feedback"] = decision?.Feedback,
        });
        await db.SaveChangesAsync(context.Cancellation);
    }
}
