using System.Text.Json.Nodes;

namespace PracticeReview.Workflows.Definitions;

/// <summary>
/// Whether the journal keeps values of an activity: what it says itself, else its workflow, else the host.
/// Elsa writes this in two forms, <c>logPersistenceMode</c> and the newer <c>logPersistenceConfig</c>.
/// </summary>
internal sealed class LogSetting
{
    private readonly List<JsonObject> _nearestFirst = [];

    public LogSetting(ActivityNode node)
    {
        for (var n = node; n is not null; n = n.Parent)
        {
            if ((n == node || n.Type == WorkflowGraph.WorkflowType) && n.Json["customProperties"] is JsonObject properties)
            {
                Add(properties["logPersistenceConfig"]);
                Add(properties["logPersistenceMode"]);
            }
        }
    }

    /// <summary>The journal keeps this input.</summary>
    public bool KeepsInput(string name, bool usually) => Says("inputs", name) ?? usually;

    /// <summary>The journal keeps this output.</summary>
    public bool KeepsOutput(string name, bool usually) => Says("outputs", name) ?? usually;

    private void Add(JsonNode? setting)
    {
        if (setting is JsonObject given)
        {
            _nearestFirst.Add(given);
        }
    }

    private bool? Says(string group, string name)
    {
        foreach (var setting in _nearestFirst)
        {
            var one = (setting[group] as JsonObject)?[JsonReading.CamelCase(name)] ?? (setting[group] as JsonObject)?[name];
            if ((Read(one) ?? Read(setting["default"])) is { } says)
            {
                return says;
            }
        }

        return null;
    }

    // "Include", "Exclude" or "Inherit", or an object whose strategy's type name says so.
    private static bool? Read(JsonNode? mode)
    {
        var text = mode is JsonObject strategy ? strategy.Text("strategyType") : (mode as JsonValue)?.ToString();
        return text is null ? null
            : text.Contains("Exclude", StringComparison.OrdinalIgnoreCase) ? false
            : text.Contains("Include", StringComparison.OrdinalIgnoreCase) ? true
            : null;
    }
}
