using System.Text;
using System.Text.Json.Nodes;
using PracticeReview.Workflows.Definitions;
using PracticeReview.Workflows.Execution;
using PracticeReview.Workflows.Hosting;

namespace PracticeReview.Workflows.Activities;

/// <summary>Sends an e-mail through the host.</summary>
[Activity("Elsa.SendEmail", Category = "Email", DisplayName = "Send email", Description = "Send an email message.")]
[Port("Error")]
public sealed class SendEmail : Activity
{
    private static readonly char[] Separators = [',', ';'];

    /// <summary>Sender; the host's own when not given.</summary>
    [Input(Description = "The sender's email address.", Order = 1)]
    public string? From { get; set; }

    /// <summary>Recipients.</summary>
    [Input(Description = "The recipients email addresses.", UIHint = "multi-text", IsRequired = true, Order = 2)]
    public IReadOnlyList<string>? To { get; set; }

    /// <summary>Recipients of a copy.</summary>
    [Input(Description = "The CC recipient email addresses.", UIHint = "multi-text", Order = 3)]
    public IReadOnlyList<string>? Cc { get; set; }

    /// <summary>Recipients of a hidden copy.</summary>
    [Input(Description = "The BCC recipient email addresses.", UIHint = "multi-text", Order = 4)]
    public IReadOnlyList<string>? Bcc { get; set; }

    /// <summary>Subject.</summary>
    [Input(Description = "The subject of the email message.", Order = 5)]
    public string? Subject { get; set; }

    /// <summary>Text, as HTML.</summary>
    [Input(Description = "The body of the email message.", UIHint = "multiline", Order = 6)]
    public string? Body { get; set; }

    /// <summary>Files: an object or several, with fileName, contentType, and content in base 64 or as text.</summary>
    [Input(Description = "The attachments to send with the email message.", Order = 7)]
    public JsonNode? Attachments { get; set; }

    /// <inheritdoc/>
    public override async ValueTask ExecuteAsync(ActivityContext context)
    {
        try
        {
            await SendAsync(context);
        }
        catch (ActivityFaultException) when (context.Node.Child("error") is { } error)
        {
            context.Schedule(error);
        }
    }

    private async ValueTask SendAsync(ActivityContext context)
    {
        var send = context.EmailSender ?? throw new ActivityFaultException("No e-mail can be sent here: the host has registered no EmailSender.");
        var to = Addresses(To);
        if (to.Count == 0)
        {
            throw new ActivityFaultException(nameof(To), "The e-mail has no recipient.");
        }

        await send(
            new OutgoingEmail(context.ActivityInstanceId, context.InstanceId, From, to, Addresses(Cc), Addresses(Bcc), Subject ?? "", Body ?? "", [.. Files()]),
            context.Cancellation);
    }

    private static List<string> Addresses(IReadOnlyList<string>? given) =>
        [.. (given ?? []).SelectMany(a => (a ?? "").Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];

    private IEnumerable<EmailAttachment> Files()
    {
        foreach (var one in Attachments as JsonArray ?? (Attachments is null ? [] : new JsonArray(Attachments.DeepClone())))
        {
            if (one is not JsonObject file || (file.Text("fileName") ?? file.Text("name")) is not { Length: > 0 } name || file.Text("content") is not { } content)
            {
                throw new ActivityFaultException(nameof(Attachments), "An attachment is an object with fileName and content; addresses and paths are not fetched.");
            }

            var buffer = new byte[content.Length];
            yield return new EmailAttachment(
                name, file.Text("contentType") ?? "application/octet-stream",
                Convert.TryFromBase64String(content, buffer, out var length) ? buffer[..length] : Encoding.UTF8.GetBytes(content));
        }
    }
}
