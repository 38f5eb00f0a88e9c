namespace PracticeReview.Data;

/// <summary>Makes the ids of new rows: version 7, so that they sort by time and stay close in an index.</summary>
public class IdSource(TimeProvider time)
{
    /// <summary>A new id.</summary>
    public virtual Guid Next() => Guid.CreateVersion7(time.GetUtcNow());
}
