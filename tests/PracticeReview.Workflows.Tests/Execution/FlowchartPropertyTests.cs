using System.Text.Json.Nodes;
using CsCheck;
using PracticeReview.Workflows.Activities;
using PracticeReview.Workflows.Definitions;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Workflows.Tests.Execution;

/// <summary>Random flowcharts with decisions, forks, joins of all kinds and a loop.</summary>
public class FlowchartPropertyTests
{
    private const int Passes = 3;
    private static readonly string[] Modes = ["WaitAny", "WaitAll", "WaitAllActive"];

    private static readonly Gen<(int Kind, int Choice, int[] From)[]> GenActivities =
        Gen.Select(Gen.Int[0, 6], Gen.Int[0, 5], Gen.Int[0, 99].Array[1, 3]).Array[2, 14];

    [Fact]
    public void Without_a_loop_nothing_runs_twice_and_all_ends() => GenActivities.Sample(
        given =>
        {
            var (instance, starts, _) = Run(Define(given, null, pausing: false), reload: false);
            return instance.SubStatus == WorkflowSubStatus.Finished && starts.Values.All(n => n == 1);
        },
        iter: 300,
        print: g => Define(g, null, false).ToJson());

    [Fact]
    public void In_a_loop_nothing_runs_more_often_than_the_loop_turns() => GenActivities.Sample(
        given =>
        {
            var (instance, starts, _) = Run(Looped(given), reload: false);
            return instance.SubStatus == WorkflowSubStatus.Finished && starts["Workflow1:root:body:n0"] == Passes && starts.Values.All(n => n <= Passes);
        },
        iter: 300,
        print: g => Looped(g).ToJson());

    // Branches that leave the loop may lag behind it; then Elsa runs what merges them once for each line that arrives.
    [Fact]
    public void A_loop_that_overtakes_its_branches_ends_too() => Gen.Select(GenActivities, Gen.Int[0, 99]).Sample(
        (given, loop) =>
        {
            var (instance, starts, _) = Run(Define(given, loop, pausing: false), reload: false);
            return instance.SubStatus is WorkflowSubStatus.Finished or WorkflowSubStatus.Faulted && !instance.Incidents.Exists(i => i.Message.Contains("endless")) && starts["Workflow1:root:n0"] <= Passes;
        },
        iter: 300,
        print: g => Define(g.Item1, g.Item2, false).ToJson());

    [Fact]
    public void Suspended_and_reloaded_between_any_two_activities_it_does_the_same() => Gen.Select(GenActivities, Gen.Int[0, 99]).Sample(
        (given, loop) =>
        {
            var stayed = Run(Define(given, loop, pausing: true), reload: false);
            var reloaded = Run(Define(given, loop, pausing: true), reload: true);
            return stayed.Told.SequenceEqual(reloaded.Told);
        },
        iter: 100,
        print: g => Define(g.Item1, g.Item2, true).ToJson());

    [Fact]
    public void Where_no_branch_is_cancelled_pauses_change_nothing_of_what_runs() => GenActivities.Sample(
        given =>
        {
            var plain = Run(Define(given, null, pausing: false, modes: 2), reload: false);
            var paused = Run(Define(given, null, pausing: true, modes: 2), reload: true);
            return plain.Instance.SubStatus == paused.Instance.SubStatus
                && plain.Starts.OrderBy(s => s.Key, StringComparer.Ordinal).SequenceEqual(paused.Starts.OrderBy(s => s.Key, StringComparer.Ordinal));
        },
        iter: 100,
        print: g => Define(g, null, true, 2).ToJson());

    private static (WorkflowInstance Instance, Dictionary<string, int> Starts, List<string> Told) Run(WorkflowDefinition definition, bool reload)
    {
        using var simulation = new Simulation(reload);
        var instance = simulation.RunAsync(definition).GetAwaiter().GetResult();
        var starts = simulation.Simulator.Journal.Where(j => j.EventName == "Started").GroupBy(j => j.ActivityNodeId).ToDictionary(g => g.Key, g => g.Count());
        return (instance, starts, [.. simulation.Simulator.Journal.Select(j => $"{j.ActivityNodeId} {j.EventName} {string.Join(',', j.Outcomes)}"), instance.SubStatus.ToString()]);
    }

    private static WorkflowDefinition Define((int Kind, int Choice, int[] From)[] given, int? loop, bool pausing, int modes = 3)
    {
        var activities = new List<JsonObject> { Step("n0", pausing) };
        var lines = new List<string>();
        foreach (var (index, (kind, choice, from)) in given.Index())
        {
            var id = $"n{index + 1}";
            activities.Add(kind switch
            {
                0 or 1 => Flow.Activity(id, "Elsa.FlowDecision", ("condition", Flow.Literal(choice % 2 == 0))),
                2 => Flow.Activity(id, "Elsa.FlowJoin", ("mode", Flow.Literal(Modes[modes == 3 ? choice % 3 : 1 + (choice % 2)]))),
                3 => Flow.Activity(id, "Elsa.Sequence", ("activities", new JsonArray(Step(id + "a", pausing), Step(id + "b", pausing)))),
                _ => Step(id, pausing),
            });
            foreach (var source in from.Select(f => f % (index + 1)).Distinct())
            {
                lines.Add($"n{source}{(source > 0 && given[source - 1].Kind < 2 ? (choice % 3 > 0 ? ":True" : ":False") : "")}>{id}");
            }
        }

        if (loop is { } at)
        {
            var source = at % (given.Length + 1);
            var port = source > 0 && given[source - 1].Kind < 2 ? (given[source - 1].Choice % 2 == 0 ? ":True" : ":False") : "";
            activities.Add(Flow.Activity("again", "Elsa.FlowDecision", ("condition", Flow.Js($"setX(getX() + 1), getX() < {Passes}"))));
            lines.Add($"n{source}{port}>again");
            lines.Add("again:True>n0");
        }

        return Flow.Workflow(Flow.Chart([.. activities], [.. lines]));
    }

    // The random flowchart as the body of a loop around it.
    private static WorkflowDefinition Looped((int Kind, int Choice, int[] From)[] given)
    {
        var body = (JsonObject)Define(given, null, pausing: false).Root!.DeepClone();
        body["id"] = "body";
        return Flow.Workflow(Flow.Chart(
            [body, Flow.Activity("again", "Elsa.FlowDecision", ("condition", Flow.Js($"setX(getX() + 1), getX() < {Passes}")))], "body>again", "again:True>body"));
    }

    private static JsonObject Step(string id, bool pausing) => Flow.Activity(id, "Test.Step", ("pauses", Flow.Literal(pausing)));
}

/// <summary>Does nothing, at once or after a suspension.</summary>
[Activity("Test.Step")]
public sealed class Step : Activity
{
    [Input]
    public bool Pauses { get; set; }

    public override ValueTask ExecuteAsync(ActivityContext context)
    {
        if (Pauses)
        {
            context.WaitUntil(context.Now, "Step");
        }

        return ValueTask.CompletedTask;
    }
}
