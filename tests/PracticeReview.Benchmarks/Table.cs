namespace PracticeReview.Benchmarks;

/// <summary>Prints rows of figures with aligned columns.</summary>
internal sealed class Table
{
    private readonly int[] _widths;

    public Table(params string[] heads)
    {
        _widths = [.. heads.Select(head => Math.Max(head.Length, 12))];
        Row(heads);
        Console.WriteLine(string.Join("  ", _widths.Select(width => new string('-', width))));
    }

    public void Row(params object[] cells) =>
        Console.WriteLine(string.Join("  ", cells.Select((cell, i) => (cell is double number ? number.ToString(number < 10 ? "0.00" : "#,0", System.Globalization.CultureInfo.InvariantCulture) : cell.ToString()!).PadLeft(_widths[i]))));

    /// <summary>The value below which a share of the measurements lies.</summary>
    public static double Percentile(List<double> sorted, double share) => sorted.Count == 0 ? 0 : sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * share))];
}
