using Microsoft.EntityFrameworkCore;
using PracticeReview.Audit;
using PracticeReview.Data;
using PracticeReview.Data.Flow;

namespace PracticeReview.Mail;

/// <summary>An editor writes to the submitter, by mail, with the text kept in the audit trail.</summary>
public sealed class WriteToSubmitter(AppDbContext db, EditorActs acts, SubmitterMail mail)
{
    /// <summary>Characters of a message.</summary>
    public const int LongestMessage = 4000;

    /// <summary>Sends the message once for each <paramref name="messageId"/>, however often the form arrives.</summary>
    /// <exception cref="InvalidOperationException">The message is empty or too long.</exception>
    public async Task ExecuteAsync(Guid practiceId, Guid messageId, string message, Actor actor, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(message) || message.Length > LongestMessage)
        {
            throw new InvalidOperationException($"Write a message of at most {LongestMessage} characters.");
        }

        var key = $"message:{messageId}";
        if (await db.Outbox.AnyAsync(m => m.Key == key, cancellation))
        {
            return;
        }

        await acts.RunAsync(practiceId, null, null, actor, async token =>
        {
            await mail.QueueAsync(
                "message-from-editor", practiceId, key, token,
                more: new Dictionary<string, object?> { ["message"] = message.Trim(), ["editor_name"] = actor.Name });
            return new EditorAct("submitter.written", "A message was sent to the submitter.", message.Trim());
        }, cancellation);
    }
}
