using System.Text.Json.Nodes;
using PracticeReview.Workflows.Expressions;

namespace PracticeReview.Workflows.Definitions;

/// <summary>A case of a Switch: a label, a condition and, in the structured form, an activity.</summary>
internal sealed record SwitchCase(string Label, CompiledExpression Condition, string Path, ActivityNode? Activity)
{
    public static IEnumerable<SwitchCase> ReadAll(ActivityNode node)
    {
        var index = 0;
        foreach (var json in node.Json.Objects("cases"))
        {
            var place = $"cases[{index++}]";
            yield return new SwitchCase(
                json.Text("label") ?? "",
                CompiledExpression.Compile(json["condition"], null),
                $"{node.Path}.{place}.condition",
                node.Child(place));
        }
    }
}
