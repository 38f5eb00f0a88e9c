namespace PracticeReview.Workflows.Definitions;

/// <summary>Something wrong in a definition: where in the JSON, in which activity, and a sentence.</summary>
public sealed record DefinitionProblem(string Path, string? ActivityId, string Message)
{
    /// <summary>The rest of the workflow can run; it faults when it comes here, as in Elsa.</summary>
    public bool FaultsWhenReached { get; init; }

    /// <summary>What messages call the activity, if there is one.</summary>
    public string? ActivityName { get; init; }

    /// <inheritdoc/>
    public override string ToString() => ActivityId is null ? $"{Path}: {Message}"
        : ActivityName is null || ActivityName == ActivityId ? $"{Path} ({ActivityId}): {Message}"
        : $"{Path} ({ActivityName}, {ActivityId}): {Message}";
}

/// <summary>A definition can't be used; all its problems at once.</summary>
public sealed class InvalidDefinitionException(IReadOnlyList<DefinitionProblem> problems)
    : Exception(string.Join(Environment.NewLine, problems))
{
    /// <summary>What is wrong.</summary>
    public IReadOnlyList<DefinitionProblem> Problems { get; } = problems;
}
