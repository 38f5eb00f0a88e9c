using Microsoft.AspNetCore.Mvc;
using PracticeReview.Mail;

namespace PracticeReview.Web.Pages.Admin.Submissions;

/// <summary>Writes to the submitter.</summary>
public sealed class WriteModel(CaseReader cases, WriteToSubmitter write, TimeProvider time) : ActionPage(cases, time)
{
    /// <summary>The text.</summary>
    [BindProperty]
    public string? Message { get; set; }

    /// <summary>Identity of the message, so that sending twice sends once.</summary>
    [BindProperty]
    public Guid MessageId { get; set; } = Guid.NewGuid();

    /// <inheritdoc />
    protected override string? Obstacle() => null;

    /// <inheritdoc />
    protected override void Check()
    {
        if (string.IsNullOrWhiteSpace(Message))
        {
            ModelState.AddModelError(nameof(Message), "Write a message.");
        }
        else if (Message.Length > WriteToSubmitter.LongestMessage)
        {
            ModelState.AddModelError(nameof(Message), $"Shorten this to {WriteToSubmitter.LongestMessage} characters; it has {Message.Length}.");
        }
    }

    /// <inheritdoc />
    protected override async Task<string> ActAsync(CancellationToken cancellation)
    {
        await write.ExecuteAsync(Id, MessageId, Message!, Actor, cancellation);
        return $"Your message is on its way to {Case.Submitter.DisplayName}.";
    }
}
