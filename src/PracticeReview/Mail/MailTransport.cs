using MailKit.Net.Smtp;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using PracticeReview.Data;

namespace PracticeReview.Mail;

/// <summary>Where finished mails go: a mail server, or the built-in mailbox. One connection serves a batch.</summary>
public abstract class MailTransport : IAsyncDisposable
{
    /// <summary>Hands a mail over; returns when the other side has taken responsibility for it.</summary>
    /// <exception cref="SmtpCommandException">The server refused it.</exception>
    public abstract Task SendAsync(OutboxMessage source, MimeMessage mail, CancellationToken cancellation);

    /// <inheritdoc />
    public abstract ValueTask DisposeAsync();
}

/// <summary>Sends with MailKit.</summary>
public sealed class SmtpTransport(MailOptions options) : MailTransport
{
    private readonly SmtpClient _client = new() { Timeout = options.TimeoutSeconds * 1000 };

    /// <inheritdoc />
    public override async Task SendAsync(OutboxMessage source, MimeMessage mail, CancellationToken cancellation)
    {
        if (!_client.IsConnected)
        {
            await _client.ConnectAsync(options.Host, options.Port, options.SocketOptions, cancellation);
            if (options.User.Length > 0)
            {
                await _client.AuthenticateAsync(options.User, options.Password, cancellation);
            }
        }

        await _client.SendAsync(mail, cancellation);
    }

    /// <inheritdoc />
    public override async ValueTask DisposeAsync()
    {
        if (_client.IsConnected)
        {
            try
            {
                await _client.DisconnectAsync(quit: true);
            }
            catch (Exception e) when (e is IOException or MailKit.ProtocolException or MailKit.CommandException)
            {
                // The server is gone; each mail's fate is already known.
            }
        }

        _client.Dispose();
    }
}

/// <summary>Keeps mails for the mailbox page.</summary>
public sealed class MailboxTransport(AppDbContext db, TimeProvider time) : MailTransport
{
    /// <inheritdoc />
    public override async Task SendAsync(OutboxMessage source, MimeMessage mail, CancellationToken cancellation)
    {
        if (await db.Mailbox.AnyAsync(m => m.Id == source.Id, cancellation))
        {
            return;
        }

        using var bytes = new MemoryStream();
        await mail.WriteToAsync(bytes, cancellation);
        db.Mailbox.Add(new MailboxMessage
        {
            Id = source.Id,
            ToAddress = source.ToAddress,
            Subject = source.Subject,
            Mime = bytes.ToArray(),
            ReceivedAt = time.GetUtcNow(),
        });
        await db.SaveChangesAsync(cancellation);
    }

    /// <inheritdoc />
    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
