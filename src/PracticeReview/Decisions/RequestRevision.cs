using Microsoft.EntityFrameworkCore;
using PracticeReview.Accounts;
using PracticeReview.Data;
using PracticeReview.Mail;
using PracticeReview.Matching;
using PracticeReview.Practices;
using PracticeReview.Workflows.Activities;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Decisions;

/// <summary>Asks the submitter for a revision and waits for it.</summary>
[Activity("PracticeReview.RequestRevision", Category = Category, DisplayName = "Request a revision",
    Description = "Opens the practice for editing, tells the submitter what is asked, reminds once, and waits for the new round.",
    Outcomes = ["Resubmitted", "Expired"])]
public sealed class RequestRevision(AppDbContext db, RoundReviews reviews, SubmitterMail mail) : PracticeActivity
{
    private const string RemindAt = "PracticeReview.RequestRevision.Remind";
    private const string ExpireAt = "PracticeReview.RequestRevision.Expire";

    /// <summary>The text.</summary>
    [Input(Category = "What is asked", DisplayName = "E-mail template", Description = "Template that says what is asked.", DefaultValue = "revision-requested",
        Options = ["revision-requested", "revision-incomplete"], UIHint = "dropdown", Order = 1)]
    public string Template { get; set; } = "revision-requested";

    /// <summary>Time for the revision.</summary>
    [Input(Category = "Time", DisplayName = "Days to revise", Description = "Days until the request expires.", DefaultValue = 60, Order = 3, Minimum = 1, Maximum = 730)]
    public int DueInDays { get; set; }

    /// <summary>When the submitter is reminded.</summary>
    [Input(Category = "Time", DisplayName = "Remind before (days)", Description = "Days before the end on which the submitter is reminded; 0 for never.", DefaultValue = 14, Order = 4, Minimum = 0, Maximum = 730)]
    public int RemindBefore { get; set; }

    /// <summary>What the screening found.</summary>
    [Input(Category = "What is asked", Description = "What is missing, as \"Check completeness\" gives it.", Order = 2)]
    public IReadOnlyList<string> Missing { get; set; } = [];

    /// <inheritdoc />
    public override async ValueTask ExecuteAsync(ActivityContext context)
    {
        var practice = await db.Practices.FirstAsync(p => p.Id == PracticeId(context), context.Cancellation);
        var zone = await db.Users.Where(u => u.Id == practice.SubmitterId).Select(u => u.TimeZone).FirstAsync(context.Cancellation);
        var due = DueDates.EndOfDay(context.Now, DueInDays, zone);
        practice.RequestRevision(due, context.Now);

        var decision = await db.Decisions.FirstOrDefaultAsync(d => d.PracticeId == practice.Id && d.Round == practice.Round, context.Cancellation);
        await mail.QueueAsync(Template, practice.Id, $"{Template}:{context.ActivityInstanceId}", context.Cancellation, due, new Dictionary<string, object?>
        {
            ["missing"] = Missing,
            ["feedback"] = await reviews.FeedbackAsync(practice, context.Cancellation),
            ["editor_feedback"] = decision?.Feedback,
        });

        context.Wait(SubmitPractice.Resubmitted(practice.Id));
        context.WaitUntil(due, ExpireAt);
        if (RemindBefore > 0 && due.AddDays(-RemindBefore) > context.Now)
        {
            context.WaitUntil(due.AddDays(-RemindBefore), RemindAt);
        }

        await db.SaveChangesAsync(context.Cancellation);
    }

    /// <inheritdoc />
    public override async ValueTask ResumeAsync(ActivityContext context, Resumption resumption)
    {
        switch (resumption.Bookmark.Name)
        {
            case RemindAt:
                var due = await db.Practices.Where(p => p.Id == PracticeId(context)).Select(p => p.StageDue).FirstAsync(context.Cancellation);
                await mail.QueueAsync("revision-reminder", PracticeId(context), $"revision-reminder:{context.ActivityInstanceId}", context.Cancellation, due);
                await db.SaveChangesAsync(context.Cancellation);
                break;
            case ExpireAt:
                context.Complete("Expired");
                break;
            default:
                context.Complete("Resubmitted");
                break;
        }
    }
}
