using PracticeReview.Workflows.Definitions;

namespace PracticeReview.Workflows.Execution;

/// <summary>How often a running flowchart has run each activity and come along each line. Part of the state.</summary>
internal sealed class FlowCounters
{
    /// <summary>Visits of activities, by id.</summary>
    public Dictionary<string, long> Activities { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Visits of lines, by their key.</summary>
    public Dictionary<string, LineVisits> Lines { get; init; } = new(StringComparer.Ordinal);

    public static FlowCounters For(ActivityNode flowchart)
    {
        var size = flowchart.ChildrenOf("activities").Count;
        return new FlowCounters { Activities = new(size, StringComparer.Ordinal), Lines = new(size, StringComparer.Ordinal) };
    }

    public void Visit(ActivityNode activity) => Activities[activity.Id] = Of(activity) + 1;

    public void Visit(Connection line, bool isFollowed) => Lines[line.Key] = new LineVisits(Of(line) + 1, isFollowed);

    public bool AllVisited(List<Connection> inbound, ActivityNode target)
    {
        var ran = Of(target);
        foreach (var line in inbound)
        {
            if (Of(line) <= ran)
            {
                return false;
            }
        }

        return true;
    }

    public bool AnyFollowed(List<Connection> inbound, ActivityNode target)
    {
        var newest = Newest(inbound);
        return newest > Of(target) && inbound.Exists(c => Of(c) == newest && IsFollowed(c));
    }

    public bool AllFollowed(List<Connection> inbound, ActivityNode target)
    {
        var newest = Newest(inbound);
        return newest > Of(target) && inbound.TrueForAll(c => Of(c) == newest && IsFollowed(c));
    }

    /// <summary>The target already ran for this visit of the line.</summary>
    public bool IsLate(Connection line) => Of(line) <= Of(line.Target);

    private long Newest(List<Connection> inbound)
    {
        long newest = 0;
        foreach (var line in inbound)
        {
            newest = Math.Max(newest, Of(line));
        }

        return newest;
    }

    private long Of(ActivityNode activity) => Activities.GetValueOrDefault(activity.Id);

    private long Of(Connection line) => Lines.TryGetValue(line.Key, out var visits) ? visits.Count : 0;

    private bool IsFollowed(Connection line) => Lines.TryGetValue(line.Key, out var visits) && visits.IsFollowed;
}

/// <summary>How often a flowchart came along a line, and whether it took it the last time.</summary>
internal readonly record struct LineVisits(long Count, bool IsFollowed);
