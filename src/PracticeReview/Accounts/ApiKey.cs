namespace PracticeReview.Accounts;

/// <summary>
/// Lets a program in place of the administrator who made it, to the part of the workflow API that it names. Only a hash of
/// the key is stored; the key itself is shown once.
/// </summary>
public sealed class ApiKey
{
    private ApiKey() { }

    /// <summary>Records a key that was just made.</summary>
    public ApiKey(Guid id, string name, string key, IReadOnlyList<string> scopes, Guid userId, DateTimeOffset now, DateTimeOffset expiresAt) =>
        (Id, Name, Hash, Start, Scopes, UserId, CreatedAt, ExpiresAt) = (id, name, HashOf(key), key[..StartLength], [.. scopes], userId, now, expiresAt);

    /// <summary>Characters of a key that are kept to tell it from others.</summary>
    public const int StartLength = 8;

    /// <summary>Identity.</summary>
    public Guid Id { get; private set; }

    /// <summary>What it is for.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Hash of the key, see <see cref="SecretToken.Hash"/>.</summary>
    public string Hash { get; private set; } = "";

    /// <summary>How the key begins.</summary>
    public string Start { get; private set; } = "";

    /// <summary>What it may do beside reading, of <see cref="ApiKeyScopes.All"/>.</summary>
    public string[] Scopes { get; private set; } = [];

    /// <summary>The administrator in whose place it acts; it works as long as they are one.</summary>
    public Guid UserId { get; private set; }

    /// <summary>When it was made (UTC).</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>From when it no longer works (UTC).</summary>
    public DateTimeOffset ExpiresAt { get; private set; }

    /// <summary>When it was revoked (UTC).</summary>
    public DateTimeOffset? RevokedAt { get; private set; }

    /// <summary>When it was used last (UTC), to the minute.</summary>
    public DateTimeOffset? UsedAt { get; private set; }

    /// <summary>Whether it works at <paramref name="now"/>.</summary>
    public bool WorksAt(DateTimeOffset now) => RevokedAt is null && now < ExpiresAt;

    /// <summary>Ends it; once is enough.</summary>
    public void Revoke(DateTimeOffset now) => RevokedAt ??= now;

    /// <summary>A new key of 256 random bits, which secret scanners can tell by its beginning.</summary>
    public static string NewKey() => "prk_" + SecretToken.New();

    /// <summary>The hash under which a key is stored.</summary>
    public static string HashOf(string key) => SecretToken.Hash(key);
}
