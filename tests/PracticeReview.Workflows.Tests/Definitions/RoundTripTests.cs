using System.Text.Json.Nodes;
using CsCheck;
using PracticeReview.Workflows.Definitions;

namespace PracticeReview.Workflows.Tests.Definitions;

/// <summary>Whatever a definition holds is still there after reading and writing, byte for byte.</summary>
public class RoundTripTests
{
    private static readonly Gen<string> GenName = Gen.OneOf(
        Any("type", "name", "metadata", "customProperties", "expression", "typeName", "memoryReference", "nodeId", "ümlaut", "<later>", "$odd"), Gen.String[Gen.Char.AlphaNumeric, 1, 6]);

    private static readonly Gen<string> GenValue = Gen.OneOf(
        Gen.Int.Select(i => i.ToString(System.Globalization.CultureInfo.InvariantCulture)), Any("null", "true", "false", "1.50", "1e3", "-0", "\"\"", "\"\\u00e9 'x' \\\\ <b>\"", "12345678901234567890"));

    [Fact]
    public void Members_that_nothing_knows_survive() => GenObject(3).Sample(extra =>
    {
        var json = $$"""{"id":"1","definitionId":"d","later":{{extra}},"root":{"id":"a","type":"Elsa.WriteLine","text":null,"unknown":{{extra}},"metadata":{{extra}} },"options":{{extra}} }""";
        var definition = WorkflowDefinition.Parse(json);
        var exported = definition.ToJson();
        var imported = WorkflowDefinition.Parse(exported);
        return imported.ToJson() == exported && JsonNode.DeepEquals(JsonNode.Parse(json), JsonNode.Parse(exported));
    }, iter: 300);

    [Fact]
    public void Nothing_readable_makes_the_validator_fail() => GenObject(4).Sample(extra =>
    {
        using var simulation = new Simulation();
        var json = $$"""{"variables":[{{extra}}],"inputs":[{{extra}}],"root":{"id":"f","type":"Elsa.Flowchart","activities":[{"id":"a","type":"Elsa.Event","eventName":{{extra}},"cases":[{{extra}}]},{{extra}}],"connections":[{{extra}},{"source":"a","target":{{extra}} }]} }""";
        var definition = WorkflowDefinition.Parse(json);
        _ = simulation.Validate(definition).Select(p => p.ToString()).ToList();
        _ = new DefinitionValidator(simulation.Activities).Warnings(definition);
    }, iter: 300);

    [Fact]
    public void Every_scenario_is_written_as_it_was_read_and_validation_changes_nothing()
    {
        using var simulation = new Simulation();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Scenarios"), "*.json").Where(f => !f.EndsWith("scenarios.json", StringComparison.Ordinal)))
        {
            var definition = WorkflowDefinition.Parse(File.ReadAllText(file));
            var exported = definition.ToJson();
            simulation.Validate(definition);

            Assert.Equal(exported, definition.ToJson());
            Assert.Equal(exported, WorkflowDefinition.Parse(exported).ToJson());
            Assert.True(JsonNode.DeepEquals(JsonNode.Parse(File.ReadAllText(file)), JsonNode.Parse(exported)), file);
        }
    }

    private static Gen<string> Any(params string[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static Gen<string> GenObject(int depth) =>
        Gen.Select(GenName, depth == 0 ? GenValue : Gen.OneOf(GenValue, GenObject(depth - 1), GenObject(depth - 1).Array[0, 3].Select(a => "[" + string.Join(",", a) + "]")))
            .Array[0, 4].Select(members => "{" + string.Join(",", members.DistinctBy(m => m.Item1).Select(m => $"\"{m.Item1}\":{m.Item2}")) + "}");
}
