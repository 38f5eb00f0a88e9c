namespace PracticeReview.Simulation;

/// <summary>
/// Chance of one run. Each person draws from a sequence of their own, so that a change of the workflow meets the same
/// people as before: what differs between two reports comes from the change, not from luck.
/// </summary>
internal sealed class Chance(int seed, int run)
{
    /// <summary>The sequence of somebody, or of the n-th time that something is asked of them.</summary>
    public Random For(string who, int number = 0)
    {
        // FNV-1a: the hash codes of .NET differ from process to process.
        var hash = 2166136261u;
        foreach (var part in new[] { seed, run, number })
        {
            hash = Mix(hash, part);
        }

        return new Random(unchecked((int)who.Aggregate(hash, (h, letter) => Mix(h, letter))));
    }

    private static uint Mix(uint hash, int value)
    {
        for (var shift = 0; shift < 32; shift += 8)
        {
            hash = unchecked((hash ^ (byte)(value >> shift)) * 16777619u);
        }

        return hash;
    }
}

internal static class Draws
{
    /// <summary>A draw from the standard normal distribution (Box and Muller).</summary>
    public static double Normal(this Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    /// <summary>Whether something of this probability happens.</summary>
    public static bool Happens(this Random random, double probability) => random.NextDouble() < probability;
}
