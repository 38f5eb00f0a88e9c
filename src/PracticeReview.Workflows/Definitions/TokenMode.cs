using System.Text.Json;
using System.Text.Json.Nodes;

namespace PracticeReview.Workflows.Definitions;

/// <summary>
/// Finds what asks for Elsa's token-based flowcharts. Here flowcharts count visits, as they do in Elsa unless told otherwise;
/// executed that way such a definition would take other ways than its author drew, so it is refused.
/// </summary>
internal static class TokenMode
{
    private static readonly string[] ModeMembers = ["Flowchart:ExecutionMode", "flowchart:executionMode", "executionMode"];

    public static IEnumerable<DefinitionProblem> In(WorkflowDefinition definition, string path)
    {
        foreach (var member in new[] { "customProperties", "options", "properties" })
        {
            if (ModeIn(definition.Json[member] as JsonObject) is { } mode)
            {
                yield return new DefinitionProblem($"{path}.{member}['{mode}']", null, Refusal);
            }
        }
    }

    public static IEnumerable<DefinitionProblem> In(ActivityNode activity)
    {
        var custom = activity.Json["customProperties"] as JsonObject;
        if (activity.Type == "Elsa.Flowchart" && ModeIn(custom) is { } mode)
        {
            yield return new DefinitionProblem($"{activity.Path}.customProperties['{mode}']", activity.Id, Refusal);
        }

        if (MergeModeOf(custom) is { } merge)
        {
            yield return Refused($"{activity.Path}.customProperties.mergeMode", activity.Id, merge);
        }
        else if (MergeModeOf(activity.Json) is { } own)
        {
            yield return Refused($"{activity.Path}.mergeMode", activity.Id, own);
        }

        foreach (var (index, line) in activity.Json.Objects("connections").Index().Where(_ => activity.Type == "Elsa.Flowchart"))
        {
            if ((MergeModeOf(line["customProperties"] as JsonObject) ?? MergeModeOf(line)) is { } ofLine)
            {
                yield return Refused($"{activity.Path}.connections[{index}]", activity.Id, ofLine);
            }
        }
    }

    private const string Refusal =
        "Token-based flowcharts are not executed here, only counter-based ones, which are Elsa's default. Remove the execution mode, and use a Join with WaitAny, WaitAll or WaitAllActive where branches meet.";

    private static DefinitionProblem Refused(string path, string activityId, string mode) => new(path, activityId,
        $"The merge mode '{mode}' belongs to token-based flowcharts, which are not executed here, only counter-based ones, which are Elsa's default. Remove it, and use a Join with WaitAny, WaitAll or WaitAllActive where branches meet.");

    // "None" and an empty value say nothing; a wrapped input holds its value in an expression.
    private static string? MergeModeOf(JsonObject? json)
    {
        var value = json?["mergeMode"] ?? json?["MergeMode"];
        if (value is JsonObject wrapped)
        {
            value = (wrapped["expression"] as JsonObject)?["value"];
        }

        var text = value?.GetValueKind() is JsonValueKind.String or JsonValueKind.Number ? value.ToString() : "";
        return text is "" or "0" || text.Equals("None", StringComparison.OrdinalIgnoreCase) ? null : text;
    }

    private static string? ModeIn(JsonObject? json) =>
        json is null ? null : ModeMembers.FirstOrDefault(m => json[m] is JsonValue value && value.ToString() is var text
            && (text == "1" || text.Equals("TokenBased", StringComparison.OrdinalIgnoreCase)));
}
