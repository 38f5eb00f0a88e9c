using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PracticeReview.Practices;

namespace PracticeReview.Data.Mappings;

internal sealed class FileMapping : IEntityTypeConfiguration<StoredFile>, IEntityTypeConfiguration<Call>
{
    public void Configure(EntityTypeBuilder<StoredFile> file)
    {
        file.ToTable("files");
        file.Property(f => f.Id).ValueGeneratedNever();
        file.Property(f => f.Name).HasMaxLength(200);
        file.Property(f => f.MediaType).HasMaxLength(128);
        file.Property(f => f.Sha256).HasMaxLength(64);
        file.HasOne<Practice>().WithMany().HasForeignKey(f => f.PracticeId).OnDelete(DeleteBehavior.Cascade);
        file.HasIndex(f => new { f.PracticeId, f.Sha256 }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Call> call)
    {
        call.ToTable("calls");
        call.Property(c => c.Id).ValueGeneratedNever();
        call.HasIndex(c => c.Key).IsUnique();
        call.HasIndex(c => c.Deadline);
    }
}
