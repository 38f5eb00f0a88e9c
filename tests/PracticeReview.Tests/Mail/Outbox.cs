using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging;
using PracticeReview.Accounts;
using PracticeReview.Data;
using PracticeReview.Mail;
using PracticeReview.Matching;
using PracticeReview.Practices;
using PracticeReview.Reviewers;
using PracticeReview.Testing;
using PracticeReview.Workflows.Hosting;

namespace PracticeReview.Tests.Mail;

/// <summary>An outbox on its own database, and nodes that send what is in it.</summary>
public sealed class Outbox : IAsyncDisposable
{
    private readonly TestDatabase _database;

    private Outbox(TestDatabase database) => _database = database;

    public SiteOptions Site { get; } = new() { BaseUrl = "https://practices.example" };

    public Microsoft.Extensions.Time.Testing.FakeTimeProvider Time => _database.Time;

    public static async Task<Outbox> CreateAsync() => new(await TestDatabase.CreateAsync());

    public AppDbContext NewContext() => _database.NewContext();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    public static MailOptions Options(SmtpServer server) =>
        new() { Host = "127.0.0.1", Port = server.Port, Security = "None", TimeoutSeconds = 10, From = "no-reply@practices.example" };

    /// <summary>An invited reviewer, whose invitation is queued.</summary>
    public async Task<Assignment> InviteAsync(string address = "ana@example.org", string template = "review-invitation")
    {
        await using var db = NewContext();
        var now = Time.GetUtcNow();
        var submitter = new User { Id = Guid.CreateVersion7(), UserName = $"{Guid.NewGuid():N}", DisplayName = "S", CreatedAt = now };
        var practice = new Practice(Guid.CreateVersion7(), submitter.Id, "en", now);
        practice.SaveDraft(new PracticeContent { Title = "Skills passports" }, now);
        practice.Submit(Guid.CreateVersion7(), now);
        var reviewer = new Reviewer { Id = Guid.CreateVersion7(), Name = "Ana Ruiz", Email = $"{Guid.NewGuid():N}@example.org", Organisation = "ILO" };
        var assignment = new Assignment(Guid.CreateVersion7(), practice.Id, 1, reviewer.Id, true, [], now);
        assignment.Invite(now.AddDays(14), now);
        db.AddRange(submitter, practice, reviewer, assignment);
        await QueueAsync(db, address, assignment, template);
        await db.SaveChangesAsync();
        return assignment;
    }

    /// <summary>Queues a mail to a reviewer.</summary>
    public Task QueueAsync(AppDbContext db, string address, Assignment assignment, string template) =>
        new MailQueue(db, new MailTexts(db), new MailTemplates(), Site, Time, new IdSource(Time)).QueueAsync(
            new MailRequest(template, new Recipient(address, "Ana Ruiz", "en", "Europe/Madrid"), $"{template}:{Guid.NewGuid()}",
                new Dictionary<string, object?> { ["practice_title"] = "Skills passports", ["round"] = 1, ["minutes"] = 10, ["days_left"] = 2 })
            {
                PracticeId = assignment.PracticeId, AssignmentId = assignment.Id, Due = assignment.DueAt,
            },
            default);

    /// <summary>One node runs the job once.</summary>
    /// <param name="options">The mail server.</param>
    /// <param name="trusting">Takes any certificate.</param>
    /// <param name="dies">The process "dies" before it can note that a mail was sent.</param>
    /// <param name="log">Where it logs.</param>
    public async Task RunAsync(MailOptions options, bool trusting = true, bool dies = false, ILogger<OutboxDispatcher>? log = null)
    {
        var builder = new DbContextOptionsBuilder<AppDbContext>();
        builder.UseReviewDatabase(_database.ConnectionString);
        if (dies)
        {
            builder.AddInterceptors(new DiesAfterSending());
        }

        await using var db = new AppDbContext(builder.Options);
        await using var transport = new SmtpTransport(options, trusting ? (_, _, _, _) => true : null);
        await new OutboxDispatcher(db, transport, options, Site, Time, new IdSource(Time), Editors(db), log ?? NullLogger<OutboxDispatcher>.Instance).RunAsync(default);
    }

    /// <summary>The message to this address.</summary>
    public async Task<OutboxMessage> MessageAsync(string address) => (await MessagesAsync()).Single(m => m.ToAddress == address);

    private EditorMail Editors(AppDbContext db) => new(db, new MailQueue(db, new MailTexts(db), new MailTemplates(), Site, Time, new IdSource(Time)), Site);

    /// <summary>Makes somebody an editor.</summary>
    public async Task AddEditorAsync(string address)
    {
        await using var db = NewContext();
        var editor = new User { Id = Guid.CreateVersion7(), UserName = address, Email = address, DisplayName = "Ed Itor", CreatedAt = Time.GetUtcNow() };
        var role = await db.Roles.SingleAsync(r => r.Name == Roles.Editor);
        db.AddRange(editor, new Microsoft.AspNetCore.Identity.IdentityUserRole<Guid> { UserId = editor.Id, RoleId = role.Id });
        await db.SaveChangesAsync();
    }

    public async Task<List<OutboxMessage>> MessagesAsync()
    {
        await using var db = NewContext();
        return await db.Outbox.OrderBy(m => m.Id).ToListAsync();
    }

    public async Task<List<ReviewLink>> LinksAsync()
    {
        await using var db = NewContext();
        return await db.ReviewLinks.OrderBy(l => l.Id).ToListAsync();
    }

    private sealed class DiesAfterSending : SaveChangesInterceptor
    {
        public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
            eventData.Context!.ChangeTracker.Entries<OutboxMessage>().Any(entry => entry.Entity.State == MailState.Sent)
                ? throw new ProcessDiedException()
                : base.SavingChangesAsync(eventData, result, cancellationToken);
    }
}

/// <summary>Stands for the end of the process.</summary>
public sealed class ProcessDiedException : Exception;
