namespace PracticeReview.Workflows.Hosting;

/// <summary>A clock that stands still until it is moved.</summary>
public sealed class VirtualClock(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset _now = start.ToUniversalTime();

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _now;

    /// <summary>Moves to a time; never back.</summary>
    public void MoveTo(DateTimeOffset time) => _now = time > _now ? time.ToUniversalTime() : _now;

    /// <summary>Begins anew at a time, for the next run of a forecast.</summary>
    public void StartAgain(DateTimeOffset start) => _now = start.ToUniversalTime();
}
