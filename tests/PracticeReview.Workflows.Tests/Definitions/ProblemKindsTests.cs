using System.Text.Json.Nodes;
using PracticeReview.Workflows.Activities;
using PracticeReview.Workflows.Definitions;

namespace PracticeReview.Workflows.Tests.Definitions;

/// <summary>Each kind of problem and of warning, where it is told and in which words.</summary>
public class ProblemKindsTests
{
    public static TheoryData<string, JsonObject, string> Problems => new()
    {
        { "$.root.activities[0].type (n)", Flow.Chart([Flow.Activity("n", "Elsa.Nonsense")]), "no activity of type 'Elsa.Nonsense'" },
        { "$.root.activities[0].type (n)", Flow.Chart([Flow.Activity("n", "")]), "has no type" },
        { "$.root.activities[1].id (a)", Flow.Chart([Flow.Write("a"), Flow.Write("a")]), "'a' is used by another" },
        { "$.root.connections[0].target (root)", Flow.Chart([Flow.Write("a")], "a>zz"), "'zz' is not in this flowchart" },
        { "$.root.connections[0].source (root)", Flow.Chart([Flow.Write("a")], "zz>a"), "'zz' is not in this flowchart" },
        { "$.root.start (root)", With(Flow.Chart([Flow.Write("a")]), "start", "zz"), "start activity 'zz'" },
        { "$.root.activities[0].eventName (e)", Flow.Sequence(Flow.Activity("e", "Elsa.Event")), "needs a value for 'Event name'" },
        { "$.root.activities[0].eventName.expression (e)", Flow.Sequence(Flow.Event("e", "")), "needs a value for 'Event name'" },
        { "$.root.activities[0].text.expression (j)", Flow.Sequence(Flow.WriteJs("j", "let a = 1;\n  a +* 2")), "line 2, column 6" },
        { "$.root.activities[0].script.expression (j)", Flow.Sequence(Flow.Activity("j", "Elsa.RunJavaScript", ("script", Flow.Literal("\n\n  1 1")))), "line 3, column 5" },
        { "$.root.activities[0].text.expression (l)", Flow.Sequence(Flow.Activity("l", "Elsa.WriteLine", ("text", Flow.Expression("Liquid", "a\n{% if %}")))), "(2:" },
        { "$.root.activities[0].text.expression (o)", Flow.Sequence(Flow.Activity("o", "Elsa.WriteLine", ("text", Flow.Expression("Object", "{\n\"a\": }")))), "line 2, column 6" },
        { "$.root.activities[0].text.expression (p)", Flow.Sequence(Flow.Activity("p", "Elsa.WriteLine", ("text", Flow.Expression("Python", "1")))), "no expressions of type 'Python'" },
        { "$.root.activities[0].cases[1].condition (s)", Flow.Sequence(Flow.Activity("s", "Elsa.FlowSwitch", ("cases", new JsonArray(Case("a", "true"), Case("b", "(("))))), "JavaScript can't be read (line 1, column 3)" },
        { "$.root.activities[0].timeSpan.expression (d)", Flow.Sequence(Flow.Delay("d", "soon")), "'soon' can't be read as a time span" },
        { "$.root.activities[0].cronExpression.expression (c)", Flow.Sequence(Flow.Activity("c", "Elsa.Cron", ("cronExpression", Flow.Literal("61 * * * *")))), "can't be read as a cron expression" },
        { "$.root.activities[0].dateTime.expression (t)", Flow.Sequence(Flow.Activity("t", "Elsa.StartAt", ("dateTime", Flow.Literal("someday")))), "can't be read as a point in time" },
        { "$.root.activities[0].mode.expression (j)", Flow.Sequence(Flow.Activity("j", "Elsa.FlowJoin", ("mode", Flow.Literal("WaitSome")))), "WaitAny, WaitAll, WaitAllActive" },
        { "$.root.activities[0].variable (v)", Flow.Sequence(Flow.Activity("v", "Elsa.SetVariable", ("variable", new JsonObject { ["id"] = "nosuch" }))), "no variable 'nosuch'" },
        { "$.root.activities[0].text.expression (v)", Flow.Sequence(Flow.Activity("v", "Elsa.WriteLine", ("text", Flow.Expression("Variable", "nosuch")))), "no variable 'nosuch'" },
        { "$.root.activities[0].variables[1].name", Flow.Sequence(With(Flow.Sequence(), "variables", new JsonArray(Variable("a", null), Variable("a", null)))), "two variables called 'a'" },
        { "$.root.activities[0].variables[0].value", Flow.Sequence(With(Flow.Sequence(), "variables", new JsonArray(Variable("a", "many")))), "'many' can't be read as a whole number" },
        { "$.root.activities[0].body.activities[0].timeSpan.expression (d)", Flow.Sequence(Flow.Activity("w", "Elsa.While", ("condition", Flow.Js("true")), ("body", Body(Flow.Delay("d", "x"))))), "time span" },
    };

