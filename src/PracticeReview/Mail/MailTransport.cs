using System.Net.Security;
using MailKit.Net.Smtp;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using PracticeReview.Data;

namespace PracticeReview.Mail;

/// <summary>Where finished mails go: a mail server, or the built-in mailbox. One connection serves a batch.</summary>
public abstract class MailTransport : IAsyncDisposable
{
    /// <summary>Makes sure that a mail can be handed over now.</summary>
    /// <param name="fresh">Begin anew: some servers limit the mails of one connection.</param>
    /// <param name="cancellation">Stops the attempt.</param>
    /// <exception cref="Exception">The other side can't be used now, for whatever reason the network or the server has.</exception>
    public abstract Task ConnectAsync(bool fresh, CancellationToken cancellation);

    /// <summary>Hands a mail over; returns when the other side has taken responsibility for it.</summary>
    /// <exception cref="SmtpCommandException">The server refused it.</exception>
    public abstract Task SendAsync(OutboxMessage source, MimeMessage mail, CancellationToken cancellation);

    /// <inheritdoc />
    public abstract ValueTask DisposeAsync();
}

/// <summary>Sends with MailKit.</summary>
/// <param name="options">The mail server.</param>
/// <param name="trust">Judges the server's certificate; null for the judgement of the operating system.</param>
public sealed class SmtpTransport(MailOptions options, RemoteCertificateValidationCallback? trust = null) : MailTransport
{
    private readonly SmtpClient _client = new() { Timeout = options.TimeoutSeconds * 1000, ServerCertificateValidationCallback = trust };

    /// <inheritdoc />
    public override async Task ConnectAsync(bool fresh, CancellationToken cancellation)
    {
        using var limit = Limit(cancellation);
        if (fresh && _client.IsConnected)
        {
            await DisconnectAsync();
        }

        if (_client.IsConnected)
        {
            return;
        }

        await _client.ConnectAsync(options.Host, options.Port, options.SocketOptions, limit.Token);
        if (options.User.Length > 0)
        {
            try
            {
                await _client.AuthenticateAsync(options.User, options.Password, limit.Token);
            }
            catch
            {
                // A connection that isn't signed in must not count as ready.
                await DisconnectAsync();
                throw;
            }
        }
    }

    /// <inheritdoc />
    public override async Task SendAsync(OutboxMessage source, MimeMessage mail, CancellationToken cancellation)
    {
        using var limit = Limit(cancellation);
        await _client.SendAsync(mail, limit.Token);
    }

    /// <inheritdoc />
    public override async ValueTask DisposeAsync()
    {
        await DisconnectAsync();
        _client.Dispose();
    }

    private async Task DisconnectAsync()
    {
        try
        {
            using var limit = Limit(CancellationToken.None);
            await _client.DisconnectAsync(quit: true, limit.Token);
        }
        catch (Exception e) when (e is IOException or MailKit.ProtocolException or MailKit.CommandException or OperationCanceledException)
        {
            // The server is gone; each mail's fate is already known.
        }
    }

    private CancellationTokenSource Limit(CancellationToken cancellation)
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(options.TimeoutSeconds));
        return limit;
    }
}

/// <summary>Stands where no mail server is set outside Development: mails wait in the outbox.</summary>
public sealed class NoTransport : MailTransport
{
    /// <inheritdoc />
    public override Task ConnectAsync(bool fresh, CancellationToken cancellation) =>
        throw new InvalidOperationException($"None is set. Write the name of an SMTP server in {MailOptions.Section}__Host.");

    /// <inheritdoc />
    public override Task SendAsync(OutboxMessage source, MimeMessage mail, CancellationToken cancellation) => ConnectAsync(false, cancellation);

    /// <inheritdoc />
    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

/// <summary>Keeps mails for the mailbox page.</summary>
public sealed class MailboxTransport(AppDbContext db, TimeProvider time) : MailTransport
{
    /// <inheritdoc />
    public override Task ConnectAsync(bool fresh, CancellationToken cancellation) => Task.CompletedTask;

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
