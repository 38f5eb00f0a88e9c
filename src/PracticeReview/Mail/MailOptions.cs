using MailKit.Security;
using Microsoft.Extensions.Configuration;

namespace PracticeReview.Mail;

/// <summary>The mail server, in the section "Mail". Without a host, Development keeps mails in the built-in mailbox.</summary>
public sealed class MailOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Mail";

    /// <summary>Name of the SMTP server; empty for none.</summary>
    public string Host { get; set; } = "";

    /// <summary>Its port: 587 for StartTls, 465 for SslOnConnect.</summary>
    public int Port { get; set; } = 587;

    /// <summary>StartTls, SslOnConnect, or None (for a server on this machine).</summary>
    public string Security { get; set; } = "StartTls";

    /// <summary>User name; empty when the server asks for none.</summary>
    public string User { get; set; } = "";

    /// <summary>Password of the user.</summary>
    public string Password { get; set; } = "";

    /// <summary>Address that mails come from.</summary>
    public string From { get; set; } = "editors@practices.example";

    /// <summary>Seconds to wait for the server, to connect and for each mail.</summary>
    public int TimeoutSeconds { get; set; } = 30;

    /// <summary>Mails sent over one connection.</summary>
    public int BatchSize { get; set; } = 50;

    /// <summary>Attempts after which a mail is parked.</summary>
    public int MaximumAttempts { get; set; } = 12;

    /// <summary>How the connection is protected.</summary>
    public SecureSocketOptions SocketOptions => Security switch
    {
        "SslOnConnect" => SecureSocketOptions.SslOnConnect,
        "None" => SecureSocketOptions.None,
        _ => SecureSocketOptions.StartTls,
    };

    /// <summary>The settings of a configuration, checked.</summary>
    /// <exception cref="FormatException">A value is not usable; the message says what to write.</exception>
    public static MailOptions Read(IConfiguration configuration)
    {
        MailOptions options;
        try
        {
            options = configuration.GetSection(Section).Get<MailOptions>() ?? new MailOptions();
        }
        catch (InvalidOperationException e)
        {
            throw new FormatException($"The section {Section} can't be read: {e.Message} Write whole numbers for Port, TimeoutSeconds, BatchSize and MaximumAttempts.", e);
        }

        return options.Problem() is { } problem ? throw new FormatException(problem) : options;
    }

    private string? Problem() => this switch
    {
        { Port: < 1 or > 65535 } => $"{Section}__Port is {Port}. Write a port between 1 and 65535, such as 587.",
        { Security: not ("StartTls" or "SslOnConnect" or "None") } => $"{Section}__Security is \"{Security}\". Write StartTls, SslOnConnect or None.",
        { TimeoutSeconds: < 1 or > 240 } => $"{Section}__TimeoutSeconds is {TimeoutSeconds}. Write seconds between 1 and 240.",
        { BatchSize: < 1 or > 1000 } => $"{Section}__BatchSize is {BatchSize}. Write a number between 1 and 1000.",
        { MaximumAttempts: < 1 or > 100 } => $"{Section}__MaximumAttempts is {MaximumAttempts}. Write a number between 1 and 100.",
        _ when !MimeKit.MailboxAddress.TryParse(From, out _) => $"{Section}__From is \"{From}\". Write an e-mail address, such as editors@practices.example.org.",
        _ => null,
    };
}
