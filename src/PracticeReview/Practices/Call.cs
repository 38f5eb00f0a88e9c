namespace PracticeReview.Practices;

/// <summary>A call for practices: a theme for which practices are sought until a deadline. Written by administrators, in one language.</summary>
public sealed class Call
{
    private Call() { }

    /// <summary>Opens a call.</summary>
    public Call(Guid id, string key, CallText text, DateTimeOffset deadline, DateTimeOffset now) =>
        (Id, Key, Language, Title, Text, WhoMaySubmit, Deadline, OpenedAt) =
        (id, key, text.Language, text.Title, text.Text, text.WhoMaySubmit, deadline, now);

    /// <summary>Identity.</summary>
    public Guid Id { get; private set; }

    /// <summary>Words that stand for it in addresses and in practices; never changes.</summary>
    public string Key { get; private set; } = "";

    /// <summary>Language it is written in (ISO 639-1).</summary>
    public string Language { get; private set; } = "en";

    /// <summary>Title.</summary>
    public string Title { get; private set; } = "";

    /// <summary>What is sought, plain text.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Who may answer it, plain text.</summary>
    public string WhoMaySubmit { get; private set; } = "";

    /// <summary>Until when it can be chosen (UTC).</summary>
    public DateTimeOffset Deadline { get; private set; }

    /// <summary>When it was opened (UTC).</summary>
    public DateTimeOffset OpenedAt { get; private set; }

    /// <summary>When an administrator closed it before its deadline (UTC); null when none did.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>Whether practices can still name it.</summary>
    public bool IsOpen(DateTimeOffset now) => ClosedAt is null && now < Deadline;

    /// <summary>Closes it before its deadline. Practices that name it keep it.</summary>
    /// <exception cref="InvalidOperationException">It is closed.</exception>
    public void Close(DateTimeOffset now)
    {
        if (!IsOpen(now))
        {
            throw new InvalidOperationException("This call is already closed.");
        }

        ClosedAt = now;
    }
}

/// <summary>What a call says.</summary>
/// <param name="Language">Language it is written in (ISO 639-1).</param>
/// <param name="Title">Title.</param>
/// <param name="Text">What is sought.</param>
/// <param name="WhoMaySubmit">Who may answer.</param>
public sealed record CallText(string Language, string Title, string Text, string WhoMaySubmit);
