using PracticeReview.Practices;
using PracticeReview.Workflows.Activities;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Mail;

/// <summary>Tells the submitter where the practice stands.</summary>
[Activity("PracticeReview.NotifySubmitter", Category = Category, DisplayName = "Notify submitter",
    Description = "Sends the submitter a mail from a template, in their language.")]
public sealed class NotifySubmitter(SubmitterMail mail) : PracticeActivity
{
    /// <summary>The text.</summary>
    [Input(DisplayName = "E-mail template", Description = "Name of the template.", IsRequired = true,
        Options = ["submission-received", "review-started", "submission-withdrawn", "revision-expired"], UIHint = "dropdown")]
    public string Template { get; set; } = "";

    /// <inheritdoc />
    public override async ValueTask ExecuteAsync(ActivityContext context) =>
        await mail.QueueAsync(Template, PracticeId(context), $"{Template}:{context.ActivityInstanceId}", context.Cancellation);
}
