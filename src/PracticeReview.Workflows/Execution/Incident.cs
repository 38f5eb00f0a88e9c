namespace PracticeReview.Workflows.Execution;

/// <summary>Something went wrong in an activity: where exactly, and what to tell people.</summary>
public sealed record Incident(
    string ActivityInstanceId, string ActivityId, string ActivityNodeId, string ActivityType, string? ActivityName, string? Input, string Message, DateTimeOffset Timestamp);

/// <summary>Stops an activity with a sentence; what it names goes into the incident.</summary>
public sealed class ActivityFaultException : Exception
{
    /// <summary>A fault of the activity.</summary>
    public ActivityFaultException(string message, Exception? inner = null) : base(message, inner)
    {
    }

    /// <summary>A fault of one of its inputs.</summary>
    public ActivityFaultException(string input, string message, Exception? inner = null) : base(message, inner) => Input = input;

    /// <summary>The input at fault.</summary>
    public string? Input { get; }

    /// <summary>Stops the whole instance whatever its incident strategy says.</summary>
    internal bool StopsInstance { get; init; }
}
