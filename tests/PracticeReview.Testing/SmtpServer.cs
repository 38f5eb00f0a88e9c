using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using MimeKit;

namespace PracticeReview.Testing;

/// <summary>
/// A real SMTP server on loopback (npm smtp-server) that keeps what it gets: <c>await using var server = await SmtpServer.StartAsync();</c>.
/// It refuses "unknown@…" for good and "busy@…" for now, and drops the connection on "drop@…".
/// </summary>
public sealed class SmtpServer : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task _reading;
    private readonly TaskCompletionSource<int> _port = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<ReceivedMail> _mails = new();

    private SmtpServer(Process process)
    {
        _process = process;
        _reading = ReadAsync();
    }

    /// <summary>Where it listens, on 127.0.0.1.</summary>
    public int Port { get; private set; }

    /// <summary>What it took, in order. A mail is here before its sender has the answer.</summary>
    public IReadOnlyList<ReceivedMail> Mails => [.. _mails];

    /// <summary>Starts one.</summary>
    /// <param name="tls">Null for none, "start" to offer STARTTLS, "connect" for TLS from the first byte; the certificate is self-signed.</param>
    /// <param name="user">User that has to sign in; null lets everybody send.</param>
    /// <param name="password">The user's password.</param>
    /// <param name="refuseSender">Refuses every sender.</param>
    /// <param name="port">Port to listen on; 0 for a free one.</param>
    public static async Task<SmtpServer> StartAsync(string? tls = null, string? user = null, string? password = null, bool refuseSender = false, int port = 0)
    {
        var folder = typeof(SmtpServer).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "SmtpFolder").Value!;
        var start = new ProcessStartInfo("node")
        {
            WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false,
        };
        start.ArgumentList.Add(Path.Combine(folder, "server.js"));
        start.ArgumentList.Add(JsonSerializer.Serialize(new { tls, user, password, refuseSender, port }));
        var server = new SmtpServer(Process.Start(start)!);
        server.Port = await server._port.Task.WaitAsync(TimeSpan.FromSeconds(30));
        return server;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        await _reading;
        _process.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            var said = JsonDocument.Parse(line).RootElement;
            if (said.TryGetProperty("port", out var port))
            {
                _port.TrySetResult(port.GetInt32());
                continue;
            }

            var raw = said.GetProperty("raw").GetBytesFromBase64();
            _mails.Enqueue(new ReceivedMail(
                said.GetProperty("to")[0].GetString()!, said.GetProperty("session").GetString()!, said.GetProperty("secure").GetBoolean(),
                said.GetProperty("user").GetString(), MimeMessage.Load(new MemoryStream(raw))));
            await _process.StandardInput.WriteLineAsync();
            await _process.StandardInput.FlushAsync();
        }

        _port.TrySetException(new InvalidOperationException("The SMTP server ended before it listened."));
    }
}

/// <summary>A mail that the server took.</summary>
/// <param name="To">Recipient of the envelope.</param>
/// <param name="Session">Connection it came over.</param>
/// <param name="Secure">Whether that was encrypted.</param>
/// <param name="User">Who had signed in.</param>
/// <param name="Mail">The mail.</param>
public sealed record ReceivedMail(string To, string Session, bool Secure, string? User, MimeMessage Mail);
