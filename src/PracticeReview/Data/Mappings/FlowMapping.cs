using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PracticeReview.Data.Flow;

namespace PracticeReview.Data.Mappings;

internal sealed class FlowMapping :
    IEntityTypeConfiguration<StoredDefinition>, IEntityTypeConfiguration<StoredInstance>,
    IEntityTypeConfiguration<StoredBookmark>, IEntityTypeConfiguration<StoredJournalEntry>
{
    public void Configure(EntityTypeBuilder<StoredDefinition> definition)
    {
        definition.ToTable("workflow_definitions");
        definition.HasIndex(d => new { d.DefinitionId, d.Version }).IsUnique();
        definition.HasIndex(d => d.DefinitionId).IsUnique().HasFilter("is_published").HasDatabaseName("ix_workflow_definitions_published");
    }

    public void Configure(EntityTypeBuilder<StoredInstance> instance)
    {
        instance.ToTable("workflow_instances");
        instance.Property(i => i.State).HasColumnType("jsonb");
        instance.HasOne<StoredDefinition>().WithMany().HasForeignKey(i => i.DefinitionVersionId).OnDelete(DeleteBehavior.Restrict);
        instance.HasIndex(i => i.CorrelationId);
    }

    public void Configure(EntityTypeBuilder<StoredBookmark> bookmark)
    {
        bookmark.ToTable("workflow_bookmarks");
        bookmark.HasOne<StoredInstance>().WithMany().HasForeignKey(b => b.InstanceId);
        bookmark.HasIndex(b => b.Hash);
        bookmark.HasIndex(b => b.DueAt).HasFilter("due_at is not null");
    }

    public void Configure(EntityTypeBuilder<StoredJournalEntry> entry)
    {
        entry.ToTable("workflow_journal");
        entry.HasOne<StoredInstance>().WithMany().HasForeignKey(e => e.InstanceId);
        entry.HasIndex(e => new { e.InstanceId, e.Sequence }).IsUnique();
    }
}
