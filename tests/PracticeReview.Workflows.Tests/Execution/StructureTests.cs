using System.Text.Json.Nodes;

namespace PracticeReview.Workflows.Tests.Execution;

/// <summary>Loops, forks and endings in the structured form.</summary>
public class StructureTests
{
    public static TheoryData<string, JsonObject, string> Structures => new()
    {
        {
            "break ends the loop, not what is around it",
            Flow.Sequence(
                Flow.Activity("w", "Elsa.While", ("condition", Flow.Js("true")), ("body", Body("b",
                    Flow.WriteJs("n", "setX(getX() + 1), 'x' + getX()"),
                    Flow.Activity("if", "Elsa.If", ("condition", Flow.Js("getX() == 2")), ("then", Flow.Activity("stop", "Elsa.Break"))),
                    Flow.Write("on")))),
                Flow.Write("done")),
            "x1 on x2 done"
        },
        {
            "the first branch completes the fork; what had its turn already still runs, as in Elsa",
            Flow.Sequence(
                Flow.Activity("f", "Elsa.Fork", ("joinMode", "WaitAny"), ("branches", new JsonArray(
                    Body("p", Flow.Write("p1"), Flow.Write("p2")), Body("q", Flow.Write("q1"), Flow.Write("q2"), Flow.Write("q3"))))),
                Flow.Write("done")),
            "p1 q1 p2 q2 done"
        },
        {
            "counting down, end excluded",
            Flow.Sequence(Flow.Activity("f", "Elsa.For", ("start", Flow.Literal("3")), ("end", Flow.Literal("0")), ("step", Flow.Literal(-1)), ("outerBoundInclusive", Flow.Literal(false)),
                ("body", Flow.WriteJs("b", "getVariable('CurrentValue')")))),
            "3 2 1"
        },
        {
            "for each side by side",
            Flow.Sequence(
                Flow.Activity("f", "Elsa.ParallelForEach", ("items", Flow.Js("['a', 'b']")), ("body", Body("s", Flow.WriteJs("one", "getVariable('CurrentValue') + 1"), Flow.WriteJs("two", "getVariable('CurrentValue') + 2")))),
                Flow.Write("done")),
            "a1 b1 a2 b2 done"
        },
        { "finish ends everything", Flow.Sequence(Flow.Write("a"), Body("s", Flow.Activity("f", "Elsa.Finish"), Flow.Write("b")), Flow.Write("c")), "a" },
        { "end completes the sequence around it", Flow.Sequence(Body("s", Flow.Write("a"), Flow.Activity("e", "Elsa.End"), Flow.Write("b")), Flow.Write("c")), "a c" },
        { "an empty switch goes on", Flow.Sequence(Flow.Activity("s", "Elsa.Switch", ("cases", new JsonArray())), Flow.Write("c")), "c" },
    };

    [Theory]
    [MemberData(nameof(Structures))]
    public async Task Structures_run_in_order(string rule, JsonObject root, string lines)
    {
        using var simulation = new Simulation();
        var definition = Flow.Workflow((JsonObject)root.DeepClone());
        Assert.Empty(simulation.Validate(definition));
        var instance = await simulation.RunAsync(definition);

        Assert.True(lines == string.Join(' ', simulation.Lines), $"{rule}: {string.Join(' ', simulation.Lines)}");
        Assert.Equal("Finished", instance.SubStatus.ToString());
    }

    private static JsonObject Body(string id, params JsonObject[] activities) => Flow.Activity(id, "Elsa.Sequence", ("activities", new JsonArray(activities)));
}
