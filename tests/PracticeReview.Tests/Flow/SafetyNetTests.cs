using System.Text.Json.Nodes;
using PracticeReview.Data.Flow;
using PracticeReview.Workflows.Activities;
using PracticeReview.Workflows.Definitions;

namespace PracticeReview.Tests.Flow;

/// <summary>Warnings of workflows that treat people badly.</summary>
public sealed class SafetyNetTests
{
    private static readonly ActivityRegistry Activities = Registry();

    private static ActivityRegistry Registry()
    {
        var registry = new ActivityRegistry();
        registry.AddFrom(typeof(SafetyNet).Assembly);
        return registry;
    }

    private static IReadOnlyList<string> Warnings(Action<JsonObject> edit)
    {
        var json = JsonNode.Parse(File.ReadAllText(Path.Combine(Journey.Workflows, "practice-review.json")))!.AsObject();
        edit(json["root"]!.AsObject());
        return new SafetyNet(Activities, new DefinitionValidator(Activities)).WarningsOf(WorkflowDefinition.Read(json));
    }

    private static JsonObject Activity(JsonObject flow, string type) =>
        flow["activities"]!.AsArray().Select(a => a!.AsObject()).First(a => a["type"]!.ToString() == "PracticeReview." + type);

    private static void Remove(JsonObject flow, Func<JsonObject, bool> which)
    {
        foreach (var gone in flow["activities"]!.AsArray().Select(a => a!.AsObject()).Where(which).ToList())
        {
            flow["activities"]!.AsArray().Remove(gone);
            RemoveLines(flow, line => line["source"]!["activity"]!.ToString() == gone["id"]!.ToString() || line["target"]!["activity"]!.ToString() == gone["id"]!.ToString());
        }
    }

    private static void RemoveLines(JsonObject flow, Func<JsonObject, bool> which)
    {
        foreach (var line in flow["connections"]!.AsArray().Select(c => c!.AsObject()).Where(which).ToList())
        {
            flow["connections"]!.AsArray().Remove(line);
        }
    }

    private static bool Is(JsonObject activity, params string[] types) => types.Any(type => activity["type"]!.ToString() == "PracticeReview." + type);

    private static void Lead(JsonObject flow, JsonObject from, string port, JsonObject to)
    {
        RemoveLines(flow, line => line["source"]!["activity"]!.ToString() == from["id"]!.ToString() && line["source"]!["port"]?.ToString() == port);
        flow["connections"]!.AsArray().Add(new JsonObject
        {
            ["source"] = new JsonObject { ["activity"] = from["id"]!.ToString(), ["port"] = port }, ["target"] = new JsonObject { ["activity"] = to["id"]!.ToString(), ["port"] = "In" },
        });
    }

    [Fact]
    public void The_shipped_process_is_sound() => Assert.Empty(Warnings(_ => { }));

