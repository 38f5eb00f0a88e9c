using Microsoft.EntityFrameworkCore;
using Npgsql;
using PracticeReview.Audit;
using PracticeReview.Data;
using PracticeReview.Practices;
using PracticeReview.Workflows.Hosting;

namespace PracticeReview.Criteria;

/// <summary>Changes rubrics: always in a draft, of which a rubric has at most one, until it is published.</summary>
public sealed class RubricDrafts(AppDbContext db, Rubrics rubrics, IdSource ids, AuditTrail audit, TimeProvider time)
{
    /// <summary>The draft of a rubric, begun from its published version if there is none yet; null when there is no such rubric.</summary>
    public async Task<RubricVersion?> BeginAsync(string key, Actor actor, CancellationToken cancellation)
    {
        while (true)
        {
            if (await FindAsync(key, cancellation) is { } draft)
            {
                return draft;
            }

            if (await rubrics.PublishedAsync(key, cancellation) is not { } published)
            {
                return null;
            }

            draft = new RubricVersion(ids.Next(), published.Number + 1, published.Content, actor.Name, time.GetUtcNow());
            if (await AddedAsync(draft, cancellation))
            {
                return draft;
            }
        }
    }

    /// <summary>Begins a new rubric with the criteria of another.</summary>
    /// <param name="from">The other's key.</param>
    /// <param name="key">Words for its address and for workflows; a number is added when they are taken.</param>
    /// <param name="title">Its title in English.</param>
    /// <param name="actor">Who begins it.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>Its draft; null when there is no rubric to begin from.</returns>
    public async Task<RubricVersion?> CopyAsync(string from, string key, string title, Actor actor, CancellationToken cancellation)
    {
        if (await rubrics.PublishedAsync(from, cancellation) is not { } source)
        {
            return null;
        }

        while (true)
        {
            var taken = await db.RubricVersions.Where(v => v.Key == key || v.Key.StartsWith(key + "-")).Select(v => v.Key).Distinct().ToListAsync(cancellation);
            var free = FreeKey.Among(taken, key);
            var content = source.Content with { Key = free, Title = new LocalText(new Dictionary<string, string> { ["en"] = title }) };
            var draft = new RubricVersion(ids.Next(), 1, content, actor.Name, time.GetUtcNow());
            audit.Record("rubric.begun", $"Began the rubric “{title}”.", actor.Name, actor.UserId);
            if (await AddedAsync(draft, cancellation))
            {
                return draft;
            }
        }
    }

    /// <summary>Changes the draft of which the writer has seen the save with the stamp <paramref name="seen"/>.</summary>
    /// <returns>Whether it was changed; if not, somebody else changed, published or discarded it meanwhile.</returns>
    public Task<bool> SaveAsync(string key, string seen, Func<Rubric, Rubric> change, Actor actor, CancellationToken cancellation) =>
        ActAsync(key, seen, draft => draft.Save(change(draft.Content), actor.Name, time.GetUtcNow()), cancellation);

    /// <summary>Publishes the draft. Rounds whose reviewers were chosen before keep the version that they began with.</summary>
    /// <inheritdoc cref="SaveAsync" path="/returns"/>
    /// <exception cref="InvalidOperationException">It has problems, or changes nothing; the message says so.</exception>
    public async Task<bool> PublishAsync(string key, string seen, Actor actor, CancellationToken cancellation)
    {
        var published = await rubrics.PublishedAsync(key, cancellation);
        return await ActAsync(key, seen, draft =>
        {
            if (published is not null && RubricComparison.Between(published.Content, draft.Content).Count == 0)
            {
                throw new InvalidOperationException("There is nothing to publish: the draft says what is published.");
            }

            draft.Publish(time.GetUtcNow());
            audit.Record("rubric.published", $"Published version {draft.Number} of the rubric “{draft.Content.Title.English}”.", actor.Name, actor.UserId);
        }, cancellation);
    }

    /// <summary>Throws the draft away.</summary>
    /// <inheritdoc cref="SaveAsync" path="/returns"/>
    public Task<bool> DiscardAsync(string key, string seen, Actor actor, CancellationToken cancellation) => ActAsync(key, seen, draft =>
    {
        db.RubricVersions.Remove(draft);
        audit.Record("rubric.discarded", $"Threw the draft of version {draft.Number} of the rubric “{draft.Content.Title.English}” away.", actor.Name, actor.UserId);
    }, cancellation);

    private Task<RubricVersion?> FindAsync(string key, CancellationToken cancellation) =>
        db.RubricVersions.SingleOrDefaultAsync(v => v.Key == key && v.PublishedAt == null, cancellation);

    private async Task<bool> ActAsync(string key, string seen, Action<RubricVersion> act, CancellationToken cancellation)
    {
        if (await FindAsync(key, cancellation) is not { } draft || draft.Stamp != seen)
        {
            return false;
        }

        act(draft);
        try
        {
            await db.SaveChangesAsync(cancellation);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return false;
        }
    }

    /// <summary>Adds a draft, unless somebody else was faster.</summary>
    private async Task<bool> AddedAsync(RubricVersion draft, CancellationToken cancellation)
    {
        db.RubricVersions.Add(draft);
        try
        {
            await db.SaveChangesAsync(cancellation);
            return true;
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            db.ChangeTracker.Clear();
            return false;
        }
    }
}
