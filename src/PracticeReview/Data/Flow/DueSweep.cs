namespace PracticeReview.Data.Flow;

/// <summary>
/// What a worker remembers while it takes up what is due, one after the other. It looks on from where it was: what it took
/// before stays in the index until a vacuum, and passing over all of that again each time would cost more than the bursts.
/// </summary>
public sealed class DueSweep
{
    /// <summary>Instances to leave alone: they failed, or can't be taken now.</summary>
    public ISet<string> Passed { get; } = new HashSet<string>();

    /// <summary>Due time of what was taken last (UTC). Something may have become due before it meanwhile.</summary>
    public DateTimeOffset From { get; private set; } = DateTimeOffset.UnixEpoch;

    /// <summary>Whether it looked from the beginning, so that nothing found means nothing due.</summary>
    public bool IsFromStart => From == DateTimeOffset.UnixEpoch;

    /// <summary>Goes on behind something that was found, or from the beginning.</summary>
    internal void GoOn(DueInstance? found) => From = found?.DueAt ?? DateTimeOffset.UnixEpoch;
}
