using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using PracticeReview.Accounts;
using PracticeReview.Audit;
using PracticeReview.Data;
using PracticeReview.Data.Flow;
using PracticeReview.Mail;
using PracticeReview.Reviews;
using PracticeReview.Workflows.Hosting;

namespace PracticeReview.Web.Hosting.SampleData;

/// <summary>Fills an empty database with sample data, once. Nothing is served meanwhile.</summary>
public static class SampleDataLoader
{
    private const string Begun = "sample-data.begun";
    private const string Loaded = "sample-data.loaded";

    /// <summary>Mails older than this are history: they count as sent, and do not fill the mailbox.</summary>
    private static readonly TimeSpan History = TimeSpan.FromDays(2);

    /// <summary>Makes the accounts, with this password, and plays the sample stories unless that was done before.</summary>
    public static async Task LoadAsync(WebApplication app, string connectionString, string password)
    {
        var accounts = await AccountsAsync(app.Services, password);
        await using (var scope = app.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
            if (await db.AuditEntries.AnyAsync(entry => entry.Action == Loaded) || !await PrepareAsync(db))
            {
                return;
            }
        }

        var today = app.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var clock = new VirtualClock(today.AddYears(-2));
        await using var past = Past(app, connectionString, clock);
        await MarkAsync(past, Begun, "Loading of the sample data begins.");
        await using (var scope = past.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
            var ids = scope.ServiceProvider.GetRequiredService<Data.IdSource>();
            db.Reviewers.AddRange(SampleFiles.Reviewers(ids.Next));
            await db.SaveChangesAsync();
        }

        await new SampleHistory(past, clock, today).PlayAsync(SampleFiles.Practices(), accounts);
        await using (var scope = past.CreateAsyncScope())
        {
            var limit = today - History;
            await scope.ServiceProvider.GetRequiredService<AppDbContext>().Outbox
                .Where(mail => mail.CreatedAt < limit && mail.State == MailState.Queued)
                .ExecuteUpdateAsync(set => set
                    .SetProperty(mail => mail.State, MailState.Sent)
                    .SetProperty(mail => mail.Attempts, 1)
                    .SetProperty(mail => mail.SentAt, mail => mail.CreatedAt));
        }

        await MarkAsync(past, Loaded, "The sample data was loaded.");
    }

    /// <summary>An interrupted load is cleared away, which is safe: nothing was served before it ended. Other data is left alone.</summary>
    /// <returns>Whether the database is free for sample data.</returns>
    private static async Task<bool> PrepareAsync(AppDbContext db)
    {
        if (await db.AuditEntries.AnyAsync(entry => entry.Action == Begun))
        {
            await db.Database.ExecuteSqlRawAsync("truncate practices, calls, reviewers, outbox, audit_trail, workflow_instances cascade");
        }

        return !await db.Practices.AnyAsync() && !await db.Reviewers.AnyAsync();
    }

    /// <summary>The product's services on a clock that begins in the past. No job queue: nothing leaves meanwhile.</summary>
    private static ServiceProvider Past(WebApplication app, string connectionString, VirtualClock clock)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddConfiguration(app.Configuration.GetSection("Logging")).AddConsole());
        services.AddSingleton<TimeProvider>(clock);
        services.AddDatabase(ForLoading(connectionString));
        services.AddMail(app.Configuration);
        services.AddPeerReview();
        services.AddReviews();
        services.AddSubmissions();
        services.AddSingleton(app.Services.GetRequiredService<SiteOptions>());
        return services.BuildServiceProvider();
    }

    /// <summary>Thousands of like commands, of which a crash may lose the last: they are prepared, and no commit waits for the disk.</summary>
    private static string ForLoading(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString)
    {
        MaxAutoPrepare = 200,
        AutoPrepareMinUsages = 2,
        Options = "-c synchronous_commit=off",
    }.ConnectionString;

    private static async Task<Dictionary<string, Guid>> AccountsAsync(IServiceProvider services, string password)
    {
        await using var scope = services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<User>>();
        var now = scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow();
        var hash = "";
        var ids = new Dictionary<string, Guid>();
        foreach (var account in SampleFiles.Accounts())
        {
            var user = await users.FindByEmailAsync(account.Email);
            if (user is null)
            {
                user = new User
                {
                    Id = Guid.CreateVersion7(now), UserName = account.Email, Email = account.Email, EmailConfirmed = true,
                    DisplayName = account.Name, Language = account.Language, TimeZone = account.TimeZone, CreatedAt = now.AddYears(-2),
                };
                Check(await users.CreateAsync(user));
                Check(await users.AddToRolesAsync(user, account.Role == Roles.Submitter ? [Roles.Submitter] : [Roles.Submitter, account.Role]));
            }

            // One slow hash for all of them; a changed password ends older sign-ins.
            if (user.PasswordHash is null || users.PasswordHasher.VerifyHashedPassword(user, user.PasswordHash, password) == PasswordVerificationResult.Failed)
            {
                user.PasswordHash = hash.Length > 0 ? hash : hash = users.PasswordHasher.HashPassword(user, password);
                Check(await users.UpdateSecurityStampAsync(user));
            }

            ids[account.Email] = user.Id;
        }

        return ids;
    }

    private static async Task MarkAsync(IServiceProvider services, string action, string summary)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<AuditTrail>().Record(action, summary, "Sample data");
        await scope.ServiceProvider.GetRequiredService<AppDbContext>().SaveChangesAsync();
    }

    private static void Check(IdentityResult result)
    {
        if (!result.Succeeded)
        {
            throw new StartException($"A sample account can't be made: {string.Join(' ', result.Errors.Select(error => error.Description))}");
        }
    }
}
