using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using PracticeReview.Accounts;
using PracticeReview.Audit;
using PracticeReview.Criteria;
using PracticeReview.Data.Flow;
using PracticeReview.Decisions;
using PracticeReview.Mail;
using PracticeReview.Matching;
using PracticeReview.Practices;
using PracticeReview.Publishing;
using PracticeReview.Reminders;
using PracticeReview.Reviewers;
using PracticeReview.Reviews;

namespace PracticeReview.Data;

/// <summary>
/// Everything the product stores, in one PostgreSQL database: one transaction can therefore cover a burst of a
/// workflow, the domain changes it made, and the mails it queued. Table and column names are snake_case.
/// </summary>
public class AppDbContext(DbContextOptions<AppDbContext> options)
    : IdentityDbContext<User, IdentityRole<Guid>, Guid>(options), IDataProtectionKeyContext
{
    /// <summary>Keys of ASP.NET Core Data Protection, so that every node reads every cookie.</summary>
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <summary>Keys of programs, by their hash.</summary>
    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();

    /// <summary>Practices from draft to end.</summary>
    public DbSet<Practice> Practices => Set<Practice>();

    /// <summary>What was handed in, by round.</summary>
    public DbSet<Revision> Revisions => Set<Revision>();

    /// <summary>Files of practices, with their bytes.</summary>
    public DbSet<StoredFile> Files => Set<StoredFile>();

    /// <summary>Calls for practices.</summary>
    public DbSet<Call> Calls => Set<Call>();

    /// <summary>Versions of the rubrics that reviewers score by.</summary>
    public DbSet<RubricVersion> RubricVersions => Set<RubricVersion>();

    /// <summary>The roster.</summary>
    public DbSet<Reviewer> Reviewers => Set<Reviewer>();

    /// <summary>Who reviews what, in which round.</summary>
    public DbSet<Assignment> Assignments => Set<Assignment>();

    /// <summary>Reviews, in hand and submitted.</summary>
    public DbSet<Review> Reviews => Set<Review>();

    /// <summary>Personal links of reviewers, by the hash of their token.</summary>
    public DbSet<ReviewLink> ReviewLinks => Set<ReviewLink>();

    /// <summary>What was decided, one for each round.</summary>
    public DbSet<Decision> Decisions => Set<Decision>();

    /// <summary>The public repository.</summary>
    public DbSet<Publication> Publications => Set<Publication>();

    /// <summary>Mails to send, and sent.</summary>
    public DbSet<OutboxMessage> Outbox => Set<OutboxMessage>();

    /// <summary>Texts of mails that administrators wrote.</summary>
    public DbSet<MailTextVersion> MailTexts => Set<MailTextVersion>();

    /// <summary>The built-in mailbox of Development.</summary>
    public DbSet<MailboxMessage> Mailbox => Set<MailboxMessage>();

    /// <summary>The ledger of reminders.</summary>
    public DbSet<Reminder> Reminders => Set<Reminder>();

    /// <summary>Who did what.</summary>
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    /// <summary>Versions of workflow definitions.</summary>
    public DbSet<StoredDefinition> WorkflowDefinitions => Set<StoredDefinition>();

    /// <summary>Workflows under way and ended.</summary>
    public DbSet<StoredInstance> WorkflowInstances => Set<StoredInstance>();

    /// <summary>What instances wait for.</summary>
    public DbSet<StoredBookmark> WorkflowBookmarks => Set<StoredBookmark>();

    /// <summary>What happened before anybody waited for it.</summary>
    public DbSet<StoredStimulus> WorkflowStimuli => Set<StoredStimulus>();

    /// <summary>What instances did.</summary>
    public DbSet<StoredJournalEntry> WorkflowJournal => Set<StoredJournalEntry>();

    /// <summary>What this context holds of an entity: read, or added and not saved yet.</summary>
    public virtual IEnumerable<T> Held<T>() where T : class => Set<T>().Local;

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(AppDbContext).Assembly);
    }
}
