using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using MimeKit;
using PracticeReview.Mail;
using PracticeReview.Matching;
using PracticeReview.Testing;

namespace PracticeReview.Tests.Mail;

public sealed class OutboxDispatcherTests : IAsyncLifetime
{
    private Outbox _outbox = null!;

    public async ValueTask InitializeAsync() => _outbox = await Outbox.CreateAsync();

    public ValueTask DisposeAsync() => _outbox.DisposeAsync();

    [Fact]
    public async Task An_invitation_leaves_with_both_bodies_a_calendar_entry_and_a_link_that_opens()
    {
        await using var server = await SmtpServer.StartAsync();
        var assignment = await _outbox.InviteAsync();

        await _outbox.RunAsync(Outbox.Options(server));

        var sent = Assert.Single(await _outbox.MessagesAsync());
        Assert.Equal((MailState.Sent, 1, TestDatabase.Start), (sent.State, sent.Attempts, sent.SentAt));
        var mail = Assert.Single(server.Mails).Mail;
        Assert.Equal("Would you review “Skills passports”?", mail.Subject);
        Assert.Equal($"{sent.Id:N}@practices.example", mail.MessageId);
        Assert.Equal("auto-generated", mail.Headers[HeaderId.AutoSubmitted]);
        Assert.Equal(TestDatabase.Start, mail.Date);
        Assert.Equal("Ana Ruiz", Assert.Single(mail.To.Mailboxes).Name);
        Assert.Equal("Repository of Practices", Assert.Single(mail.From.Mailboxes).Name);
        Assert.Contains("Monday, 16 March 2026, 10:00 (Madrid time, UTC+01:00)", mail.TextBody);

        var token = Token(mail);
        var link = Assert.Single(await _outbox.LinksAsync());
        Assert.Equal((ReviewLink.Hash(token), assignment.Id, sent.Id), (link.TokenHash, link.AssignmentId, link.MailId));
        Assert.True(link.OpensAt(assignment.DueAt!.Value.AddDays(30)));
        Assert.Contains($"href=\"https://practices.example/r/{token}?answer=accept\"", mail.HtmlBody);
        Assert.Contains($"https://practices.example/r/{token}?answer=decline", mail.TextBody);

        var calendar = (MimePart)Assert.Single(mail.Attachments);
        Assert.Equal(("text/calendar", "PUBLISH"), (calendar.ContentType.MimeType, calendar.ContentType.Parameters["method"]));
        var entry = Encoding.UTF8.GetString(Decoded(calendar).ToArray());
        Assert.Contains("DTEND:20260316T090000Z", entry);
        Assert.Contains("Skills passports", entry);
        Assert.DoesNotContain("/r/", entry);
    }

    [Fact]
    public async Task No_token_rests_in_the_database_or_stands_in_the_log()
    {
        await using var server = await SmtpServer.StartAsync();
        await _outbox.InviteAsync();
        await _outbox.InviteAsync("busy@example.org");
        var log = new Lines();

        await _outbox.RunAsync(Outbox.Options(server), log: log);

        var token = Token(server.Mails[0].Mail);
        Assert.True(log.Count >= 2);
        Assert.DoesNotContain(token, string.Join('\n', log));
        Assert.DoesNotContain("@example.org", string.Join('\n', log));
        Assert.DoesNotContain(token, JsonSerializer.Serialize(await _outbox.MessagesAsync()));
        Assert.DoesNotContain(token, JsonSerializer.Serialize(await _outbox.LinksAsync()));
    }

    [Theory]
    [InlineData("start", "StartTls")]
    [InlineData("connect", "SslOnConnect")]
    public async Task It_encrypts_and_signs_in(string tls, string security)
    {
        await using var server = await SmtpServer.StartAsync(tls, "sender", "geheim");
        await _outbox.InviteAsync();
        var options = Outbox.Options(server);
        (options.Security, options.User, options.Password) = (security, "sender", "geheim");

        await _outbox.RunAsync(options);

        var received = Assert.Single(server.Mails);
        Assert.Equal((true, "sender"), (received.Secure, received.User));
    }

