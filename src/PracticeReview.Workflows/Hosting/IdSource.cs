namespace PracticeReview.Workflows.Hosting;

/// <summary>Where new ids come from; replaced in tests to have the same ones each time.</summary>
public class IdSource
{
    /// <summary>A new id that sorts by time.</summary>
    public virtual Guid NewId(DateTimeOffset now) => Guid.CreateVersion7(now);
}
