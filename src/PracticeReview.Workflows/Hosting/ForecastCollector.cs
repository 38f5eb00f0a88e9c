using PracticeReview.Workflows.Definitions;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Workflows.Hosting;

/// <summary>Adds up the runs of a forecast.</summary>
internal sealed class ForecastCollector(WorkflowGraph graph)
{
    private readonly Dictionary<string, int> _outcomes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _emails = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<ForecastIncident, int> _incidents = [];
    private readonly Dictionary<ForecastWait, int> _waits = [];
    private readonly HashSet<string> _reached = new(StringComparer.Ordinal);
    private readonly List<TimeSpan> _durations = [];
    private int _runs;

    public void Add(OutgoingEmail email)
    {
        foreach (var address in email.To.Concat(email.Cc).Concat(email.Bcc))
        {
            Count(_emails, address);
        }
    }

    public void Add(string outcome, WorkflowInstance instance, IEnumerable<JournalEntry> journal)
    {
        _runs++;
        Count(_outcomes, outcome);
        if (instance is { SubStatus: WorkflowSubStatus.Finished, FinishedAt: { } ended })
        {
            _durations.Add(ended - instance.CreatedAt);
        }

        foreach (var entry in journal.Where(e => e.InstanceId == instance.Id))
        {
            _reached.Add(entry.ActivityNodeId);
        }

        foreach (var incident in instance.Incidents)
        {
            Count(_incidents, new ForecastIncident(incident.ActivityId, incident.ActivityName, incident.Message));
        }

        foreach (var wait in instance.Status == WorkflowStatus.Running ? instance.Bookmarks.Select(WaitAt).Distinct() : [])
        {
            Count(_waits, wait);
        }
    }

    public ForecastResult Result()
    {
        _durations.Sort();
        return new ForecastResult(
            _runs,
            [.. _outcomes.OrderByDescending(o => o.Value).ThenBy(o => o.Key, StringComparer.Ordinal).Select(o => KeyValuePair.Create(o.Key, (double)o.Value / _runs))],
            Percentile(0.5),
            Percentile(0.9),
            _emails.ToDictionary(e => e.Key, e => (double)e.Value / _runs, StringComparer.OrdinalIgnoreCase),
            [.. graph.Nodes.Where(n => n.Type != WorkflowGraph.WorkflowType && !_reached.Contains(n.NodeId))],
            Ordered(_incidents),
            Ordered(_waits));
    }

    private ForecastWait WaitAt(Bookmark bookmark)
    {
        var node = graph.Find(bookmark.ActivityNodeId);
        return new ForecastWait(node?.Id ?? bookmark.ActivityNodeId, node?.Name, EventOf(node, bookmark) ?? bookmark.Name);
    }

    // The name of an event stands in the hash only; where the definition writes it out, it is told.
    private static string? EventOf(ActivityNode? node, Bookmark bookmark) =>
        node is { Type: "Elsa.Event", Descriptor: { } descriptor } && node.Input(descriptor.Inputs[0]).Expression is Expressions.LiteralExpression { Value: { } name }
            ? $"{bookmark.Name} '{name}'"
            : null;

    private static List<KeyValuePair<T, int>> Ordered<T>(Dictionary<T, int> counts) where T : notnull =>
        [.. counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key.ToString(), StringComparer.Ordinal)];

    // The least duration that the share of the ended runs did not exceed.
    private TimeSpan? Percentile(double share) => _durations.Count == 0 ? null : _durations[(int)Math.Ceiling(_durations.Count * share) - 1];

    private static void Count<T>(Dictionary<T, int> counts, T key) where T : notnull => counts[key] = counts.GetValueOrDefault(key) + 1;
}
