using PracticeReview.Accounts;

namespace PracticeReview.Matching;

/// <summary>
/// A personal link to one assignment. Only the hash of its token is stored; each mail carries a link of its own, so
/// that links neither open nor end one another.
/// </summary>
public sealed class ReviewLink
{
    private ReviewLink() { }

    /// <summary>Records a link whose token was just put into a mail.</summary>
    public ReviewLink(Guid id, Guid assignmentId, string tokenHash, Guid? mailId, DateTimeOffset expiresAt, DateTimeOffset now) =>
        (Id, AssignmentId, TokenHash, MailId, ExpiresAt, CreatedAt) = (id, assignmentId, tokenHash, mailId, expiresAt, now);

    /// <summary>Identity.</summary>
    public Guid Id { get; private set; }

    /// <summary>The one assignment it opens.</summary>
    public Guid AssignmentId { get; private set; }

    /// <summary>SHA-256 of the token, in hexadecimal.</summary>
    public string TokenHash { get; private set; } = "";

    /// <summary>The mail that carries it, if one does.</summary>
    public Guid? MailId { get; private set; }

    /// <summary>When it was made (UTC).</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>From when it no longer opens (UTC).</summary>
    public DateTimeOffset ExpiresAt { get; private set; }

    /// <summary>When it was revoked (UTC): a fresh invitation ends the links before it.</summary>
    public DateTimeOffset? RevokedAt { get; private set; }

    /// <summary>Whether it opens the assignment at <paramref name="now"/>.</summary>
    public bool OpensAt(DateTimeOffset now) => RevokedAt is null && now < ExpiresAt;

    /// <summary>Ends it; once is enough.</summary>
    public void Revoke(DateTimeOffset now) => RevokedAt ??= now;

    /// <summary>A new token of 256 random bits, safe in a URL.</summary>
    public static string NewToken() => SecretToken.New();

    /// <summary>The hash under which a token is stored.</summary>
    public static string Hash(string token) => SecretToken.Hash(token);
}
