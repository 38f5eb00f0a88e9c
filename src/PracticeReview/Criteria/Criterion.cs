using PracticeReview.Practices;

namespace PracticeReview.Criteria;

/// <summary>One question that reviewers answer with a level from 1 to 5, or with "cannot judge".</summary>
public sealed record Criterion
{
    /// <summary>Identity within the rubric; stored with answers.</summary>
    public required string Key { get; init; }

    /// <summary>A few words.</summary>
    public required LocalText Title { get; init; }

    /// <summary>What the reviewer is asked.</summary>
    public required LocalText Question { get; init; }

    /// <summary>Share in the weighted mean; above 0.</summary>
    public required double Weight { get; init; }

    /// <summary>Level that the reviewers' mean must reach for publication; null when there is none.</summary>
    public double? MustReach { get; init; }

    /// <summary>Counts in the mean, but a low level is no reason by itself to refuse a practice.</summary>
    public bool Advisory { get; init; }

    /// <summary>What each level means, from 1 to 5: a sentence each.</summary>
    public required IReadOnlyList<LocalText> Anchors { get; init; }

    /// <summary>What a level from 1 to 5 means.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a level.</exception>
    public LocalText Anchor(int level) =>
        level is >= Rubric.LowestLevel and <= Rubric.HighestLevel
            ? Anchors[level - 1]
            : throw new ArgumentOutOfRangeException(nameof(level), level, "Levels are 1 to 5.");
}