    [Fact]
    public void A_review_inside_of_something_else_is_not_called_sound()
    {
        var warning = Assert.Single(Warnings(flow =>
        {
            var inner = flow.DeepClone();
            flow.Clear();
            (flow["id"], flow["type"], flow["version"], flow["activities"]) = ("around", "Elsa.Sequence", 1, new JsonArray(inner));
        }));

        Assert.Contains("nobody has checked", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_an_ending_nothing_ends() =>
        Assert.Contains(Warnings(flow => Remove(flow, a => Is(a, "PublishPractice", "DeclinePractice", "WithdrawSubmission"))), w => w.StartsWith("No submission can ever end", StringComparison.Ordinal));

    [Fact]
    public void Without_mails_the_submitter_is_told_nothing() =>
        Assert.Contains("The submitter is never told anything.", Warnings(flow => Remove(flow, a => Is(a, "NotifySubmitter", "PublishPractice", "DeclinePractice", "RequestRevision", "WithdrawSubmission"))));

    [Fact]
    public void A_way_past_the_reviews_to_publishing_is_seen() =>
        Assert.Contains(Warnings(flow => Lead(flow, Activity(flow, "AssignReviewers"), "Assigned", Activity(flow, "PublishPractice"))), w => w.StartsWith("A practice can be published without any review", StringComparison.Ordinal));

    [Fact]
    public void A_way_past_the_decision_to_publishing_is_seen() =>
        Assert.Contains(Warnings(flow => Lead(flow, Activity(flow, "CollectReviews"), "Completed", Activity(flow, "PublishPractice"))), w => w.StartsWith("A practice can be published without a decision", StringComparison.Ordinal));

    [Fact]
    public void Few_reviews_are_seen()
    {
        var warnings = Warnings(flow =>
        {
            Activity(flow, "AssignReviewers")["external"] = new JsonObject { ["typeName"] = "Int32", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = 1 } };
            Activity(flow, "Decide")["leastReviews"] = new JsonObject { ["typeName"] = "Int32", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = "1" } };
        });

        Assert.Contains(warnings, w => w.Contains("asks 2 reviewers", StringComparison.Ordinal));
        Assert.Contains(warnings, w => w.Contains("with a single review", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Decide", "Decline", "PublishPractice", "What \"Decide by the rule\" declines is published")]
    [InlineData("AskEditor", "Decline", "PublishPractice", "What \"An editor decides\" declines is published")]
    [InlineData("AskEditor", "Publish", "DeclinePractice", "What \"An editor decides\" would publish is declined")]
    public void A_decision_that_leads_to_its_opposite_is_seen(string from, string outcome, string to, string warning) =>
        Assert.StartsWith(warning, Warnings(flow => Lead(flow, Activity(flow, from), outcome, Activity(flow, to)))[0], StringComparison.Ordinal);

    [Fact]
    public void A_decision_that_never_publishes_is_seen()
    {
        var warnings = Warnings(flow =>
        {
            Lead(flow, Activity(flow, "Decide"), "Publish", Activity(flow, "DeclinePractice"));
            Lead(flow, Activity(flow, "AskEditor"), "Publish", Activity(flow, "DeclinePractice"));
        });

        Assert.Equal(2, warnings.Count(w => w.Contains("would publish is declined", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_decision_whose_way_forks_again_is_not_judged() =>
        Assert.DoesNotContain(
            Warnings(flow =>
            {
                var fork = new JsonObject { ["id"] = "again", ["type"] = "Elsa.FlowDecision", ["version"] = 1 };
                flow["activities"]!.AsArray().Add(fork);
                Lead(flow, Activity(flow, "Decide"), "Decline", fork);
                Lead(flow, fork, "True", Activity(flow, "PublishPractice"));
                Lead(flow, fork, "False", Activity(flow, "DeclinePractice"));
            }),
            w => w.StartsWith("What ", StringComparison.Ordinal));

    [Fact]
    public void An_end_that_leaves_a_submission_open_is_seen() =>
        Assert.Contains(
            Warnings(flow => Lead(flow, Activity(flow, "AskEditor"), "Decline", flow["activities"]!.AsArray().Select(a => a!.AsObject()).First(a => a["type"]!.ToString() == "Elsa.End"))),
            w => w.Contains("it stays open, and its submitter waits for a decision", StringComparison.Ordinal));

    [Fact]
    public void A_withdrawal_that_is_cut_off_is_seen() =>
        Assert.Contains(
            Warnings(flow => RemoveLines(flow, line => line["target"]!["activity"]!.ToString() == Activity(flow, "AwaitWithdrawal")["id"]!.ToString())),
            w => w.StartsWith("Submitters can't withdraw: nothing leads to", StringComparison.Ordinal));

    [Theory]
    [InlineData("AssignReviewers", "external")]
    [InlineData("Decide", "leastReviews")]
    public void A_number_that_is_only_worked_out_later_is_not_called_enough(string type, string input) =>
        Assert.Contains(
            Warnings(flow => Activity(flow, type)[input] = new JsonObject { ["typeName"] = "Int32", ["expression"] = new JsonObject { ["type"] = "JavaScript", ["value"] = "0" } }),
            w => w.Contains("nobody has checked whether they are enough", StringComparison.Ordinal));

    [Fact]
    public void The_gravest_comes_first_and_what_is_left_behind_is_said_once()
    {
        var warnings = Warnings(flow => Lead(flow, Activity(flow, "NotifySubmitter"), "Done", Activity(flow, "PublishPractice")));

        Assert.StartsWith("A practice can be published without any review", warnings[0], StringComparison.Ordinal);
        Assert.Contains("more from the start of the flowchart, so they never run.", Assert.Single(warnings, w => w.StartsWith("Nothing leads to", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AssignReviewers", "external", "-5", "'How many – external' takes numbers from 0 to 20; this is -5.")]
    [InlineData("InviteReviewers", "dueInDays", "99999999", "'Days to review' takes numbers from 1 to 365; this is 99999999.")]
    public void A_number_out_of_all_reason_is_a_problem(string type, string input, string value, string problem)
    {
        var json = JsonNode.Parse(File.ReadAllText(Path.Combine(Journey.Workflows, "practice-review.json")))!.AsObject();
        Activity(json["root"]!.AsObject(), type)[input] = new JsonObject { ["typeName"] = "Int32", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = value } };

        Assert.Equal(problem, Assert.Single(new DefinitionValidator(Activities).Validate(WorkflowDefinition.Read(json))).Message);
    }

    [Fact]
    public void An_outcome_that_leads_nowhere_is_seen() =>
        Assert.Contains(Warnings(flow => RemoveLines(flow, line => line["source"]!["port"]?.ToString() == "Borderline")), w => w.Contains("ends with \"Borderline\", nothing follows", StringComparison.Ordinal));
}
