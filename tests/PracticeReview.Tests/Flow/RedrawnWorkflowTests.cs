using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PracticeReview.Criteria;
using PracticeReview.Practices;

namespace PracticeReview.Tests.Flow;

/// <summary>What administrators choose in the activities: another rubric, another way for those who answer a call.</summary>
public sealed class RedrawnWorkflowTests
{
    private static readonly DateTimeOffset Some = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>One rubric scores all of a round, however it is changed meanwhile and whoever joins.</summary>
    [Fact]
    public async Task Reviewers_score_by_the_rubric_that_the_activity_names_in_the_version_that_their_round_began_with()
    {
        await using var journey = await Journey.BeginAsync(json => WithRubric(json, "short"));
        var (first, second) = (Short(1), Short(2));
        await PublishAsync(journey, first);
        await journey.SubmitAsync();
        await PublishAsync(journey, second);
        await journey.DeclineAsync((await journey.AssignmentsAsync())[0]);

        Assert.Equal(4, (await journey.AssignmentsAsync()).Count);
        Assert.All(await journey.AssignmentsAsync(), a => Assert.Equal(first.Id, a.RubricVersionId));

        // Level 3 misses the one criterion of this rubric, so a revision is asked for.
        foreach (var assignment in await journey.OpenAsync())
        {
            await journey.ReviewAsync(assignment, 3);
        }

        await using var db = journey.NewContext();
        Assert.Equal(["innovative"], (await db.Decisions.SingleAsync()).Summary.Criteria.Select(c => c.Criterion));
        await journey.ResubmitAsync();
        Assert.All(await journey.AssignmentsAsync(round: 2), a => Assert.Equal(second.Id, a.RubricVersionId));
    }

    [Fact]
    public async Task A_rubric_that_is_not_published_stops_the_workflow_with_a_sentence_that_names_it()
    {
        await using var journey = await Journey.BeginAsync(json => WithRubric(json, "short"));

        var failure = await Record.ExceptionAsync(() => journey.SubmitAsync());

        await using var db = journey.NewContext();
        var told = $"{failure?.Message} {string.Join(' ', await db.WorkflowInstances.Select(i => i.State).ToListAsync())}";
        Assert.Contains("No version of the rubric", told, StringComparison.Ordinal);
        Assert.Empty(await db.Assignments.ToListAsync());
    }

    [Fact]
    public async Task A_number_that_is_worked_out_and_turns_out_to_be_beyond_its_limits_stops_the_workflow_with_a_sentence()
    {
        await using var journey = await Journey.BeginAsync(text =>
        {
            var json = JsonNode.Parse(text)!;
            var assign = json["root"]!["activities"]!.AsArray().First(a => a!["id"]!.ToString() == "assign")!;
            assign["external"] = new JsonObject { ["typeName"] = "Int32", ["expression"] = new JsonObject { ["type"] = "JavaScript", ["value"] = "10 + 11" } };
            return json.ToJsonString();
        });

        var failure = await Record.ExceptionAsync(() => journey.SubmitAsync());

        await using var db = journey.NewContext();
        var told = $"{failure?.Message} {string.Join(' ', await db.WorkflowInstances.Select(i => i.State).ToListAsync())}";
        Assert.Contains("takes numbers from 0 to 20; this is 21.", told, StringComparison.Ordinal);
        Assert.Empty(await db.Assignments.ToListAsync());
    }

    [Theory]
    [InlineData("", "youth", PracticeStage.InReview)]
    [InlineData("youth", "youth", PracticeStage.InReview)]
    [InlineData("youth", "cities", PracticeStage.AwaitingRevision)]
    [InlineData("youth", null, PracticeStage.AwaitingRevision)]
    [InlineData("", null, PracticeStage.AwaitingRevision)]
    public async Task Practices_that_answer_a_call_can_go_their_own_way(string asked, string? answered, PracticeStage expected)
    {
        await using var journey = await Journey.BeginAsync(json => InPlaceOfTheScreening(json, asked));

        await journey.SubmitAsync(call: answered is null ? null : new CallAnswered(answered, "A call"));

        Assert.Equal(expected, (await journey.PracticeAsync()).Stage);
    }

    private static RubricVersion Short(int number)
    {
        var rubric = Rubric.Default with { Key = "short", Criteria = [Rubric.Default.Criterion("innovative")! with { MustReach = 4 }] };
        var version = new RubricVersion(Guid.CreateVersion7(), number, rubric, "Ada", Some);
        version.Publish(Some);
        return version;
    }

    private static async Task PublishAsync(Journey journey, RubricVersion version)
    {
        await using var db = journey.NewContext();
        db.RubricVersions.Add(version);
        await db.SaveChangesAsync();
    }

    private static string WithRubric(string json, string key)
    {
        var definition = JsonNode.Parse(json)!;
        foreach (var activity in definition["root"]!["activities"]!.AsArray().Where(a => a!["type"]!.ToString() == "PracticeReview.AssignReviewers"))
        {
            activity!["rubric"] = Literal(key);
        }

        return definition.ToJsonString();
    }

    private static string InPlaceOfTheScreening(string json, string call)
    {
        var definition = JsonNode.Parse(json)!;
        var screening = definition["root"]!["activities"]!.AsArray().Single(a => a!["type"]!.ToString() == "PracticeReview.CheckCompleteness")!;
        screening["type"] = "PracticeReview.AnswersCall";
        screening["call"] = Literal(call);
        foreach (var source in definition["root"]!["connections"]!.AsArray().Select(c => c!["source"]!).Where(s => s["activity"]!.ToString() == screening["id"]!.ToString()))
        {
            source["port"] = source["port"]!.ToString() == "Complete" ? "Yes" : "No";
        }

        return definition.ToJsonString();
    }

    private static JsonObject Literal(string text) =>
        new() { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = text } };
}
