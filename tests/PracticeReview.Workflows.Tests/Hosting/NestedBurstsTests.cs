using PracticeReview.Workflows.Execution;
using PracticeReview.Workflows.Hosting;

namespace PracticeReview.Workflows.Tests.Hosting;

/// <summary>How many workflows may run within one another.</summary>
public class NestedBurstsTests
{
    [Fact]
    public async Task Each_that_executes_two_more_ends_before_all_are_through()
    {
        var nested = new NestedBursts { MaximumDepth = 32, MaximumRuns = 500 };
        var (runs, deepest) = (0, 0);

        await RunAsync(1);

        Assert.Equal((500, 32), (runs, deepest));
        await nested.RunAsync(() => Task.FromResult(1));

        async Task<int> RunAsync(int depth)
        {
            try
            {
                return await nested.RunAsync(async () =>
                {
                    (runs, deepest) = (runs + 1, Math.Max(deepest, depth));
                    return await RunAsync(depth + 1) + await RunAsync(depth + 1);
                });
            }
            catch (ActivityFaultException e)
            {
                Assert.Contains("endless loop", e.Message, StringComparison.Ordinal);
                return 0;
            }
        }
    }
}
