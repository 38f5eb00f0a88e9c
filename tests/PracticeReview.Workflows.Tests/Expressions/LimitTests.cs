using PracticeReview.Workflows.Execution;

namespace PracticeReview.Workflows.Tests.Expressions;

/// <summary>What a definition may take of the process.</summary>
public class LimitTests
{
    [Theory]
    [InlineData("JavaScript", "for (;;) {}")]
    [InlineData("JavaScript", "const a = []; for (;;) a.push('x'.repeat(100000) + a.length)")]
    [InlineData("JavaScript", "const f = n => f(n + 1); f(0)")]
    [InlineData("JavaScript", "'x'.repeat(2000000000)")]
    [InlineData("JavaScript", "/^(a+)+$/.test('a'.repeat(40) + 'b')")]
    [InlineData("Liquid", "{% for i in (1..5000) %}{% for j in (1..1000) %}{{ i }}{% endfor %}{% endfor %}")]
    [InlineData("Liquid", "{% for i in (1..100000000) %}{{ i }}{% endfor %}")]
    [InlineData("Liquid", "{% assign all = (1..2000000000) %}{{ all | size }}")]
    public async Task An_expression_that_takes_too_much_is_an_incident_of_its_activity_and_input(string type, string code)
    {
        using var simulation = new Simulation();
        var instance = await simulation.RunAsync(Flow.Workflow(Flow.Sequence(Flow.Activity("greedy", "Elsa.WriteLine", ("text", Flow.Expression(type, code))))));

        var incident = Assert.Single(instance.Incidents);
        Assert.Equal(("greedy", "Text", WorkflowSubStatus.Faulted), (incident.ActivityName, incident.Input, instance.SubStatus));
    }

    [Theory]
    [InlineData("typeof System")]
    [InlineData("typeof importNamespace")]
    [InlineData("typeof (function(){ return this }()).clr")]
    public async Task Scripts_see_nothing_of_dotnet(string code)
    {
        using var simulation = new Simulation();
        await simulation.RunAsync(Flow.Workflow(Flow.Sequence(Flow.WriteJs("w", code))));

        Assert.Equal(["undefined"], simulation.Lines);
    }

    [Fact]
    public async Task An_endless_loop_stops_the_instance_whatever_the_incident_strategy()
    {
        using var simulation = new Simulation();
        var definition = Flow.Workflow(
            Flow.Sequence(Flow.Activity("loop", "Elsa.While", ("condition", Flow.Literal(true)), ("body", Flow.Write("again")))),
            json => json["options"] = new System.Text.Json.Nodes.JsonObject { ["incidentStrategyType"] = "Elsa.Workflows.IncidentStrategies.ContinueWithIncidentsStrategy, Elsa.Workflows.Core" });
        var instance = WorkflowInstance.Of(definition, "i", Simulation.Start);

        await simulation.Runner.StartAsync(definition, instance, simulation.Services, new BurstOptions { MaximumActivities = 50 });

        Assert.Equal(WorkflowSubStatus.Faulted, instance.SubStatus);
        Assert.Contains("More than 50 activities ran without a pause", Assert.Single(instance.Incidents).Message);
    }
}
