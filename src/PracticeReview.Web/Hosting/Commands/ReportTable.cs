using System.Globalization;
using PracticeReview.Simulation;

namespace PracticeReview.Web.Hosting.Commands;

/// <summary>Writes reports of simulations for people who read them in a terminal.</summary>
internal static class ReportTable
{
    private const int Name = 34, Number = 12;

    public static string Of(SimulationReport report)
    {
        var lines = new List<string> { $"{report.Workflow}, version {report.Version}: {report.Runs} submissions simulated, seed {report.Seed}", "" };
        lines.AddRange(report.Outcomes.Select(o => Row(o.Outcome.ToString(), Share(o.Share), $"{o.Runs}")));
        lines.Add("");
        lines.Add(Row("", "half within", "90 % within"));
        lines.Add(Row("Days to decision", Value(report.DaysToDecision?.P50), Value(report.DaysToDecision?.P90)));
        lines.Add(Row("Days to the end", Value(report.DaysToEnd?.P50), Value(report.DaysToEnd?.P90)));
        lines.Add("");
        lines.Add(Row("For one submission", "mean", "most"));
        lines.Add(Row("Reviewers asked", Value(report.ReviewersAsked.Mean), $"{report.ReviewersAsked.Max}"));
        lines.Add(Row("Rounds", Value(report.Rounds.Mean), $"{report.Rounds.Max}"));
        lines.AddRange(report.Mails.Select(m => Row(m.Role is { } role ? $"Mails to {Article(role)} {role.ToString().ToLowerInvariant()}" : "Mails to somebody else", Value(m.Mean), $"{m.Max}")));
        Add(lines, "Never reached", report.NeverReached.Select(Called));
        Add(lines, "Waited for what never came", report.WaitsFor.Select(w => $"{w.Activity}: {w.For} (in {w.Runs} of {report.Runs})"));
        Add(lines, "Failed", report.Faults.Select(f => $"{f.Activity}: {f.Message} ({f.Times} times)"));
        return string.Join('\n', lines);
    }

    public static string Of(SimulationComparison comparison)
    {
        var (before, after) = (comparison.Before, comparison.After);
        var lines = new List<string>
        {
            $"{before.Workflow}, version {before.Version}, against {after.Workflow}, version {after.Version}: {after.Runs} submissions simulated with each, seed {after.Seed}",
            "",
            Row("", "before", "after", "difference"),
        };
        lines.AddRange(comparison.Measures.Select(m => Row(
            m.Unit == MeasureUnit.Days ? m.Name + " (days)" : m.Name, Of(m.Unit, m.Before), Of(m.Unit, m.After), m.Difference is null ? "" : Signed(m.Unit, m.Difference.Value))));
        Add(lines, "No longer reached, or new and never reached", comparison.NewlyUnreached.Select(Called));
        Add(lines, "Now reached, or taken out", comparison.NewlyReached.Select(Called));
        Add(lines, "Newly failing", comparison.NewFaults.Select(f => $"{f.Activity}: {f.Message} ({f.Times} times)"));
        return string.Join('\n', lines);
    }

    private static void Add(List<string> lines, string head, IEnumerable<string> entries)
    {
        var all = entries.ToList();
        if (all.Count > 0)
        {
            lines.AddRange(["", head + ":", .. all.Select(e => "  " + e)]);
        }
    }

    private static string Article(SimulatedRole role) => role == SimulatedRole.Editor ? "an" : "a";

    private static string Called(ActivityName activity) => activity.Name == activity.Id ? activity.Id : $"{activity.Name} ({activity.Id})";

    private static string Row(string name, params string[] numbers) => (name.PadRight(Name) + string.Concat(numbers.Select(n => n.PadLeft(Number)))).TrimEnd();

    private static string Of(MeasureUnit unit, double? value) => unit == MeasureUnit.Share && value is { } share ? Share(share) : Value(value);

    private static string Signed(MeasureUnit unit, double value) => (value > 0 ? "+" : "") + Of(unit, value);

    private static string Share(double share) => (share * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    private static string Value(double? value) => value?.ToString("0.0", CultureInfo.InvariantCulture) ?? "–";
}
