using System.Text.Json.Nodes;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Workflows.Tests.Expressions;

public class ExpressionTests
{
    [Theory]
    [InlineData("'é' + getX()", "é0")]
    [InlineData("variables.X = 3; getVariable('X')", "0")]
    [InlineData("setX('12'), getX() + 1", "13")]
    [InlineData("setVariable('New', {a: 1}), toJson(getVariable('New'))", "{\"a\":1}")]
    [InlineData("getInput('Who') + getWho()", "AnaAna")]
    [InlineData("isNullOrEmpty('a')", "False")]
    [InlineData("1e21", "1E+21")]
    [InlineData("undefined", "")]
    [InlineData("return 5", "5")]
    [InlineData("({a: [1, 'x']})", "{\"a\":[1,\"x\"]}")]
    [InlineData("parseJson('[1,2]').length", "2")]
    [InlineData("getWorkflowDefinitionId()", "w")]
    public async Task JavaScript_sees_the_workflow(string code, string line)
    {
        using var simulation = new Simulation();
        await simulation.RunAsync(Flow.Workflow(Flow.Sequence(Flow.WriteJs("w", code))), new() { ["Who"] = "Ana" });

        Assert.Equal([line], simulation.Lines);
    }

    [Theory]
    [InlineData("while (true) {}", "stopped")]
    [InlineData("(function f() { f() })()", "stopped")]
    [InlineData("let a = 'x'; while (true) a += a", "")]
    [InlineData("System.IO.File.ReadAllText('/etc/passwd')", "System is not defined (line 1, column 1)")]
    [InlineData("''.constructor.constructor('return this')().System", null)]
    [InlineData("\n  nosuch()", "nosuch is not defined (line 2, column 3)")]
    [InlineData("throw new Error('no')", "no")]
    public async Task Bad_scripts_become_incidents_that_name_activity_input_and_place(string code, string? says)
    {
        using var simulation = new Simulation();
        var instance = await simulation.RunAsync(Flow.Workflow(Flow.Sequence(Flow.WriteJs("w", code))));

        if (says is null)
        {
            Assert.Equal([""], simulation.Lines);
            return;
        }

        Assert.Equal(WorkflowSubStatus.Faulted, instance.SubStatus);
        var incident = Assert.Single(instance.Incidents);
        Assert.Equal(("w", "Text"), (incident.ActivityName, incident.Input));
        Assert.Contains(says, incident.Message);
    }

    [Fact]
    public async Task Liquid_sees_variables_and_input()
    {
        using var simulation = new Simulation();
        await simulation.RunAsync(
            Flow.Workflow(Flow.Sequence(Flow.Activity("w", "Elsa.WriteLine", ("text", Flow.Expression("Liquid", "{{ Variables.X }} {{ Input.Who | upcase }} {{ CorrelationId }}."))))),
            new() { ["Who"] = "Ana" });

        Assert.Equal(["0 ANA ."], simulation.Lines);
    }

    [Fact]
    public async Task Input_from_outside_gets_its_declared_type()
    {
        using var simulation = new Simulation();
        await simulation.RunAsync(
            Flow.Workflow(Flow.Sequence(Flow.WriteJs("w", "getA() + 1")), json => json["inputs"] = new JsonArray(new JsonObject { ["name"] = "A", ["type"] = "Int32" })),
            new() { ["A"] = "41" });

        Assert.Equal(["42"], simulation.Lines);
    }
}
