using Microsoft.EntityFrameworkCore;
using PracticeReview.Audit;
using PracticeReview.Data;
using PracticeReview.Workflows.Hosting;

namespace PracticeReview.Accounts;

/// <summary>What is wrong with a key that is asked for.</summary>
/// <param name="Field">"Name", "Days" or "Scopes".</param>
/// <param name="Sentence">What to do.</param>
public sealed record ApiKeyProblem(string Field, string Sentence);

/// <summary>Makes keys for programs, recognises them and revokes them.</summary>
public sealed class ApiKeys(AppDbContext db, AuditTrail audit, TimeProvider time)
{
    /// <summary>Days that a key may work. None works for ever: a forgotten one ends by itself.</summary>
    public static readonly IReadOnlyList<int> Lifetimes = [30, 90, 365];

    /// <summary>Characters of a name at most.</summary>
    public const int NameLength = 80;

    private static readonly TimeSpan UseNoted = TimeSpan.FromMinutes(1);

    /// <summary>Makes a key in place of an administrator, once for each id.</summary>
    /// <returns>The key, which is not kept; or what is wrong.</returns>
    public async Task<(string? Key, IReadOnlyList<ApiKeyProblem> Problems)> IssueAsync(
        Guid id, string name, IReadOnlyList<string> scopes, int days, Actor actor, CancellationToken cancellation)
    {
        var problems = Problems(name, scopes, days).ToList();
        if (problems.Count == 0 && await db.ApiKeys.AnyAsync(k => k.Id == id, cancellation))
        {
            problems.Add(new ApiKeyProblem("Name", "This key is made already, and was shown once. If you have not copied it, revoke it and make another."));
        }

        if (problems.Count > 0)
        {
            return (null, problems);
        }

        var (key, now) = (ApiKey.NewKey(), time.GetUtcNow());
        db.ApiKeys.Add(new ApiKey(id, name, key, scopes, actor.UserId, now, now.AddDays(days)));
        audit.Record("key.issued", $"Made the API key “{name}” for {days} days; beside reading it changes {(scopes.Count == 0 ? "nothing" : string.Join(" and ", scopes))}.", actor.Name, actor.UserId);
        await db.SaveChangesAsync(cancellation);
        return (key, []);
    }

    /// <summary>Ends a key. One that is ended stays as it is.</summary>
    /// <returns>The key; null when there is none.</returns>
    public async Task<ApiKey?> RevokeAsync(Guid id, Actor actor, CancellationToken cancellation)
    {
        var key = await db.ApiKeys.SingleOrDefaultAsync(k => k.Id == id, cancellation);
        if (key is { RevokedAt: null })
        {
            key.Revoke(time.GetUtcNow());
            audit.Record("key.revoked", $"Revoked the API key “{key.Name}”.", actor.Name, actor.UserId);
            await db.SaveChangesAsync(cancellation);
        }

        return key;
    }

    /// <summary>The key and the administrator in whose place it acts; null when it doesn't work, or they are no administrator now.</summary>
    public async Task<(ApiKey Key, User Owner)?> FindAsync(string key, CancellationToken cancellation)
    {
        var (hash, now) = (ApiKey.HashOf(key), time.GetUtcNow());
        var found = await db.ApiKeys.AsNoTracking().Where(k => k.Hash == hash)
            .Join(db.Users, k => k.UserId, u => u.Id, (k, u) => new { Key = k, Owner = u })
            .Where(x => db.UserRoles.Any(r => r.UserId == x.Owner.Id && db.Roles.Any(role => role.Id == r.RoleId && role.Name == Roles.Administrator)))
            .SingleOrDefaultAsync(cancellation);
        if (found is null || !found.Key.WorksAt(now) || found.Owner.LockoutEnd > now)
        {
            return null;
        }

        if (found.Key.UsedAt is not { } used || now - used >= UseNoted)
        {
            await db.ApiKeys.Where(k => k.Id == found.Key.Id).ExecuteUpdateAsync(k => k.SetProperty(x => x.UsedAt, now), cancellation);
        }

        return (found.Key, found.Owner);
    }

    private static IEnumerable<ApiKeyProblem> Problems(string name, IReadOnlyList<string> scopes, int days)
    {
        if (name.Length == 0)
        {
            yield return new("Name", "Say what the key is for.");
        }
        else if (name.Length > NameLength)
        {
            yield return new("Name", $"Shorten this to {NameLength} characters; it has {name.Length}.");
        }

        if (!Lifetimes.Contains(days))
        {
            yield return new("Days", "Choose from the list.");
        }

        if (scopes.Except(ApiKeyScopes.All).Any())
        {
            yield return new("Scopes", "Choose from the list.");
        }
    }
}
