using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PracticeReview.Accounts;

namespace PracticeReview.Data.Mappings;

internal sealed class AccountMapping : IEntityTypeConfiguration<User>, IEntityTypeConfiguration<IdentityRole<Guid>>, IEntityTypeConfiguration<ApiKey>
{
    public void Configure(EntityTypeBuilder<User> user)
    {
        user.Property(u => u.DisplayName).HasMaxLength(200);
        user.Property(u => u.Language).HasMaxLength(8);
        user.Property(u => u.TimeZone).HasMaxLength(64);
        // Two sign-ups at the same moment must not make two accounts of one address.
        user.HasIndex(u => u.NormalizedEmail).HasDatabaseName("EmailIndex").IsUnique();
    }

    public void Configure(EntityTypeBuilder<ApiKey> key)
    {
        key.ToTable("api_keys");
        key.Property(k => k.Id).ValueGeneratedNever();
        key.Property(k => k.Name).HasMaxLength(ApiKeys.NameLength);
        key.HasIndex(k => k.Hash).IsUnique();
        key.HasOne<User>().WithMany().HasForeignKey(k => k.UserId);
    }

    public void Configure(EntityTypeBuilder<IdentityRole<Guid>> role) => role.HasData(Roles.All.Select((name, number) => new IdentityRole<Guid>
    {
        Id = Guid.Parse($"00000000-0000-7000-8000-00000000000{number + 1}"),
        Name = name,
        NormalizedName = name.ToUpperInvariant(),
        ConcurrencyStamp = "1",
    }));
}
