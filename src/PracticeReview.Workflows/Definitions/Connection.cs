using System.Text.Json.Nodes;

namespace PracticeReview.Workflows.Definitions;

/// <summary>A line of a flowchart: from an outcome of one activity to another activity.</summary>
public sealed record Connection(ActivityNode Source, string SourcePort, ActivityNode Target, string TargetPort)
{
    /// <summary>Names the line in the state of an instance.</summary>
    internal string Key { get; } = $"{Source.Id}:{SourcePort}>{Target.Id}:{TargetPort}";

    /// <summary>Reads the lines of a flowchart, in their order, without repetitions. Lines to nowhere are reported and left out.</summary>
    internal static IReadOnlyList<Connection> ReadAll(ActivityNode flowchart, List<DefinitionProblem> problems)
    {
        var activities = new Dictionary<string, ActivityNode>(StringComparer.Ordinal);
        foreach (var child in flowchart.ChildrenOf("activities"))
        {
            activities.TryAdd(child.Id, child);
        }

        var seen = new HashSet<Connection>();
        var connections = new List<Connection>();
        var index = 0;
        foreach (var json in flowchart.Json.Objects("connections"))
        {
            var path = $"{flowchart.Path}.connections[{index++}]";
            var (source, sourcePort) = End(json, "source", "sourcePort", "Done");
            var (target, targetPort) = End(json, "target", "targetPort", "In");
            if (Find(source, "source") is { } from && Find(target, "target") is { } to && new Connection(from, sourcePort, to, targetPort) is var line && seen.Add(line))
            {
                connections.Add(line);
            }

            ActivityNode? Find(string? id, string member)
            {
                if (id is not null && activities.TryGetValue(id, out var found))
                {
                    return found;
                }

                problems.Add(new DefinitionProblem($"{path}.{member}", flowchart.Id,
                    id is null ? $"The connection has no {member} activity." : $"The connection's {member} activity '{id}' is not in this flowchart."));
                return null;
            }
        }

        return connections;
    }

    // The oldest files write the activity's id and the port side by side, newer ones an object with both.
    private static (string? Activity, string Port) End(JsonObject json, string member, string portMember, string defaultPort) =>
        json[member] is JsonObject end
            ? (end.Text("activity"), end.Text("port") is { Length: > 0 } port ? port : defaultPort)
            : (json.Text(member), json.Text(portMember) is { Length: > 0 } old ? old : defaultPort);
}
