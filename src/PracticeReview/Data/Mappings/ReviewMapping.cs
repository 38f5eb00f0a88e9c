using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PracticeReview.Criteria;
using PracticeReview.Matching;
using PracticeReview.Practices;
using PracticeReview.Reviewers;
using PracticeReview.Reviews;

namespace PracticeReview.Data.Mappings;

internal sealed class ReviewMapping :
    IEntityTypeConfiguration<Reviewer>, IEntityTypeConfiguration<Assignment>, IEntityTypeConfiguration<Review>
{
    public void Configure(EntityTypeBuilder<Reviewer> reviewer)
    {
        reviewer.ToTable("reviewers");
        reviewer.Property(r => r.Id).ValueGeneratedNever();
        reviewer.HasIndex(r => r.Email).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Assignment> assignment)
    {
        assignment.ToTable("assignments");
        assignment.Property(a => a.Id).ValueGeneratedNever();
        assignment.Property(a => a.State).HasConversion<string>().HasMaxLength(16);
        assignment.HasOne<Practice>().WithMany().HasForeignKey(a => a.PracticeId);
        assignment.HasOne<Reviewer>().WithMany().HasForeignKey(a => a.ReviewerId);
        assignment.HasOne<RubricVersion>().WithMany().HasForeignKey(a => a.RubricVersionId).OnDelete(DeleteBehavior.Restrict);
        assignment.HasIndex(a => new { a.PracticeId, a.Round, a.ReviewerId }).IsUnique();
        assignment.HasIndex(a => new { a.State, a.DueAt });
    }

    public void Configure(EntityTypeBuilder<Review> review)
    {
        review.ToTable("reviews");
        review.HasKey(r => r.AssignmentId);
        review.Property(r => r.AssignmentId).ValueGeneratedNever();
        review.Property(r => r.Draft).HasColumnType("jsonb").HasConversion(Json<ReviewContent>.Converter);
        review.Property(r => r.Submitted).HasColumnType("jsonb").HasConversion(Json<ReviewContent>.Converter!);
        review.Property(r => r.DraftVersion).IsConcurrencyToken();
        review.HasOne<Assignment>().WithOne().HasForeignKey<Review>(r => r.AssignmentId);
    }
}
