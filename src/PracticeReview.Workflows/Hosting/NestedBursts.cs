using PracticeReview.Workflows.Execution;

namespace PracticeReview.Workflows.Hosting;

/// <summary>
/// Counts the workflows that run within the burst of another, so that those that execute one another without end fail before
/// they use up the stack, or become ever more. For one burst at a time.
/// </summary>
public sealed class NestedBursts
{
    private int _depth;
    private int _runs;

    /// <summary>Workflows that may stand within one another.</summary>
    public int MaximumDepth { get; init; } = 32;

    /// <summary>Workflows that may run within one that the outermost executes.</summary>
    public int MaximumRuns { get; init; } = 10_000;

    /// <summary>Runs one more.</summary>
    /// <exception cref="ActivityFaultException">There are too many.</exception>
    public async Task<T> RunAsync<T>(Func<Task<T>> run)
    {
        if (_depth >= MaximumDepth)
        {
            throw new ActivityFaultException($"Workflows execute one another more than {MaximumDepth} deep: this looks like an endless loop.");
        }

        if (_runs >= MaximumRuns)
        {
            throw new ActivityFaultException($"Workflows execute one another more than {MaximumRuns} times without a pause: this looks like an endless loop.");
        }

        _depth++;
        _runs++;
        try
        {
            return await run();
        }
        finally
        {
            _depth--;
            _runs = _depth == 0 ? 0 : _runs;
        }
    }
}
