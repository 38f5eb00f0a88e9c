using System.Text.Json.Nodes;
using CsCheck;
using PracticeReview.Workflows.Definitions;

namespace PracticeReview.Workflows.Tests.Execution;

/// <summary>Random flowcharts: written and read at each suspension or not, an instance does the same.</summary>
public class ReloadTests
{
    private static readonly string[] Modes = ["WaitAny", "WaitAll", "WaitAllActive"];

    private static readonly Gen<(int Kind, int Choice, int[] From)> GenActivity =
        Gen.Select(Gen.Int[0, 5], Gen.Int[0, 5], Gen.Int[0, 99].Array[1, 3]);

    private static readonly Gen<((int Kind, int Choice, int[] From)[] Activities, int Loop)> GenChart =
        Gen.Select(GenActivity.Array[2, 12], Gen.Int[0, 11]);

    [Fact]
    public void A_reloaded_instance_does_the_same() => GenChart.Sample(
        chart =>
        {
            var stayed = Run(chart.Activities, chart.Loop, reload: false);
            var reloaded = Run(chart.Activities, chart.Loop, reload: true);
            return stayed.SequenceEqual(reloaded);
        },
        iter: 60,
        print: c => Define(c.Activities, c.Loop).ToJson());

    private static List<string> Run((int, int, int[])[] activities, int loop, bool reload)
    {
        using var simulation = new Simulation(reload);
        var instance = simulation.RunAsync(Define(activities, loop)).GetAwaiter().GetResult();
        return [.. simulation.Lines, instance.SubStatus.ToString(), .. simulation.Simulator.Journal.Select(j => $"{j.ActivityNodeId} {j.EventName} {string.Join(',', j.Outcomes)} {j.Timestamp:O}")];
    }

    private static WorkflowDefinition Define((int Kind, int Choice, int[] From)[] given, int loop)
    {
        var activities = new List<JsonObject> { Flow.WriteJs("n0", "setX(getX() + 1), 'pass ' + getX()") };
        var lines = new List<string>();
        foreach (var (index, (kind, choice, from)) in given.Index())
        {
            var id = $"n{index + 1}";
            activities.Add(kind switch
            {
                0 => Flow.Activity(id, "Elsa.FlowDecision", ("condition", Flow.Js($"getX() % 2 == {choice % 2}"))),
                1 => Flow.Activity(id, "Elsa.FlowJoin", ("mode", Flow.Literal(Modes[choice % 3]))),
                2 => Flow.Delay(id, $"00:0{choice}:00"),
                3 => Flow.Activity(id, "Elsa.ForEach", ("items", Flow.Js("[1, 'b', {c: 1.50}]")), ("body", choice < 3 ? Flow.WriteJs(id + "b", "toJson(getVariable('CurrentValue'))") : Flow.Delay(id + "b", "00:00:01"))),
                4 => Flow.Activity(id, "Elsa.SetVariable", ("variable", "X"), ("value", Flow.Js($"getX() + {choice}"))),
                _ => Flow.WriteJs(id, $"'{id} ' + getX()"),
            });
            foreach (var source in from.Select(f => f % (index + 1)).Distinct())
            {
                var port = source > 0 && given[source - 1].Kind == 0 ? (choice % 2 == 0 ? ":True" : ":False") : "";
                lines.Add($"n{source}{port}>{id}");
            }
        }

        activities.Add(Flow.Activity("again", "Elsa.FlowDecision", ("condition", Flow.Js("getX() < 6"))));
        lines.Add($"n{loop % (given.Length + 1)}>again");
        lines.Add("again:True>n0");
        return Flow.Workflow(Flow.Chart([.. activities], [.. lines]));
    }
}
