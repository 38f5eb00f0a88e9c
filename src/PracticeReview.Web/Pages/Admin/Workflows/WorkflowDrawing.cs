using System.Globalization;
using System.Text.Json.Nodes;
using PracticeReview.Web.Api.Elsa;
using PracticeReview.Workflows.Activities;
using PracticeReview.Workflows.Definitions;

namespace PracticeReview.Web.Pages.Admin.Workflows;

/// <summary>An activity as it is drawn: a box with two lines of text.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Box">Where it stands, in the units of the designer.</param>
/// <param name="Stands">How it stands in an instance: done, waiting, failed; empty when nothing is known of it.</param>
public sealed record DrawnActivity(string Name, string Kind, Box Box, string Stands);

/// <summary>A way from one activity to another.</summary>
/// <param name="Curve">The curve, as SVG writes it.</param>
/// <param name="Outcome">The outcome that it leads on from; empty where there is only one.</param>
/// <param name="X">Where the outcome is written.</param>
/// <param name="Y">Where the outcome is written.</param>
public sealed record DrawnLine(string Curve, string Outcome, double X, double Y);

/// <summary>A rectangle, in the units of the designer.</summary>
public sealed record Box(double X, double Y, double Width, double Height);

/// <summary>
/// The flowchart of a workflow as the server draws it, with the places that the designer gave: seen at once, without the Studio.
/// </summary>
public sealed class WorkflowDrawing
{
    private const double Margin = 40;
    private static readonly (double Width, double Height) UsualSize = (200, 60);

    private WorkflowDrawing(IReadOnlyList<DrawnActivity> activities, IReadOnlyList<DrawnLine> lines)
    {
        (Activities, Lines) = (activities, lines);
        var (left, top) = (activities.Min(a => a.Box.X) - Margin, activities.Min(a => a.Box.Y) - Margin);
        Frame = new Box(left, top, activities.Max(a => a.Box.X + a.Box.Width) + Margin - left, activities.Max(a => a.Box.Y + a.Box.Height) + Margin - top);
    }

    /// <summary>Its activities, from left to right.</summary>
    public IReadOnlyList<DrawnActivity> Activities { get; }

    /// <summary>Its ways.</summary>
    public IReadOnlyList<DrawnLine> Lines { get; }

    /// <summary>What encloses all of them.</summary>
    public Box Frame { get; }

    /// <summary>Draws a workflow; null when its root is no flowchart with activities.</summary>
    /// <param name="definition">The workflow.</param>
    /// <param name="activities">The known types.</param>
    /// <param name="stats">How its activities stand in an instance, if one is shown.</param>
    public static WorkflowDrawing? Of(WorkflowDefinition definition, ActivityRegistry activities, IReadOnlyList<ExecutionStats> stats)
    {
        if (definition.Root is null || activities.GraphOf(definition).Root.Children is not [{ Type: "Elsa.Flowchart" } chart] || chart.ChildrenOf("activities") is not { Count: > 0 } children)
        {
            return null;
        }

        var byNode = stats.ToLookup(s => s.ActivityNodeId);
        var boxes = new Dictionary<ActivityNode, Box>();
        foreach (var child in children)
        {
            boxes[child] = BoxOf(child, boxes.Count);
        }

        return new WorkflowDrawing(
            [.. children.OrderBy(c => boxes[c].X).ThenBy(c => boxes[c].Y).Select(c => new DrawnActivity(DefinitionComparison.Called(c), c.Descriptor?.DisplayName ?? c.Type, boxes[c], Stands([.. byNode[c.NodeId]])))],
            [.. chart.Lines.GroupBy(line => line.Source).SelectMany(ways => Ways([.. ways], boxes))]);
    }

    // Where the designer gave no place, the activities stand in a row.
    private static Box BoxOf(ActivityNode node, int number)
    {
        var designer = (node.Json["metadata"] as JsonObject)?["designer"] as JsonObject;
        var (position, size) = (designer?["position"] as JsonObject, designer?["size"] as JsonObject);
        return new Box(
            Number(position, "x") ?? number * (UsualSize.Width + 80), Number(position, "y") ?? 0,
            Math.Max(Number(size, "width") ?? 0, UsualSize.Width), Math.Max(Number(size, "height") ?? 0, UsualSize.Height));
    }

    private static double? Number(JsonObject? of, string member) =>
        of?[member] is JsonValue value && double.TryParse(value.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? Math.Clamp(number, -100_000, 100_000) : null;

    private static IEnumerable<DrawnLine> Ways(List<Connection> ways, Dictionary<ActivityNode, Box> boxes)
    {
        var outcomes = ways.Select(way => way.SourcePort).Distinct().ToList();
        foreach (var way in ways)
        {
            var (from, to) = (boxes[way.Source], boxes[way.Target]);
            var (x, y) = (from.X + from.Width, from.Y + (from.Height * (outcomes.IndexOf(way.SourcePort) + 1) / (outcomes.Count + 1)));
            var (endX, endY) = (to.X, to.Y + (to.Height / 2));
            var bend = Math.Max(60, Math.Abs(endX - x) / 2);
            yield return new DrawnLine(
                string.Create(CultureInfo.InvariantCulture, $"M{x:0.#} {y:0.#}C{x + bend:0.#} {y:0.#} {endX - bend:0.#} {endY:0.#} {endX:0.#} {endY:0.#}"),
                outcomes.Count == 1 && way.SourcePort == "Done" ? "" : way.SourcePort, x + 6, y - 4);
        }
    }

    private static string Stands(ExecutionStats[] stats) =>
        stats.Any(s => s.IsFaulted) ? "failed" : stats.Any(s => s.IsBlocked) ? "waiting" : stats.Any(s => s.CompletedCount > 0) ? "done" : "";
}
