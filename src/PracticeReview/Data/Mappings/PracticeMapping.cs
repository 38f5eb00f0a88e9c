using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using PracticeReview.Accounts;
using PracticeReview.Practices;

namespace PracticeReview.Data.Mappings;

internal sealed class PracticeMapping : IEntityTypeConfiguration<Practice>, IEntityTypeConfiguration<Revision>
{
    public void Configure(EntityTypeBuilder<Practice> practice)
    {
        practice.ToTable("practices");
        practice.Property(p => p.Id).ValueGeneratedNever();
        practice.Property(p => p.Stage).HasConversion<string>().HasMaxLength(32);
        practice.Property(p => p.Draft).HasColumnType("jsonb").HasConversion(Json<PracticeContent>.Converter);
        practice.Property(p => p.DraftVersion).IsConcurrencyToken();
        practice.HasMany(p => p.Revisions).WithOne().HasForeignKey(r => r.PracticeId);
        practice.HasOne<User>().WithMany().HasForeignKey(p => p.SubmitterId).OnDelete(DeleteBehavior.Restrict);
        practice.HasIndex(p => new { p.Stage, p.StageDue });
    }

    public void Configure(EntityTypeBuilder<Revision> revision)
    {
        revision.ToTable("revisions");
        revision.Property(r => r.Id).ValueGeneratedNever();
        revision.Property(r => r.Content).HasColumnType("jsonb").HasConversion(Json<PracticeContent>.Converter);
        revision.HasIndex(r => new { r.PracticeId, r.Round }).IsUnique();
    }
}

/// <summary>Values kept as one JSON document in a jsonb column.</summary>
internal static class Json<T> where T : class
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static readonly ValueConverter<T, string> Converter = new(
        value => JsonSerializer.Serialize(value, Options),
        json => JsonSerializer.Deserialize<T>(json, Options)!);

    /// <summary>Lists are compared by what they say, since a list is not a value to itself.</summary>
    public static readonly ValueComparer<T> Comparer = new(
        (one, other) => Write(one) == Write(other),
        value => Write(value).GetHashCode(StringComparison.Ordinal),
        value => JsonSerializer.Deserialize<T>(Write(value), Options)!);

    private static string Write(T? value) => JsonSerializer.Serialize(value, Options);
}
