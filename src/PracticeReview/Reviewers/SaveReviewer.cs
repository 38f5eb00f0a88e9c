using Microsoft.EntityFrameworkCore;
using PracticeReview.Audit;
using PracticeReview.Data;
using PracticeReview.Workflows.Hosting;

namespace PracticeReview.Reviewers;

/// <summary>What became of saving a reviewer.</summary>
/// <param name="ReviewerId">The reviewer; null when nothing was saved.</param>
/// <param name="Problems">What to correct.</param>
/// <param name="ChangedMeanwhile">Somebody else saved the reviewer after the form was opened.</param>
public sealed record SaveReviewerResult(Guid? ReviewerId, IReadOnlyList<ReviewerProblem> Problems, bool ChangedMeanwhile = false);

/// <summary>Adds a reviewer to the roster or changes one.</summary>
public sealed class SaveReviewer(AppDbContext db, AuditTrail audit, IdSource ids)
{
    /// <summary>Version of a reviewer's row, for the form; null when there is no such reviewer.</summary>
    public Task<string?> VersionAsync(Guid id, CancellationToken cancellation) =>
        db.Database.SqlQuery<string>($"select xmin::text as \"Value\" from reviewers where id = {id}").SingleOrDefaultAsync(cancellation);

    /// <summary>Saves, if the rules allow and nobody else changed the reviewer since <paramref name="version"/>.</summary>
    /// <param name="id">The reviewer; null for a new one.</param>
    /// <param name="details">All fields.</param>
    /// <param name="version">The version that the editor saw.</param>
    /// <param name="actor">Who saves.</param>
    /// <param name="cancellation">Stops the work; nothing is kept.</param>
    /// <exception cref="InvalidOperationException">There is no such reviewer.</exception>
    public async Task<SaveReviewerResult> ExecuteAsync(Guid? id, ReviewerDetails details, string? version, Actor actor, CancellationToken cancellation)
    {
        details = details.Tidy();
        var problems = ReviewerRules.Check(details).ToList();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        // One at a time: the roster is small, and an address may stand in it once.
        await db.Database.ExecuteSqlAsync($"lock table reviewers in share row exclusive mode", cancellation);
        if (await db.Reviewers.AnyAsync(r => r.Email.ToLower() == details.Email.ToLower() && r.Id != id, cancellation))
        {
            problems.Add(new(nameof(details.Email), "Another reviewer has this address."));
        }

        if (problems.Count > 0)
        {
            return new(null, problems);
        }

        var reviewer = id is null ? null : await db.Reviewers.SingleOrDefaultAsync(r => r.Id == id, cancellation)
            ?? throw new InvalidOperationException("There is no such reviewer.");
        if (reviewer is null)
        {
            reviewer = new Reviewer { Id = ids.Next(), Name = details.Name, Email = details.Email, Organisation = details.Organisation };
            details.ApplyTo(reviewer);
            db.Reviewers.Add(reviewer);
            audit.Record("roster.added", $"{reviewer.Name} was added to the roster.", actor.Name, actor.UserId);
        }
        else
        {
            if (await VersionAsync(reviewer.Id, cancellation) != version)
            {
                return new(null, [], ChangedMeanwhile: true);
            }

            var changes = Changes(ReviewerDetails.Of(reviewer), details);
            if (changes.Count > 0)
            {
                details.ApplyTo(reviewer);
                audit.Record("roster.changed", $"{reviewer.Name}'s entry on the roster was changed: {string.Join(", ", changes)}.", actor.Name, actor.UserId);
            }
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return new(reviewer.Id, []);
    }

    private static List<string> Changes(ReviewerDetails before, ReviewerDetails after)
    {
        var changes = new List<string>();
        void Note(bool same, string what)
        {
            if (!same)
            {
                changes.Add(what);
            }
        }

        Note(before.Name == after.Name, "name");
        Note(before.Email == after.Email, "address");
        Note(before.Organisation == after.Organisation, "organisation");
        Note(before.IsInternal == after.IsInternal, after.IsInternal ? "now internal" : "now external");
        Note(before.Objectives.Order().SequenceEqual(after.Objectives), "objectives");
        Note(before.Regions.Order(StringComparer.Ordinal).SequenceEqual(after.Regions), "regions");
        Note(before.Languages.Order().SequenceEqual(after.Languages.Order()), "languages");
        Note(before.PreferredLanguage == after.PreferredLanguage, "language of mails");
        Note(before.TimeZone == after.TimeZone, "time zone");
        Note(before.MaximumLoad == after.MaximumLoad, $"at most {after.MaximumLoad} at a time");
        Note(before.ConflictOrganisations.SequenceEqual(after.ConflictOrganisations), "conflicts of interest");
        Note(before.Groups.SequenceEqual(after.Groups), "groups");
        Note(before.IsActive == after.IsActive, after.IsActive ? "can be asked again" : "is not asked any more");
        return changes;
    }
}
