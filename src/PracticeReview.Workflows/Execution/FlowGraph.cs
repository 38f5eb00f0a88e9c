using PracticeReview.Workflows.Definitions;

namespace PracticeReview.Workflows.Execution;

/// <summary>The lines of a flowchart as seen from its start: which lead forward, which loop back, what is never reached.</summary>
internal sealed class FlowGraph
{
    private static readonly List<Connection> None = [];
    private readonly Dictionary<ActivityNode, List<Connection>> _outbound = [];
    private readonly Dictionary<ActivityNode, List<Connection>> _forwardInbound = [];
    private readonly Dictionary<Connection, bool> _backward = new(ReferenceEqualityComparer.Instance); // connections are read once for each flowchart
    private readonly Dictionary<ActivityNode, HashSet<ActivityNode>> _ancestors = [];
    private readonly Lock _lock = new();

    public FlowGraph(IReadOnlyList<Connection> connections, ActivityNode? start)
    {
        Start = start;
        foreach (var connection in connections)
        {
            Add(_outbound, connection.Source, connection);
        }

        var forward = start is null ? [] : ForwardEdges(start);
        foreach (var connection in connections)
        {
            if (forward.Contains((connection.Source, connection.Target)))
            {
                Add(_forwardInbound, connection.Target, connection);
            }
        }

        foreach (var connection in connections)
        {
            if (!ForwardInbound(connection.Target).Contains(connection))
            {
                _backward[connection] = start is not null && !ReachesStartAround(connection.Source, connection.Target, start);
            }
        }
    }

    public ActivityNode? Start { get; }

    public List<Connection> Outbound(ActivityNode activity) => _outbound.GetValueOrDefault(activity, None);

    public List<Connection> ForwardInbound(ActivityNode activity) => _forwardInbound.GetValueOrDefault(activity, None);

    /// <summary>The line loops back; it may be followed only when every way from the start to its source passes its target.</summary>
    public bool IsBackward(Connection connection, out bool isValid) => _backward.TryGetValue(connection, out isValid);

    /// <summary>No forward line leads here.</summary>
    public bool IsDangling(ActivityNode activity) => activity != Start && ForwardInbound(activity).Count == 0;

    /// <summary>All from which forward lines lead here.</summary>
    public HashSet<ActivityNode> Ancestors(ActivityNode activity)
    {
        lock (_lock)
        {
            if (_ancestors.TryGetValue(activity, out var known))
            {
                return known;
            }

            var found = new HashSet<ActivityNode>();
            var open = new Stack<ActivityNode>([activity]);
            while (open.TryPop(out var current))
            {
                foreach (var line in ForwardInbound(current))
                {
                    if (found.Add(line.Source))
                    {
                        open.Push(line.Source);
                    }
                }
            }

            return _ancestors[activity] = found;
        }
    }

    // Breadth first from the start; an edge is taken unless its target already leads to its source.
    private HashSet<(ActivityNode, ActivityNode)> ForwardEdges(ActivityNode start)
    {
        var edges = new HashSet<(ActivityNode, ActivityNode)>();
        var next = new Dictionary<ActivityNode, List<ActivityNode>>();
        var seen = new HashSet<ActivityNode> { start };
        var open = new Queue<ActivityNode>([start]);
        while (open.TryDequeue(out var source))
        {
            foreach (var target in Outbound(source).Select(c => c.Target))
            {
                if (edges.Contains((source, target)) || Leads(next, target, source))
                {
                    continue;
                }

                edges.Add((source, target));
                (next.TryGetValue(source, out var targets) ? targets : next[source] = []).Add(target);
                if (seen.Add(target))
                {
                    open.Enqueue(target);
                }
            }
        }

        return edges;
    }

    private static bool Leads(Dictionary<ActivityNode, List<ActivityNode>> next, ActivityNode from, ActivityNode to)
    {
        var seen = new HashSet<ActivityNode> { from };
        var open = new Stack<ActivityNode>([from]);
        while (open.TryPop(out var current))
        {
            if (current == to)
            {
                return true;
            }

            foreach (var target in next.GetValueOrDefault(current, []))
            {
                if (seen.Add(target))
                {
                    open.Push(target);
                }
            }
        }

        return false;
    }

    // A way back to the start that avoids an activity means that not every way passes it.
    private bool ReachesStartAround(ActivityNode from, ActivityNode avoid, ActivityNode start)
    {
        if (from == avoid)
        {
            return false;
        }

        var seen = new HashSet<ActivityNode> { from };
        var open = new Stack<ActivityNode>([from]);
        while (open.TryPop(out var current))
        {
            if (current == start)
            {
                return true;
            }

            foreach (var line in ForwardInbound(current))
            {
                if (line.Source != avoid && seen.Add(line.Source))
                {
                    open.Push(line.Source);
                }
            }
        }

        return false;
    }

    private static void Add(Dictionary<ActivityNode, List<Connection>> lines, ActivityNode activity, Connection connection)
    {
        if (!lines.TryGetValue(activity, out var list))
        {
            lines[activity] = list = [];
        }

        list.Add(connection);
    }
}