    public static TheoryData<string, JsonObject, string> Warnings => new()
    {
        { "$.root.activities[1] (b)", Flow.Chart([Flow.Write("a"), Flow.Write("b")]), "never runs" },
        { "$.root.connections[0].source.port (a)", Flow.Chart([Flow.Write("a"), Flow.Write("b")], "a:True>b"), "never ends with 'True', only with 'Done'" },
        { "$.root.connections[0].source.port (s)", Flow.Chart([Flow.Activity("s", "Elsa.FlowSwitch", ("cases", new JsonArray(Case("x", "true")))), Flow.Write("b")], "s:y>b"), "only with 'x', 'Default'" },
        { "$.root.connections[0].source.port (f)", Flow.Chart([Flow.Activity("f", "Elsa.FlowFork", ("branches", Flow.Expression("Object", "[\"x\"]"))), Flow.Write("b")], "f:y>b"), "only with 'x'" },
        { "$.root.connections[3] (c)", Flow.Chart([Flow.Write("a"), Decision("d"), Flow.Write("b"), Flow.Write("c"), Flow.Write("z")], "a>d", "d:True>b", "d:False>c", "c>b", "b>c", "b>z"), "following the line is a fault" },
        { "$.root.activities[0] (a)", Flow.Chart([Flow.Write("a"), Flow.Write("b")], "a>b", "b>a"), "goes round for ever" },
    };

    [Fact]
    public void A_problem_names_the_activity_as_the_drawing_does_and_the_input()
    {
        var activity = Flow.WriteJs("Inner", "return getX( +;");
        activity["metadata"] = new JsonObject { ["displayText"] = "Say it" };
        var problem = Assert.Single(new DefinitionValidator(new ActivityRegistry()).Validate(Flow.Workflow(Flow.Sequence(activity))));

        Assert.Equal("Say it", problem.ActivityName);
        Assert.Equal("Text: The JavaScript can't be read (line 1, column 15): Unexpected token ';'", problem.Message);
    }

    [Theory]
    [MemberData(nameof(Problems))]
    public void A_problem_is_told_with_its_place(string place, JsonObject root, string says)
    {
        using var simulation = new Simulation();
        var problem = Assert.Single(simulation.Validate(Flow.Workflow((JsonObject)root.DeepClone())));

        Assert.StartsWith(place + ": ", problem.ToString());
        Assert.Contains(says, problem.Message);
    }

    [Theory]
    [MemberData(nameof(Warnings))]
    public void A_warning_is_told_with_its_place_and_is_no_problem(string place, JsonObject root, string says)
    {
        using var simulation = new Simulation();
        var definition = Flow.Workflow((JsonObject)root.DeepClone());

        Assert.Empty(simulation.Validate(definition));
        var warning = Assert.Single(new DefinitionValidator(simulation.Activities).Warnings(definition));
        Assert.StartsWith(place + ": ", warning.ToString());
        Assert.Contains(says, warning.Message);
    }

    [Theory]
    [InlineData("a>d,d:True>a,d:False>z")]
    [InlineData("a>d,d:True>a")]
    [InlineData("a>d,d:True>d,d:False>z,z>a")]
    public void A_loop_with_a_way_out_is_fine_and_so_is_one_that_stops_by_itself(string lines)
    {
        using var simulation = new Simulation();
        var warnings = new DefinitionValidator(simulation.Activities).Warnings(Flow.Workflow(Flow.Chart([Flow.Write("a"), Decision("d"), Flow.Write("z")], lines.Split(','))));

        Assert.Equal(lines.Contains("z>a") ? 1 : 0, warnings.Count(w => w.Message.Contains("for ever")));
    }

    [Fact]
    public void A_name_is_told_beside_the_id()
    {
        using var simulation = new Simulation();
        var delay = Flow.Delay("d", "soon");
        delay["name"] = "Wait a bit";

        Assert.Contains(" (Wait a bit, d): ", Assert.Single(simulation.Validate(Flow.Workflow(Flow.Sequence(delay)))).ToString());
    }

    private static JsonObject Case(string label, string condition) => new() { ["label"] = label, ["condition"] = new JsonObject { ["type"] = "JavaScript", ["value"] = condition } };

    private static JsonObject Decision(string id) => Flow.Activity(id, "Elsa.FlowDecision", ("condition", Flow.Js("true")));

    private static JsonObject Variable(string name, string? value) => new() { ["id"] = name, ["name"] = name, ["typeName"] = "Int32", ["value"] = value };

    private static JsonObject Body(params JsonObject[] activities) => Flow.Activity("body", "Elsa.Sequence", ("activities", new JsonArray(activities)));

    private static JsonObject With(JsonObject json, string member, JsonNode? value)
    {
        json[member] = value;
        return json;
    }
}
