using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PracticeReview.Decisions;
using PracticeReview.Practices;
using PracticeReview.Publishing;
using PracticeReview.Reviews;

namespace PracticeReview.Data.Mappings;

internal sealed class DecisionMapping : IEntityTypeConfiguration<Decision>, IEntityTypeConfiguration<Publication>
{
    public void Configure(EntityTypeBuilder<Decision> decision)
    {
        decision.ToTable("decisions");
        decision.Property(d => d.Id).ValueGeneratedNever();
        decision.Property(d => d.Outcome).HasConversion<string>().HasMaxLength(16);
        decision.Property(d => d.Summary).HasColumnType("jsonb").HasConversion(Json<ScoreSummary>.Converter);
        decision.HasOne<Practice>().WithMany().HasForeignKey(d => d.PracticeId);
        decision.HasIndex(d => new { d.PracticeId, d.Round }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Publication> publication)
    {
        publication.ToTable("publications");
        publication.HasKey(p => p.PracticeId);
        publication.Property(p => p.Content).HasColumnType("jsonb").HasConversion(Json<PracticeContent>.Converter);
        publication.Property(p => p.Feedback).HasColumnType("jsonb").HasConversion(Json<List<ReviewerFeedback>>.Converter, Json<List<ReviewerFeedback>>.Comparer);
        publication.Property(p => p.Findings).HasColumnType("jsonb").HasConversion(Json<RoundFindings>.Converter);
        publication.HasOne<Practice>().WithOne().HasForeignKey<Publication>(p => p.PracticeId);
        publication.HasIndex(p => p.Slug).IsUnique();
        publication.HasIndex(p => p.PublishedAt);
    }
}
