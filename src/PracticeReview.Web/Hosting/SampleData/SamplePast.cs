using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;
using PracticeReview.Data;
using PracticeReview.Mail;
using PracticeReview.Reviews;
using PracticeReview.Workflows.Hosting;

namespace PracticeReview.Web.Hosting.SampleData;

/// <summary>The product's services on a clock that begins in the past. No job queue: they send nothing.</summary>
internal static class SamplePast
{
    /// <summary>Mails older than this are history: they count as sent, and do not fill the mailbox.</summary>
    private static readonly TimeSpan History = TimeSpan.FromDays(2);

    /// <summary>Builds them beside the services of the running product.</summary>
    public static ServiceProvider Build(IServiceProvider product, string connectionString, VirtualClock clock, DateTimeOffset today)
    {
        var configuration = product.GetRequiredService<IConfiguration>();
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddConfiguration(configuration.GetSection("Logging")).AddConsole());
        services.AddSingleton<TimeProvider>(clock);
        services.AddDatabase(ForLoading(connectionString));
        services.ConfigureDbContext<AppDbContext>(options => options.AddInterceptors(new OldMailsCountAsSent(today - History)));
        services.AddMail(configuration);
        services.AddPeerReview();
        services.AddReviews();
        services.AddSubmissions();
        services.AddSingleton(product.GetRequiredService<SiteOptions>());
        return services.BuildServiceProvider();
    }

    /// <summary>Thousands of like commands, of which a crash may lose the last: they are prepared, and no commit waits for the disk.</summary>
    private static string ForLoading(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString)
    {
        MaxAutoPrepare = 200,
        AutoPrepareMinUsages = 2,
        Options = "-c synchronous_commit=off",
    }.ConnectionString;

    /// <summary>The dispatcher of the running product must never find a mail of the past: it is marked before it is written.</summary>
    private sealed class OldMailsCountAsSent(DateTimeOffset limit) : SaveChangesInterceptor
    {
        public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
            DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            var written = eventData.Context!.ChangeTracker.Entries<OutboxMessage>().Where(entry => entry.State == EntityState.Added).Select(entry => entry.Entity);
            foreach (var mail in written.Where(mail => mail.State == MailState.Queued && mail.CreatedAt < limit))
            {
                (mail.State, mail.Attempts, mail.SentAt) = (MailState.Sent, 1, mail.CreatedAt);
            }

            return ValueTask.FromResult(result);
        }
    }
}
