using PracticeReview.Workflows.Execution;

namespace PracticeReview.Data.Flow;

/// <summary>What holds for all bursts of a process.</summary>
public sealed record BurstSettings
{
    /// <summary>Whether the journal is written.</summary>
    public bool WritesJournal { get; init; } = true;

    /// <summary>Activities run in one burst before it is taken for an endless loop.</summary>
    public int MaximumActivities { get; init; } = BurstOptions.Default.MaximumActivities;

    /// <inheritdoc cref="BurstOptions.MaximumKin"/>
    public int MaximumKin { get; init; } = BurstOptions.Default.MaximumKin;
}
