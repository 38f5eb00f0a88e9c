using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PracticeReview.Simulation;

namespace PracticeReview.Tests.Simulation;

public sealed class AssumptionNamesTests
{
    [Fact]
    public void What_is_not_said_keeps_its_default_and_the_last_word_counts()
    {
        var assumptions = Read("""{"accept":0.4,"daysToReview":{"median":10}}""", AssumptionNames.One("accept=0.5").ToJsonString(), AssumptionNames.One("daysToReview.spread=0").ToJsonString());

        Assert.Equal(SimulationAssumptions.Default with { Accept = 0.5, DaysToReview = new TypicalDays(10, 0) }, assumptions);
        Assert.Equal(SimulationAssumptions.Default, Read());
    }

    [Theory]
    [InlineData("""{"acept":0.5}""", "There is no assumption 'acept'. There are: internalReviewers, externalReviewers, busy, accept,")]
    [InlineData("""{"daysToReview":{"mean":3}}""", "'daysToReview.mean'")]
    [InlineData("""{"daysToReview":3}""", "'daysToReview' has parts: daysToReview.median, daysToReview.spread")]
    [InlineData("""{"accept":"often"}""", "'accept' must be a number")]
    [InlineData("""{"editors":1.5}""", "'editors' must be a whole number")]
    [InlineData("""{"accept":1.2}""", "accept must be 0 to 1.")]
    [InlineData("""{"accept":0.8,"decline":0.3}""", "accept and decline together must be at most 1.")]
    [InlineData("""{"daysToReview":{"median":-1}}""", "daysToReview needs a median of 0 to 3650 days")]
    [InlineData("""{"scoreMean":0}""", "scoreMean must be 1 to 5.")]
    public void What_cannot_be_assumed_is_told_by_name(string json, string says) =>
        Assert.Contains(says, Assert.Throws<FormatException>(() => Read(json)).Message);

    [Theory]
    [InlineData("accept")]
    [InlineData("accept=often")]
    [InlineData("=0.5")]
    public void One_assumption_is_a_name_and_a_number(string text) =>
        Assert.Contains("NAME=NUMBER", Assert.Throws<FormatException>(() => AssumptionNames.One(text)).Message);

    [Fact]
    public void The_guide_lists_every_assumption_with_its_default()
    {
        var guide = File.ReadAllText(Path.Combine(Path.GetDirectoryName(Flow.Journey.Workflows)!, "docs", "simulating.md"));
        var defaults = JsonSerializer.SerializeToNode(SimulationAssumptions.Default, new JsonSerializerOptions(JsonSerializerDefaults.Web))!.AsObject();

        Assert.All(defaults, assumption => Assert.Contains($"| `{assumption.Key}` | {Say(assumption.Value!)} |", guide));
    }

    private static string Say(JsonNode value) => value is JsonObject days
        ? $"{days["median"]!.GetValue<double>().ToString(CultureInfo.InvariantCulture)} days, spread {days["spread"]!.GetValue<double>().ToString(CultureInfo.InvariantCulture)}"
        : value.ToJsonString();

    private static SimulationAssumptions Read(params string[] changes) => AssumptionNames.Read(changes.Select(c => JsonNode.Parse(c)!.AsObject()));
}
