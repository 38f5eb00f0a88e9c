namespace PracticeReview.Web.Hosting.SampleData;

/// <summary>How far this process is with the sample practices, so that pages can say why they show few of them.</summary>
public sealed class SampleDataProgress
{
    private int _done;

    /// <summary>Whether they are being loaded right now.</summary>
    public bool IsLoading { get; private set; }

    /// <summary>Stories begun so far.</summary>
    public int Done => _done;

    /// <summary>All of them.</summary>
    public int Total { get; private set; }

    /// <summary>The loading begins.</summary>
    public void Begin(int total) => (IsLoading, Total, _done) = (true, total, 0);

    /// <summary>One more practice is there.</summary>
    public void Advance() => Interlocked.Increment(ref _done);

    /// <summary>The loading is over.</summary>
    public void End() => IsLoading = false;
}
