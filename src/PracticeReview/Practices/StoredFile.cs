namespace PracticeReview.Practices;

/// <summary>
/// A file that was uploaded to a practice: its bytes, and what is known of them. What its submitter says about it
/// (alternative text, credit) belongs to the text, see <see cref="AttachedFile"/>, so that a revision keeps its own
/// list. The bytes never change; they stay until no text names them.
/// </summary>
public sealed class StoredFile
{
    private StoredFile() { }

    /// <summary>Keeps a checked file.</summary>
    public StoredFile(Guid id, Guid practiceId, string name, string mediaType, string sha256, byte[] bytes, DateTimeOffset now) =>
        (Id, PracticeId, Name, MediaType, Sha256, Bytes, Length, UploadedAt) = (id, practiceId, name, mediaType, sha256, bytes, bytes.LongLength, now);

    /// <summary>Identity, also in addresses.</summary>
    public Guid Id { get; private set; }

    /// <summary>The practice that it was uploaded to.</summary>
    public Guid PracticeId { get; private set; }

    /// <summary>Name it is downloaded under.</summary>
    public string Name { get; private set; } = "";

    /// <summary>What the bytes are, by their signature and not by what the browser said.</summary>
    public string MediaType { get; private set; } = "";

    /// <summary>Number of bytes.</summary>
    public long Length { get; private set; }

    /// <summary>Hash of the bytes as they are stored, in small hexadecimal letters.</summary>
    public string Sha256 { get; private set; } = "";

    /// <summary>The bytes. Up to 25 MB: queries that only want to know of a file leave them out.</summary>
    public byte[] Bytes { get; private set; } = [];

    /// <summary>When it came (UTC).</summary>
    public DateTimeOffset UploadedAt { get; private set; }
}
