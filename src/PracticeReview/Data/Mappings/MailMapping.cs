using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PracticeReview.Audit;
using PracticeReview.Mail;
using PracticeReview.Matching;
using PracticeReview.Reminders;

namespace PracticeReview.Data.Mappings;

internal sealed class MailMapping :
    IEntityTypeConfiguration<OutboxMessage>, IEntityTypeConfiguration<MailTextVersion>, IEntityTypeConfiguration<MailboxMessage>, IEntityTypeConfiguration<Reminder>,
    IEntityTypeConfiguration<ReviewLink>, IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> message)
    {
        message.ToTable("outbox");
        message.Property(m => m.Id).ValueGeneratedNever();
        message.Property(m => m.State).HasConversion<string>().HasMaxLength(16);
        message.Property(m => m.Attachments).HasColumnType("jsonb")
            .HasConversion(Json<IReadOnlyList<MailAttachment>>.Converter, Json<IReadOnlyList<MailAttachment>>.Comparer);
        message.HasIndex(m => m.Key).IsUnique();
        message.HasIndex(m => m.NextAttemptAt).HasFilter("state in ('Queued', 'Sending')").HasDatabaseName("ix_outbox_due");
        message.HasIndex(m => m.PracticeId);
    }

    public void Configure(EntityTypeBuilder<MailTextVersion> text)
    {
        text.ToTable("mail_texts");
        text.Property(t => t.Id).ValueGeneratedNever();
        text.Property(t => t.Words).HasColumnType("jsonb").HasConversion(Json<MailWords>.Converter!);
        text.HasIndex(t => new { t.Name, t.Language, t.Number }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<MailboxMessage> message)
    {
        message.ToTable("mailbox");
        message.Property(m => m.Id).ValueGeneratedNever();
        message.HasIndex(m => m.ReceivedAt);
    }

    public void Configure(EntityTypeBuilder<Reminder> reminder)
    {
        reminder.ToTable("reminders");
        reminder.HasKey(r => new { r.AssignmentId, r.Rule, r.DueVersion });
        reminder.HasOne<Assignment>().WithMany().HasForeignKey(r => r.AssignmentId);
    }

    public void Configure(EntityTypeBuilder<ReviewLink> link)
    {
        link.ToTable("review_links");
        link.Property(l => l.Id).ValueGeneratedNever();
        link.HasIndex(l => l.TokenHash).IsUnique();
        link.HasOne<Assignment>().WithMany().HasForeignKey(l => l.AssignmentId);
    }

    public void Configure(EntityTypeBuilder<AuditEntry> entry)
    {
        entry.ToTable("audit_trail");
        entry.Property(e => e.Id).ValueGeneratedNever();
        entry.HasIndex(e => new { e.PracticeId, e.At });
    }
}
