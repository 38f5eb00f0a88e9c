using PracticeReview.Benchmarks;

namespace PracticeReview.Tests.Flow;

/// <summary>Nodes that die in the middle of their work. The benchmark kills two hundred; a few show that the scenario holds.</summary>
public class KilledNodeTests
{
    [Fact]
    public async Task Nodes_killed_in_the_middle_of_load_lose_nothing_and_repeat_nothing() =>
        Assert.Equal(0, await KillNodes.RunAsync(times: 12, seed: 7, longestPause: TimeSpan.FromMilliseconds(600)));
}
