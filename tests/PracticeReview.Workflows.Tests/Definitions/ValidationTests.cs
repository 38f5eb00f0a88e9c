using System.Text.Json.Nodes;
using PracticeReview.Workflows.Definitions;

namespace PracticeReview.Workflows.Tests.Definitions;

public class ValidationTests
{
    [Fact]
    public void All_problems_are_told_at_once_with_their_place()
    {
        using var simulation = new Simulation();
        var definition = Flow.Workflow(Flow.Chart(
            [
                Flow.Write("a"), Flow.Write("a"),
                Flow.Activity("n", "Elsa.Nonsense"),
                Flow.Delay("d", "soon"),
                Flow.Activity("c", "Elsa.Cron", ("cronExpression", Flow.Literal("BadCron"))),
                Flow.Activity("e", "Elsa.Event"),
                Flow.WriteJs("j", "1 +"),
                Flow.Activity("s", "Elsa.SetVariable", ("variable", new JsonObject { ["id"] = "nosuch" })),
                Flow.Activity("l", "Elsa.WriteLine", ("text", Flow.Expression("Liquid", "{{ open"))),
            ],
            "a>zz"));

        var problems = simulation.Validate(definition);

        Assert.Contains(problems, p => p is { Path: "$.root.activities[1].id", ActivityId: "a" });
        Assert.Contains(problems, p => p.Path == "$.root.activities[2].type" && p.Message.Contains("Elsa.Nonsense"));
        Assert.Contains(problems, p => p.Path == "$.root.activities[3].timeSpan.expression" && p.Message.Contains("'soon' can't be read as a time span"));
        Assert.Contains(problems, p => p.Path == "$.root.activities[4].cronExpression.expression");
        Assert.Contains(problems, p => p.Path == "$.root.activities[5].eventName" && p.Message.Contains("needs a value"));
        Assert.Contains(problems, p => p.Path == "$.root.activities[6].text.expression" && p.Message.Contains("line 1") && p.FaultsWhenReached);
        Assert.Contains(problems, p => p.Path == "$.root.activities[7].variable" && p.Message.Contains("'nosuch'") && p.FaultsWhenReached);
        Assert.Contains(problems, p => p.Path == "$.root.activities[8].text.expression" && p.Message.Contains("Liquid"));
        Assert.Contains(problems, p => p.Path == "$.root.connections[0].target" && p.Message.Contains("'zz'"));
        Assert.Equal(9, problems.Count);
    }

    [Theory]
    [InlineData("", "not valid JSON")]
    [InlineData("[]", "is a JSON object")]
    [InlineData("{}", "no root activity")]
    [InlineData("{\"id\":1,\"id\":2,\"root\":{}}", "not valid JSON")]
    public void What_is_no_definition_is_refused(string json, string says) =>
        Assert.Contains(says, Assert.Throws<InvalidDefinitionException>(() => WorkflowDefinition.Parse(json)).Message);

    [Fact]
    public void Unknown_members_survive()
    {
        var definition = WorkflowDefinition.Parse("""{"id":"1","root":{"id":"a","type":"Elsa.WriteLine","later":{"x":[1]}},"alsoLater":true}""");

        Assert.Equal("""{"id":"1","root":{"id":"a","type":"Elsa.WriteLine","later":{"x":[1]}},"alsoLater":true}""", JsonNode.Parse(definition.ToJson())!.ToJsonString());
    }

    [Theory]
    [InlineData("Elsa.FlowSwitch")]
    [InlineData("Elsa.Switch")]
    public void Cases_that_are_no_list_are_refused(string type)
    {
        using var simulation = new Simulation();
        var cases = new JsonObject { ["typeName"] = "Object", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = "[]" } };

        Assert.Equal("'cases' is no list of cases.", Assert.Single(simulation.Validate(Flow.Workflow(Flow.Sequence(Flow.Activity("switch", type, ("cases", cases)))))).Message);
    }

    [Fact]
    public void A_workflow_that_contains_itself_is_refused()
    {
        using var simulation = new Simulation();
        var definition = Flow.Workflow(Flow.Sequence(Flow.Activity("again", "W")), json => json["options"] = new JsonObject { ["usableAsActivity"] = true });
        simulation.Simulator.Add(definition);

        Assert.Contains("contains itself", Assert.Single(simulation.Validate(definition)).Message);
    }
}
