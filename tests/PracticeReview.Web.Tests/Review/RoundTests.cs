using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MimeKit;
using PracticeReview.Data.Flow;
using PracticeReview.Mail;
using PracticeReview.Matching;
using PracticeReview.Practices;
using PracticeReview.Reviewers;
using PracticeReview.Testing;

namespace PracticeReview.Web.Tests.Review;

/// <summary>A round of the shipped workflow, with nothing but what reviewers have: their mails and the pages.</summary>
public sealed class RoundTests : IAsyncLifetime
{
    private readonly Written _log = new();
    private readonly WebApp _app;

    public RoundTests()
    {
        _app = new WebApp { Replace = services => services.AddSingleton<ILoggerProvider>(_log) };
        foreach (var category in new[] { "Default", "Microsoft", "Microsoft.AspNetCore", "Microsoft.EntityFrameworkCore" })
        {
            _app.Settings["Logging:LogLevel:" + category] = "Trace";
            _app.Settings["Logging:Console:LogLevel:" + category] = "None";
        }
    }

    public ValueTask InitializeAsync() => _app.InitializeAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task From_the_invitations_in_the_mailbox_to_the_outcome_and_no_token_in_any_log()
    {
        var practiceId = await SubmitAsync();
        await DispatchAsync();
        var invited = await OpenAsync(practiceId);
        Assert.Equal(3, invited.Count);

        // One declines: someone else is invited at once.
        var links = await LinksAsync();
        using (await _app.NewClient().SubmitAsync(links[invited[0].Id] + "?answer=decline", new Dictionary<string, string?> { ["Reason"] = "NoTime" }, button: "[value=decline]"))
        {
        }

        await DispatchAsync();
        var asked = await OpenAsync(practiceId);
        Assert.Equal(3, asked.Count);
        Assert.DoesNotContain(asked, a => a.Id == invited[0].Id);

        // The others accept, score and submit; each by the link of the own mail.
        links = await LinksAsync();
        foreach (var assignment in asked)
        {
            var client = _app.NewClient();
            await client.GetAsync(links[assignment.Id] + "?answer=accept&culture=en");
            var invitation = new Invitation(practiceId, assignment.ReviewerId, assignment.Id, links[assignment.Id][3..]);
            await client.AcceptAsync(invitation);
            using (await client.SubmitAsync(invitation.Page, Desk.Complete(5), button: "[value=check]"))
            using (await client.SubmitAsync(invitation.Page + "/check"))
            {
            }

            Assert.NotNull((await client.PageAsync(invitation.Page + "/done")).QuerySelector("h1"));
        }

        Assert.Equal(PracticeStage.Published, await _app.WithDataAsync(db => db.Practices.Where(p => p.Id == practiceId).Select(p => p.Stage).SingleAsync()));
        var tokens = links.Values.Select(link => link[3..]).ToList();
        Assert.True(_log.Lines.Count > 500);
        Assert.Empty(_log.Lines.Where(line => tokens.Any(token => line.Contains(token, StringComparison.Ordinal))).Select(line => line[..Math.Min(line.Length, 300)]).Distinct());
    }

    private async Task<Guid> SubmitAsync()
    {
        var submitter = await _app.AccountAsync();
        return await _app.InScopeAsync(async services =>
        {
            var db = services.GetRequiredService<PracticeReview.Data.AppDbContext>();
            var now = _app.Time.GetUtcNow();
            for (var n = 0; n < 6; n++)
            {
                db.Reviewers.Add(new Reviewer
                {
                    Id = Guid.CreateVersion7(), Name = $"Reviewer {n}", Email = $"reviewer{n}@roster.example", Organisation = $"Institute {n}",
                    IsInternal = n < 2, Objectives = [18], Languages = ["en"],
                });
            }

            var practice = new Practice(Guid.CreateVersion7(), submitter.Id, "en", now);
            practice.SaveDraft(SamplePublications.Content("Skills passports for nurses", "en", "Short.", ["KE"], [18]) with
            {
                Organisations = [new("Harbour City", "local-authority")], Description = string.Join(' ', Enumerable.Repeat("word", 300)), Impact = "1,200 nurses recognised.",
                FocalPoint = new() { Name = "Ana", Email = "ana@harbour.example", Organisation = "Harbour City" },
            }, now);
            db.Practices.Add(practice);
            await db.SaveChangesAsync();
            await services.GetRequiredService<PracticeFlow>().StartAsync(
                practice.Id, async stop => (await db.Practices.SingleAsync(p => p.Id == practice.Id, stop)).Submit(Guid.CreateVersion7(), now), default);
            return practice.Id;
        });
    }

    private Task DispatchAsync() => _app.RunAsync<OutboxDispatcher>(dispatcher => dispatcher.RunAsync(default));

    private Task<List<Assignment>> OpenAsync(Guid practiceId) => _app.WithDataAsync(db =>
        db.Assignments.AsNoTracking().Where(a => a.PracticeId == practiceId && (a.State == AssignmentState.Invited || a.State == AssignmentState.Accepted)).OrderBy(a => a.Id).ToListAsync());

    /// <summary>The link in each invitation, by assignment, as a reviewer's mail program shows it.</summary>
    private Task<Dictionary<Guid, string>> LinksAsync() => _app.WithDataAsync(async db =>
    {
        var mails = await (from mail in db.Mailbox join message in db.Outbox on mail.Id equals message.Id where message.Template == "review-invitation" select new { message.AssignmentId, mail.Mime }).ToListAsync();
        var links = new Dictionary<Guid, string>();
        foreach (var mail in mails)
        {
            links[mail.AssignmentId!.Value] = Regex.Match((await MimeMessage.LoadAsync(new MemoryStream(mail.Mime))).TextBody!, "/r/[A-Za-z0-9_-]{43}").Value;
        }

        return links;
    });

    private sealed class Written : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            Lines.Enqueue($"{state}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
