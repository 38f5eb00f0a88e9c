using System.Text.Json.Serialization;

namespace PracticeReview.Simulation;

/// <summary>How a simulated submission came out.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SimulatedOutcome>))]
public enum SimulatedOutcome
{
    /// <summary>It went into the repository.</summary>
    Published,

    /// <summary>It was not accepted.</summary>
    Declined,

    /// <summary>Its submitter took it back.</summary>
    Withdrawn,

    /// <summary>It was closed because no revision came.</summary>
    Expired,

    /// <summary>The workflow ended and had decided nothing.</summary>
    Undecided,

    /// <summary>The workflow waits for something that never comes.</summary>
    Stuck,

    /// <summary>The workflow failed.</summary>
    Faulted,
}

/// <summary>What came of one run.</summary>
internal sealed record SimulatedRun(
    SimulatedOutcome Outcome, TimeSpan? ToDecision, TimeSpan? ToEnd, int ReviewersAsked, int Rounds, IReadOnlyDictionary<string, int> MailsByAddress);
