using Microsoft.EntityFrameworkCore;
using PracticeReview.Data;

namespace PracticeReview.Criteria;

/// <summary>Finds the rubric to score by.</summary>
public sealed class Rubrics(AppDbContext db)
{
    /// <summary>The version of an assignment. One that names none was made before rubrics could be changed: the first default counts.</summary>
    public async Task<Rubric> OfVersionAsync(Guid? versionId, CancellationToken cancellation) => versionId is { } id
        ? await db.RubricVersions.AsNoTracking().Where(v => v.Id == id).Select(v => v.Content).SingleAsync(cancellation)
        : await db.RubricVersions.AsNoTracking().Where(v => v.Key == Rubric.DefaultKey && v.PublishedAt != null).OrderBy(v => v.Number)
            .Select(v => v.Content).FirstOrDefaultAsync(cancellation) ?? Rubric.Default;

    /// <summary>The default rubric as it is published now.</summary>
    public async Task<Rubric> DefaultAsync(CancellationToken cancellation) =>
        (await PublishedAsync(Rubric.DefaultKey, cancellation))?.Content ?? Rubric.Default;

    /// <summary>The newest published version of a rubric; null when none is.</summary>
    public async Task<RubricVersion?> PublishedAsync(string key, CancellationToken cancellation) =>
        await db.RubricVersions.AsNoTracking().Where(v => v.Key == key && v.PublishedAt != null).OrderByDescending(v => v.Number).FirstOrDefaultAsync(cancellation);

    /// <summary>The rubrics that workflows can choose: the newest published version of each that is not retired, by key.</summary>
    public async Task<IReadOnlyList<RubricVersion>> OfferedAsync(CancellationToken cancellation) =>
        [.. (await AllPublishedAsync(cancellation)).Where(version => version.RetiredAt is null)];

    /// <summary>The newest published version of each rubric, by key.</summary>
    public async Task<IReadOnlyList<RubricVersion>> AllPublishedAsync(CancellationToken cancellation)
    {
        var published = await db.RubricVersions.AsNoTracking().Where(v => v.PublishedAt != null).OrderByDescending(v => v.Number).ToListAsync(cancellation);
        return [.. published.DistinctBy(v => v.Key).OrderBy(v => v.Key, StringComparer.Ordinal)];
    }
}
