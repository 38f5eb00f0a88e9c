namespace PracticeReview.Simulation;

/// <summary>How long something takes, in days: log-normal, so that most are near the median and a few take very long.</summary>
/// <param name="Median">Days that half of them exceed.</param>
/// <param name="Spread">Standard deviation of the natural logarithm: with 0.5, two of three lie between 0.6 and 1.65 times the median; 0 for always the same.</param>
public sealed record TypicalDays(double Median, double Spread)
{
    private const double Longest = 3650;

    internal TimeSpan Draw(Random random) => TimeSpan.FromDays(Math.Min(Median * Math.Exp(Spread * random.Normal()), Longest));
}