    [Theory]
    [InlineData("start", "geheim", false)]
    [InlineData("start", "wrong", true)]
    [InlineData(null, "geheim", true)]
    public async Task A_server_that_is_not_trusted_signed_in_to_or_encrypted_gets_nothing_and_mails_wait(string? tls, string password, bool trusting)
    {
        await using var server = await SmtpServer.StartAsync(tls, "sender", "geheim");
        await _outbox.InviteAsync();
        var options = Outbox.Options(server);
        (options.Security, options.User, options.Password) = ("StartTls", "sender", password);

        await _outbox.RunAsync(options, trusting);

        Assert.Empty(server.Mails);
        var message = Assert.Single(await _outbox.MessagesAsync());
        Assert.Equal((MailState.Queued, 0), (message.State, message.Attempts));
    }

    [Fact]
    public async Task A_refusal_for_now_is_tried_again_later_each_time_after_a_longer_pause_until_it_is_parked()
    {
        await using var server = await SmtpServer.StartAsync();
        await _outbox.InviteAsync("busy@example.org");
        await _outbox.InviteAsync();
        var options = Outbox.Options(server);
        options.MaximumAttempts = 3;

        await _outbox.RunAsync(options);
        var busy = await _outbox.MessageAsync("busy@example.org");
        Assert.Equal((MailState.Queued, 1, TestDatabase.Start.AddMinutes(1)), (busy.State, busy.Attempts, busy.NextAttemptAt));
        Assert.StartsWith("451", busy.LastError);
        Assert.Equal("ana@example.org", Assert.Single(server.Mails).To);

        await _outbox.RunAsync(options);
        Assert.Equal(1, (await _outbox.MessageAsync("busy@example.org")).Attempts);

        _outbox.Time.Advance(TimeSpan.FromMinutes(1));
        await _outbox.RunAsync(options);
        busy = await _outbox.MessageAsync("busy@example.org");
        Assert.Equal((2, TestDatabase.Start.AddMinutes(3)), (busy.Attempts, busy.NextAttemptAt));

        _outbox.Time.Advance(TimeSpan.FromMinutes(2));
        await _outbox.RunAsync(options);
        Assert.Equal(MailState.Parked, (await _outbox.MessageAsync("busy@example.org")).State);
    }

    [Fact]
    public async Task A_refusal_for_good_parks_this_mail_and_no_other()
    {
        await using var server = await SmtpServer.StartAsync();
        await _outbox.InviteAsync("unknown@example.org");
        await _outbox.InviteAsync("not an address");
        await _outbox.InviteAsync();

        await _outbox.RunAsync(Outbox.Options(server));

        var refused = await _outbox.MessageAsync("unknown@example.org");
        Assert.Equal(MailState.Parked, refused.State);
        Assert.Contains("No such person", refused.LastError);
        Assert.Equal(MailState.Parked, (await _outbox.MessageAsync("not an address")).State);
        Assert.Equal(MailState.Sent, (await _outbox.MessageAsync("ana@example.org")).State);
    }

    [Fact]
    public async Task Editors_are_told_of_a_parked_mail_without_the_whole_address()
    {
        await using var server = await SmtpServer.StartAsync();
        await _outbox.AddEditorAsync("editor@example.org");
        var assignment = await _outbox.InviteAsync("unknown@example.org");

        await _outbox.RunAsync(Outbox.Options(server));

        var note = Assert.Single(server.Mails);
        Assert.Equal("editor@example.org", note.To);
        Assert.Contains("u…@example.org", note.Mail.TextBody);
        Assert.DoesNotContain("unknown@", note.Mail.TextBody);
        Assert.Contains($"https://practices.example/admin/submissions/{assignment.PracticeId}", note.Mail.TextBody);
    }

    [Fact]
    public async Task A_refused_sender_is_our_setting_and_parks_nothing()
    {
        await using var server = await SmtpServer.StartAsync(refuseSender: true);
        await _outbox.InviteAsync();

        await _outbox.RunAsync(Outbox.Options(server));

        Assert.Equal(MailState.Queued, Assert.Single(await _outbox.MessagesAsync()).State);
    }

    [Fact]
    public async Task A_dropped_connection_is_opened_again_for_the_next_mail()
    {
        await using var server = await SmtpServer.StartAsync();
        await _outbox.InviteAsync("drop@example.org");
        _outbox.Time.Advance(TimeSpan.FromSeconds(1));
        await _outbox.InviteAsync();

        await _outbox.RunAsync(Outbox.Options(server));

        Assert.Equal(MailState.Queued, (await _outbox.MessageAsync("drop@example.org")).State);
        Assert.Equal(MailState.Sent, (await _outbox.MessageAsync("ana@example.org")).State);
        Assert.Equal("ana@example.org", Assert.Single(server.Mails).To);
    }

