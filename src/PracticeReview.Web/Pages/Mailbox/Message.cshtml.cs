using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using MimeKit;
using PracticeReview.Data;
using PracticeReview.Mail;

namespace PracticeReview.Web.Pages.Mailbox;

/// <summary>One mail, as its reader's mail program would show it.</summary>
public sealed partial class MessageModel(AppDbContext db, MailOptions options, IHostEnvironment environment) : MailboxPage(options, environment)
{
    /// <summary>
    /// The HTML of a mail runs no script, fetches nothing and sees nothing of this site, whatever it holds; its links
    /// open in a tab of their own.
    /// </summary>
    public const string BodyPolicy =
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox";

    /// <summary>Which mail.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>"html", "text" or "attachments".</summary>
    [BindProperty(SupportsGet = true)]
    public string View { get; set; } = "html";

    /// <summary>The mail.</summary>
    public MimeMessage Mail { get; private set; } = new();

    /// <summary>When it arrived (UTC).</summary>
    public DateTimeOffset ReceivedAt { get; private set; }

    /// <summary>Its files.</summary>
    public IReadOnlyList<MimePart> Files => [.. Mail.Attachments.OfType<MimePart>()];

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) => await FindAsync(cancellation) ? Page() : NotFound();

    /// <summary>Its HTML, for the frame.</summary>
    public async Task<IActionResult> OnGetBodyAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation))
        {
            return NotFound();
        }

        Response.Headers[HeaderNames.ContentSecurityPolicy] = BodyPolicy;
        return Content((Mail.HtmlBody ?? "").Replace("<a ", "<a target=\"_blank\" rel=\"noopener noreferrer\" ", StringComparison.Ordinal), "text/html; charset=utf-8");
    }

    /// <summary>One of its files, to be saved.</summary>
    public async Task<IActionResult> OnGetFileAsync(int number, CancellationToken cancellation) =>
        await FindAsync(cancellation) && Files.ElementAtOrDefault(number) is { } file
            ? File(Bytes(file), "application/octet-stream", file.FileName ?? "attachment")
            : NotFound();

    /// <summary>The whole of a file, as text.</summary>
    public static string Text(MimePart file) => System.Text.Encoding.UTF8.GetString(Bytes(file));

    /// <summary>The plain text in pieces; those that are addresses are links.</summary>
    public IEnumerable<(string Piece, bool IsLink)> Pieces()
    {
        var (text, at) = (Mail.TextBody ?? "", 0);
        foreach (Match link in Links().Matches(text))
        {
            yield return (text[at..link.Index], false);
            yield return (link.Value, true);
            at = link.Index + link.Length;
        }

        yield return (text[at..], false);
    }

    private async Task<bool> FindAsync(CancellationToken cancellation)
    {
        if (await db.Mailbox.SingleOrDefaultAsync(mail => mail.Id == Id, cancellation) is not { } found)
        {
            return false;
        }

        Mail = await MimeMessage.LoadAsync(new MemoryStream(found.Mime), cancellation);
        ReceivedAt = found.ReceivedAt;
        return true;
    }

    private static byte[] Bytes(MimePart file)
    {
        using var bytes = new MemoryStream();
        file.Content?.DecodeTo(bytes);
        return bytes.ToArray();
    }

    [GeneratedRegex(@"https?://[^\s<>()]+")]
    private static partial Regex Links();
}
