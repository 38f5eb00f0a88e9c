using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PracticeReview.Criteria;

namespace PracticeReview.Data.Mappings;

internal sealed class CriteriaMapping : IEntityTypeConfiguration<RubricVersion>
{
    public void Configure(EntityTypeBuilder<RubricVersion> version)
    {
        version.ToTable("rubric_versions");
        version.Property(v => v.Id).ValueGeneratedNever();
        version.Property(v => v.Content).HasColumnType("jsonb").HasConversion(rubric => rubric.ToJson(), json => Rubric.Read(json));
        version.Property(v => v.Saves).IsConcurrencyToken();
        version.HasIndex(v => new { v.Key, v.Number }).IsUnique();
        version.HasIndex(v => v.Key).IsUnique().HasFilter("published_at is null").HasDatabaseName("ix_rubric_versions_draft");
    }
}
