using System.Text.Json.Nodes;
using PracticeReview.Workflows.Activities;
using PracticeReview.Workflows.Execution;
using PracticeReview.Workflows.Expressions;

namespace PracticeReview.Workflows.Definitions;

/// <summary>What a flowchart says that can hardly be meant, though it runs: activities never reached, ways never taken, loops without a way out.</summary>
internal sealed class FlowchartWarnings
{
    // One line cut can leave most of a flowchart behind.
    private const int MostNamed = 4;

    private readonly ActivityNode _flowchart;
    private readonly FlowGraph _flow;
    private readonly IReadOnlyList<Connection> _lines;
    private readonly List<DefinitionProblem> _found = [];

    private FlowchartWarnings(ActivityNode flowchart)
    {
        _flowchart = flowchart;
        _flow = flowchart.Flow(Flowchart.UsualStartOf(flowchart));
        _lines = flowchart.Lines;
    }

    public static IReadOnlyList<DefinitionProblem> Of(ActivityNode flowchart)
    {
        var warnings = new FlowchartWarnings(flowchart);
        warnings.FindEndlessLoops();
        warnings.FindWaysNeverTaken();
        warnings.FindUnreached();
        return warnings._found;
    }

    private void FindUnreached()
    {
        var unreached = _flowchart.ChildrenOf("activities").Where(a => _flow.IsDangling(a) && !a.CanStartWorkflow).ToList();
        if (unreached.Count == 0)
        {
            return;
        }

        var named = unreached.Count <= MostNamed + 1 ? unreached : unreached[..MostNamed];
        var names = string.Join(", ", named.Select(a => $"'{a.Label}'")) + (named.Count < unreached.Count ? $" and {unreached.Count - named.Count} more" : "");
        Warn(unreached[0], unreached[0].Path, $"Nothing leads to {names} from the start of the flowchart, so {(unreached.Count == 1 ? "it never runs" : "they never run")}.");
    }

    private void FindWaysNeverTaken()
    {
        foreach (var (index, line) in _lines.Index())
        {
            var path = $"{_flowchart.Path}.connections[{index}]";
            if (_flow.IsBackward(line, out var isValid) && !isValid && !_flow.IsDangling(line.Source))
            {
                Warn(line.Source, path, $"This line leads back to '{line.Target.Label}', but '{line.Source.Label}' can also be reached without passing it: following the line is a fault.");
            }

            if (OutcomesOf(line.Source) is { } outcomes && !outcomes.Contains(line.SourcePort))
            {
                Warn(line.Source, path + ".source.port", $"'{line.Source.Label}' never ends with '{line.SourcePort}', only with {string.Join(", ", outcomes.Select(o => $"'{o}'"))}.");
            }
        }
    }

    // From everywhere that is reached there should be a way to where the flowchart can end: a terminal activity, or an outcome that leads nowhere.
    private void FindEndlessLoops()
    {
        var ends = _flowchart.ChildrenOf("activities").Where(CanEnd).ToHashSet();
        while (_lines.Any(l => ends.Contains(l.Target) && IsTaken(l) && ends.Add(l.Source)))
        {
        }

        if (_flowchart.ChildrenOf("activities").FirstOrDefault(a => !_flow.IsDangling(a) && !ends.Contains(a)) is { } stuck)
        {
            Warn(stuck, stuck.Path, $"No way from '{stuck.Label}' leads to an end of the flowchart: this branch goes round for ever.");
        }
    }

    private bool CanEnd(ActivityNode activity) =>
        activity.Descriptor is not { } descriptor || descriptor.IsTerminal
        || (OutcomesOf(activity) is { } outcomes ? outcomes.Any(o => _flow.Outbound(activity).All(l => l.SourcePort != o)) : _flow.Outbound(activity).Count == 0);

    private static bool IsTaken(Connection line) => OutcomesOf(line.Source)?.Contains(line.SourcePort) ?? true;

    // Null when they can't be known beforehand.
    private static IReadOnlyList<string>? OutcomesOf(ActivityNode activity) => activity.Type switch
    {
        "Elsa.FlowSwitch" => [.. activity.Cases.Select(c => c.Label), "Default"],
        "Elsa.FlowFork" => Literals(activity, "branches") is { Count: > 0 } branches ? branches : activity.Json["branches"] is null ? ["Done"] : null,
        "Elsa.RunJavaScript" => Literals(activity, "possibleOutcomes") is { Count: > 0 } possible ? [.. possible, "Done"] : null,
        _ => activity.Descriptor is not { } descriptor ? null
            : descriptor.Workflow is { Outcomes.Count: > 0 } ? [.. descriptor.Outcomes, "Done"]
            : descriptor.Outcomes,
    };

    private static List<string> Literals(ActivityNode activity, string member) =>
        activity.Descriptor?.Inputs.FirstOrDefault(i => JsonReading.CamelCase(i.Name) == member) is { } descriptor
        && activity.Input(descriptor).Expression is LiteralExpression { Value: JsonArray array }
            ? [.. array.Select(Values.ToText)]
            : [];

    private void Warn(ActivityNode activity, string path, string message) => _found.Add(new DefinitionProblem(path, activity.Id, message) { ActivityName = activity.Name });
}
