using PracticeReview.Workflows.Execution;

namespace PracticeReview.Workflows.Tests.Expressions;

/// <summary>What a definition may take of the process.</summary>
public class LimitTests
{
    /// <summary>Those that nest would end the process: nothing can catch a stack that is used up.</summary>
    [Theory]
    [InlineData("JavaScript", "for (;;) {}")]
    [InlineData("JavaScript", "const a = []; for (;;) a.push('x'.repeat(100000) + a.length)")]
    [InlineData("JavaScript", "const f = n => f(n + 1); f(0)")]
    [InlineData("JavaScript", "'x'.repeat(2000000000)")]
    [InlineData("JavaScript", "/^(a+)+$/.test('a'.repeat(40) + 'b')")]
    [InlineData("Liquid", "{% for i in (1..5000) %}{% for j in (1..1000) %}{{ i }}{% endfor %}{% endfor %}")]
    [InlineData("Liquid", "{% for i in (1..100000000) %}{{ i }}{% endfor %}")]
    [InlineData("Liquid", "{% assign all = (1..2000000000) %}{{ all | size }}")]
    [InlineData("JavaScript", "let a = {}; for (let i = 0; i < 90000; i++) a = {a}; a")]
    [InlineData("JavaScript", "let a = {}; for (let i = 0; i < 1000; i++) a = {a}; a")]
    [InlineData("JavaScript", "let a = {}; for (let i = 0; i < 90000; i++) a = {a}; setVariable('Deep', a)")]
    [InlineData("JavaScript", "let a = []; for (let i = 0; i < 90000; i++) a = [a]; String(a)")]
    [InlineData("JavaScript", "let a = []; for (let i = 0; i < 90000; i++) a = [a]; JSON.stringify(a)")]
    [InlineData("JavaScript", "let p = {}; for (let i = 0; i < 90000; i++) p = new Proxy(p, {}); p.a")]
    [InlineData("JavaScript", "const s = 'eval(s)'; eval(s)")]
    [InlineData("JavaScript", "const a = {toString() { return '' + this; }}; '' + a")]
    [InlineData("JavaScript", "function* g() { yield* g(); } [...g()]")]
    [InlineData("JavaScript", "eval('('.repeat(90000) + '1' + ')'.repeat(90000))")]
    public async Task An_expression_that_takes_too_much_is_an_incident_of_its_activity_and_input(string type, string code)
    {
        using var simulation = new Simulation();
        var instance = await simulation.RunAsync(Flow.Workflow(Flow.Sequence(Flow.Activity("greedy", "Elsa.WriteLine", ("text", Flow.Expression(type, code))))));

        var incident = Assert.Single(instance.Incidents);
        Assert.Equal(("greedy", "Text", WorkflowSubStatus.Faulted), (incident.ActivityName, incident.Input, instance.SubStatus));
    }

    /// <summary>The text of the expression: what is opened, what stands within it, and what is closed, many times.</summary>
    [Theory]
    [InlineData("JavaScript", "[", "1", "]")]
    [InlineData("JavaScript", "!", "1", "")]
    [InlineData("JavaScript", "(()=>", "1", ")()")]
    [InlineData("JavaScript", "1?", "1", ":1")]
    [InlineData("JavaScript", "if(1)", "1", "")]
    [InlineData("Liquid", "{% if true %}", "x", "{% endif %}")]
    [InlineData("Liquid", "{%- for i in (1..1) -%}", "x", "{% endfor %}")]
    [InlineData("Liquid", "{% capture a %}", "x", "{% endcapture %}")]
    [InlineData("Liquid", "{% case 1 %}{% when 1 %}", "x", "{% endcase %}")]
    [InlineData("Liquid", "{% unless true %}", "x", "{% endunless %}")]
    [InlineData("Liquid", "{% tablerow i in (1..1) %}", "x", "{% endtablerow %}")]
    [InlineData("Liquid", "{% ifchanged %}", "x", "{% endifchanged %}")]
    [InlineData("Liquid", "{% raw %}{% endif %}{{ {% endraw %}{% if true %}", "x", "{% endif %}")]
    [InlineData("Liquid", "{% comment %}{% endif %}{% endcomment %}{% if true %}", "x", "{% endif %}")]
    public async Task A_text_that_is_nested_without_end_is_refused(string type, string open, string middle, string close) =>
        await RefusedAsync(type, string.Concat(Enumerable.Repeat(open, 20_000)) + middle + string.Concat(Enumerable.Repeat(close, 20_000)));

    [Theory]
    [InlineData("{{ ", "(", "1", ")", " }}")]
    [InlineData("{{ a", "[a", "", "]", " }}")]
    [InlineData("{{ 1", " | plus: 1", "", "", " }}")]
    [InlineData("{% if true", " and true", "", "", " %}x{% endif %}")]
    [InlineData("{% if true", " or true", "", "", " %}x{% endif %}")]
    [InlineData("{% assign a = 1", " | plus: 1", "", "", " %}")]
    [InlineData("{{ '}}'", " | append: 1", "", "", " }}")]
    [InlineData("{{ ", "(", "", "", "")]
    public async Task A_tag_that_is_nested_without_end_is_refused(string start, string open, string middle, string close, string end) =>
        await RefusedAsync("Liquid", start + string.Concat(Enumerable.Repeat(open, 20_000)) + middle + string.Concat(Enumerable.Repeat(close, 20_000)) + end);

    private static async Task RefusedAsync(string type, string code)
    {
        using var simulation = new Simulation();
        var instance = await simulation.RunAsync(Flow.Workflow(Flow.Sequence(Flow.Activity("deep", "Elsa.WriteLine", ("text", Flow.Expression(type, code))))));

        Assert.Contains("nest", Assert.Single(instance.Incidents).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_long_but_not_deep_is_read()
    {
        using var simulation = new Simulation();
        var text = string.Concat(Enumerable.Repeat("{% if true %}({{ 1 | plus: 1 }}){% endif %} and or | [ (\nfor if\n", 1000));
        var instance = await simulation.RunAsync(Flow.Workflow(Flow.Sequence(Flow.Activity("long", "Elsa.WriteLine", ("text", Flow.Expression("Liquid", text))))));

        Assert.Empty(instance.Incidents);
        Assert.StartsWith("(2) and or | [ (", Assert.Single(simulation.Lines), StringComparison.Ordinal);
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