    [Fact]
    public async Task While_the_server_is_down_mails_wait_and_afterwards_they_leave()
    {
        await _outbox.InviteAsync();
        await _outbox.InviteAsync("ben@example.org");
        var options = new MailOptions { Host = "127.0.0.1", Port = 1, Security = "None", TimeoutSeconds = 5, From = "no-reply@practices.example" };
        for (var i = 0; i < 3; i++)
        {
            await _outbox.RunAsync(options);
        }

        Assert.All(await _outbox.MessagesAsync(), m => Assert.Equal((MailState.Queued, 0), (m.State, m.Attempts)));
        Assert.Empty(await _outbox.LinksAsync());

        await using var server = await SmtpServer.StartAsync();
        await _outbox.RunAsync(Outbox.Options(server));
        Assert.Equal(2, server.Mails.Count);
        Assert.Single(server.Mails.Select(m => m.Session).Distinct());
    }

    [Fact]
    public async Task Three_nodes_at_once_send_each_mail_once()
    {
        await using var server = await SmtpServer.StartAsync();
        for (var i = 0; i < 20; i++)
        {
            await _outbox.InviteAsync($"reviewer-{i}@example.org");
        }

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => _outbox.RunAsync(Outbox.Options(server)))));

        Assert.Equal(20, server.Mails.Count);
        Assert.Equal(20, server.Mails.Select(m => m.Mail.MessageId).Distinct().Count());
        Assert.All(await _outbox.MessagesAsync(), m => Assert.Equal((MailState.Sent, 1), (m.State, m.Attempts)));
    }

    [Fact]
    public async Task After_a_crash_between_sending_and_noting_it_the_mail_leaves_again_with_its_Message_ID_and_both_links_open()
    {
        await using var server = await SmtpServer.StartAsync();
        await _outbox.InviteAsync();

        await Assert.ThrowsAsync<ProcessDiedException>(() => _outbox.RunAsync(Outbox.Options(server), dies: true));
        Assert.Equal(MailState.Sending, Assert.Single(await _outbox.MessagesAsync()).State);

        await _outbox.RunAsync(Outbox.Options(server));
        Assert.Single(server.Mails);

        _outbox.Time.Advance(TimeSpan.FromMinutes(11));
        await _outbox.RunAsync(Outbox.Options(server));

        Assert.Equal(2, server.Mails.Count);
        Assert.Equal(server.Mails[0].Mail.MessageId, server.Mails[1].Mail.MessageId);
        Assert.Equal(MailState.Sent, Assert.Single(await _outbox.MessagesAsync()).State);
        var links = await _outbox.LinksAsync();
        Assert.Equal(
            server.Mails.Select(m => ReviewLink.Hash(Token(m.Mail))).Order(),
            links.Where(l => l.OpensAt(_outbox.Time.GetUtcNow())).Select(l => l.TokenHash).Order());
    }

    [Fact]
    public async Task No_reminder_leaves_after_the_review_is_in_and_none_that_was_cancelled()
    {
        await using var server = await SmtpServer.StartAsync();
        var assignment = await _outbox.InviteAsync(template: "review-reminder");
        await _outbox.InviteAsync("kept@example.org", "review-reminder");
        await _outbox.InviteAsync("cancelled@example.org", "review-reminder");
        await using (var db = _outbox.NewContext())
        {
            var reviewed = await db.Assignments.SingleAsync(a => a.Id == assignment.Id);
            reviewed.Accept(_outbox.Time.GetUtcNow());
            reviewed.Complete(_outbox.Time.GetUtcNow());
            (await db.Outbox.SingleAsync(m => m.ToAddress == "cancelled@example.org")).State = MailState.Cancelled;
            await db.SaveChangesAsync();
        }

        await _outbox.RunAsync(Outbox.Options(server));

        Assert.Equal("kept@example.org", Assert.Single(server.Mails).To);
        Assert.Equal(MailState.Cancelled, (await _outbox.MessageAsync("ana@example.org")).State);
        Assert.Equal(MailState.Cancelled, (await _outbox.MessageAsync("cancelled@example.org")).State);
    }

    private static string Token(MimeMessage mail) => Regex.Match(mail.TextBody!, @"/r/([\w-]{43})").Groups[1].Value;

    private static MemoryStream Decoded(MimePart part)
    {
        var bytes = new MemoryStream();
        part.Content!.DecodeTo(bytes);
        return bytes;
    }

    private sealed class Lines : List<string>, ILogger<OutboxDispatcher>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Add($"{formatter(state, exception)} {exception}");
    }
}
