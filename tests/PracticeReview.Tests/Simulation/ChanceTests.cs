using PracticeReview.Simulation;

namespace PracticeReview.Tests.Simulation;

public sealed class ChanceTests
{
    [Fact]
    public void Everybody_draws_from_a_sequence_of_their_own_that_is_the_same_each_time()
    {
        var one = new Chance(1, 0).For("reviewer", 1).Next();

        Assert.Equal(one, new Chance(1, 0).For("reviewer", 1).Next());
        Assert.All(
            [new Chance(2, 0).For("reviewer", 1), new Chance(1, 1).For("reviewer", 1), new Chance(1, 0).For("reviewer", 2), new Chance(1, 0).For("editor", 1)],
            other => Assert.NotEqual(one, other.Next()));
    }

    [Fact]
    public void First_draws_of_many_people_are_spread_evenly()
    {
        var draws = Enumerable.Range(0, 2000).Select(run => new Chance(7, run).For("quality").NextDouble()).ToList();

        Assert.InRange(draws.Average(), 0.48, 0.52);
        Assert.All(Enumerable.Range(0, 10), tenth => Assert.InRange(draws.Count(d => (int)(d * 10) == tenth), 150, 250));
    }

    [Fact]
    public void Normal_draws_have_mean_0_and_deviation_1()
    {
        var random = new Random(1);
        var draws = Enumerable.Range(0, 20_000).Select(_ => random.Normal()).ToList();

        Assert.InRange(draws.Average(), -0.03, 0.03);
        Assert.InRange(Math.Sqrt(draws.Average(d => d * d)), 0.97, 1.03);
    }

    [Fact]
    public void Typical_days_have_their_median_and_two_of_three_within_the_spread()
    {
        var random = new Random(1);
        var days = Enumerable.Range(0, 20_000).Select(_ => new TypicalDays(16.4, 0.5).Draw(random).TotalDays).Order().ToList();

        Assert.InRange(days[10_000], 16, 16.8);
        Assert.InRange(days.Count(d => d > 16.4 / Math.Exp(0.5) && d < 16.4 * Math.Exp(0.5)) / 20_000.0, 0.66, 0.71);
        Assert.Equal(3, new TypicalDays(3, 0).Draw(random).TotalDays);
    }
}
