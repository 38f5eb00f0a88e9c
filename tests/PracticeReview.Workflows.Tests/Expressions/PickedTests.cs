using System.Text.Json.Nodes;
using PracticeReview.Workflows.Definitions;

namespace PracticeReview.Workflows.Tests.Expressions;

/// <summary>What was picked from a list in the Studio is written as an object, as the text of one, or as a bare name or id.</summary>
public class PickedTests
{
    public static TheoryData<JsonNode, JsonNode> Forms { get; } = new()
    {
        { "Greeting", "who" },
        { "v1", "who" },
        { new JsonObject { ["id"] = "v1", ["name"] = "Renamed since" }, new JsonObject { ["name"] = "who", ["type"] = "String" } },
        { """{"id":"v1","name":"Renamed since","typeName":"String","isArray":false,"value":"hi"}""", """{"type":"String","name":"who","displayName":"Who"}""" },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Its_value_is_taken(JsonNode variable, JsonNode input)
    {
        using var simulation = new Simulation();
        var definition = Flow.Workflow(
            Flow.Sequence(
                Flow.Activity("set", "Elsa.SetVariable", ("variable", variable.DeepClone()), ("value", Flow.Js("getInput('who') + '!'"))),
                Flow.Activity("variable", "Elsa.WriteLine", ("text", Expression("Variable", variable))),
                Flow.Activity("input", "Elsa.WriteLine", ("text", Expression("Input", input)))),
            json =>
            {
                json["variables"] = new JsonArray(new JsonObject { ["id"] = "v1", ["name"] = "Greeting", ["typeName"] = "String" });
                json["inputs"] = new JsonArray(new JsonObject { ["name"] = "who", ["type"] = "String", ["defaultValue"] = "Bob" });
            });

        Assert.Empty(simulation.Validate(definition));
        await simulation.RunAsync(definition);

        Assert.Equal(["Bob!", "Bob"], simulation.Lines);
    }

    [Fact]
    public void An_input_that_the_workflow_does_not_have_is_warned_of()
    {
        using var simulation = new Simulation();
        var definition = Flow.Workflow(Flow.Sequence(Flow.Activity("say", "Elsa.WriteLine", ("text", Expression("Input", "nobody")))));

        Assert.Equal("'say' takes the input 'nobody', which the workflow does not have: it is empty.", Assert.Single(new DefinitionValidator(simulation.Activities).Warnings(definition)).Message);
    }

    private static JsonObject Expression(string type, JsonNode value) =>
        new() { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = type, ["value"] = value.DeepClone() } };
}
