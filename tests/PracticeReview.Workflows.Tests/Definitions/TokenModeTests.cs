using System.Text.Json.Nodes;
using PracticeReview.Workflows.Definitions;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Workflows.Tests.Definitions;

/// <summary>Token-based flowcharts are refused where they are declared, before anything of them runs.</summary>
public class TokenModeTests
{
    public static TheoryData<string, string, Action<JsonObject>> Declarations => new()
    {
        { "$.customProperties['Flowchart:ExecutionMode']", "Token-based", w => w["customProperties"] = Mode("TokenBased") },
        { "$.options['Flowchart:ExecutionMode']", "Token-based", w => w["options"] = Mode("tokenBased") },
        { "$.root.customProperties['Flowchart:ExecutionMode']", "Token-based", w => w["root"]!["customProperties"] = Mode(1) },
        { "$.root.activities[1].customProperties.mergeMode", "'Race'", w => Second(w)["customProperties"] = new JsonObject { ["mergeMode"] = "Race" } },
        { "$.root.activities[1].mergeMode", "'Converge'", w => Second(w)["mergeMode"] = Flow.Literal("Converge") },
        { "$.root.connections[0]", "'Cascade'", w => w["root"]!["connections"]![0]!["customProperties"] = new JsonObject { ["mergeMode"] = "Cascade" } },
    };

    [Theory]
    [MemberData(nameof(Declarations))]
    public async Task It_is_refused_by_validation_and_at_execution(string place, string names, Action<JsonObject> declare)
    {
        using var simulation = new Simulation();
        var definition = Chart(declare);

        var problem = Assert.Single(simulation.Validate(definition));
        Assert.Equal(place, problem.Path);
        Assert.Contains(names, problem.Message);
        Assert.Contains("counter-based", problem.Message);
        var refusal = await Assert.ThrowsAsync<InvalidDefinitionException>(() => simulation.RunAsync(definition));
        Assert.Contains(problem.Message, refusal.Message);
        Assert.Empty(simulation.Lines);
    }

    [Fact]
    public async Task What_says_nothing_or_asks_for_counters_runs_as_before()
    {
        using var simulation = new Simulation();
        var definition = Chart(w =>
        {
            w["customProperties"] = Mode("CounterBased");
            w["root"]!["customProperties"] = Mode("Default");
            Second(w)["customProperties"] = new JsonObject { ["mergeMode"] = "None" };
        });

        Assert.Empty(simulation.Validate(definition));
        Assert.Equal(WorkflowSubStatus.Finished, (await simulation.RunAsync(definition)).SubStatus);
        Assert.Equal(["a", "b"], simulation.Lines);
    }

    private static WorkflowDefinition Chart(Action<JsonObject> change) => Flow.Workflow(Flow.Chart([Flow.Write("a"), Flow.Write("b")], "a>b"), change);

    private static JsonObject Mode(JsonNode mode) => new() { ["Flowchart:ExecutionMode"] = mode };

    private static JsonObject Second(JsonObject workflow) => workflow["root"]!["activities"]![1]!.AsObject();
}
