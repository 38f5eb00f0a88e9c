using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PracticeReview.Data.Flow;

namespace PracticeReview.Data.Mappings;

internal sealed class FlowMapping :
    IEntityTypeConfiguration<StoredDefinition>, IEntityTypeConfiguration<StoredInstance>,
    IEntityTypeConfiguration<StoredBookmark>, IEntityTypeConfiguration<StoredStimulus>, IEntityTypeConfiguration<StoredJournalEntry>
{
    public void Configure(EntityTypeBuilder<StoredDefinition> definition)
    {
        definition.ToTable("workflow_definitions");
        definition.HasIndex(d => new { d.DefinitionId, d.Version }).IsUnique();
        definition.HasIndex(d => d.DefinitionId).IsUnique().HasFilter("is_published").HasDatabaseName("ix_workflow_definitions_published");
        definition.HasIndex(d => d.Name).HasFilter("is_latest").HasDatabaseName("ix_workflow_definitions_latest");
    }

    public void Configure(EntityTypeBuilder<StoredInstance> instance)
    {
        instance.ToTable("workflow_instances");
        instance.Property(i => i.State).HasColumnType("jsonb");
        instance.HasOne<StoredDefinition>().WithMany().HasForeignKey(i => i.DefinitionVersionId).OnDelete(DeleteBehavior.Restrict);
        instance.HasIndex(i => i.CorrelationId);
        instance.HasIndex(i => new { i.DefinitionId, i.CreatedAt });
        instance.HasIndex(i => i.ParentId).HasFilter("parent_id is not null");
        instance.HasIndex(i => i.UpdatedAt);
        // The list of instances is read, filtered and counted from this index alone: the rows are wide, for the states are in them.
        instance.HasIndex(i => new { i.CreatedAt, i.Id }).HasDatabaseName("ix_workflow_instances_list").IncludeProperties(
            nameof(StoredInstance.DefinitionId), nameof(StoredInstance.DefinitionVersionId), nameof(StoredInstance.Version), nameof(StoredInstance.Status),
            nameof(StoredInstance.SubStatus), nameof(StoredInstance.CorrelationId), nameof(StoredInstance.Name), nameof(StoredInstance.IncidentCount),
            nameof(StoredInstance.UpdatedAt), nameof(StoredInstance.FinishedAt));
        instance.HasIndex(i => i.Name).HasMethod("gin").HasOperators("gin_trgm_ops").HasFilter("name is not null");
        instance.HasIndex([nameof(StoredInstance.CreatedAt)], "incidents").HasFilter("incident_count > 0").HasDatabaseName("ix_workflow_instances_incidents");
        // The list shows and filters these without reading whole states. A name is cut to what an entry of the index can hold.
        instance.Property(i => i.Name).HasComputedColumnSql("left(state ->> 'name', 200)", stored: true);
        instance.Property(i => i.Version).HasComputedColumnSql("coalesce((state ->> 'version')::int, 1)", stored: true);
        instance.Property(i => i.IncidentCount).HasComputedColumnSql("coalesce(jsonb_array_length(state -> 'incidents'), 0)", stored: true);
    }

    public void Configure(EntityTypeBuilder<StoredBookmark> bookmark)
    {
        bookmark.ToTable("workflow_bookmarks");
        bookmark.HasOne<StoredInstance>().WithMany().HasForeignKey(b => b.InstanceId);
        bookmark.HasIndex(b => b.Hash);
        bookmark.HasIndex(b => b.DueAt).HasFilter("due_at is not null and not parked");
        bookmark.Property(b => b.Payload).HasColumnType("jsonb");
        bookmark.Property(b => b.Woken).HasDefaultValue(false);
        bookmark.Property(b => b.Parked).HasDefaultValue(false);
        bookmark.Property(b => b.Attempts).HasDefaultValue(0);
    }

    public void Configure(EntityTypeBuilder<StoredStimulus> stimulus)
    {
        stimulus.ToTable("workflow_stimuli");
        stimulus.Property(s => s.Payload).HasColumnType("jsonb");
        stimulus.HasIndex(s => s.Hash);
        stimulus.HasIndex(s => s.ExpiresAt);
    }

    public void Configure(EntityTypeBuilder<StoredJournalEntry> entry)
    {
        entry.ToTable("workflow_journal");
        entry.Property(e => e.Inputs).HasColumnType("jsonb");
        entry.Property(e => e.Outputs).HasColumnType("jsonb");
        // One index and no foreign key: both cost as much for each line as the line itself. A trigger removes the lines of a deleted instance.
        entry.HasKey(e => new { e.InstanceId, e.Sequence });
        entry.Property(e => e.Id).IsRequired();
        entry.HasIndex(e => e.ActivityInstanceId).HasFilter("event_name = 'Started'");
    }
}
