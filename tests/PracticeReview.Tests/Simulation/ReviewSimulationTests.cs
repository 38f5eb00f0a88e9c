using System.Text.Json;
using System.Text.Json.Nodes;
using PracticeReview.Criteria;
using PracticeReview.Simulation;
using PracticeReview.Workflows.Definitions;

namespace PracticeReview.Tests.Simulation;

/// <summary>What a simulation says of the shipped workflow, and that it says something else of another one.</summary>
public sealed class ReviewSimulationTests
{
    private const int Runs = 24;
    private static readonly ReviewSimulation Simulation = new();
    private static readonly Lazy<Task<SimulationReport>> Shipped = new(() => ReportAsync(new Drawing()));

    public static TheoryData<string, object> Changes => new()
    {
        { "more external reviewers: more are asked", Change(d => d.Set("assign", "external", 4), r => r.ReviewersAsked.Mean, More) },
        { "no reminders: fewer mails to reviewers", Change(d => d.Set("collect", "reviewReminders", new JsonArray()).Set("collect", "invitationReminders", new JsonArray()), r => r.MailsOf(SimulatedRole.Reviewer).Mean, Less) },
        { "no reminders: nobody is moved by one, and more have to be asked", Change(d => d.Set("collect", "reviewReminders", new JsonArray()).Set("collect", "invitationReminders", new JsonArray()), r => r.ReviewersAsked.Mean, More) },
        { "silence counts as a no much later: it takes longer", Change(d => d.Set("collect", "answerWithin", 60), r => r.DaysToDecision!.P50, More) },
        { "reviews are given up soon: more are asked", Change(d => d.Set("invite", "dueInDays", 7).Set("collect", "replaceAfter", 1), r => r.ReviewersAsked.Mean, More) },
        { "a lower threshold: more is published", Change(d => d.Set("decide", "publishFrom", 2.7), r => r.ShareOf(SimulatedOutcome.Published), More) },
        { "a wide margin: editors are asked", Change(d => d.Set("decide", "margin", 1), r => r.MailsOf(SimulatedRole.Editor).Mean, More) },
        { "agreement is demanded: further reviewers are asked", Change(d => d.Set("summarise", "largestSpread", 0.3), r => r.ReviewersAsked.Mean, More) },
        { "a strict screening: more rounds", Change(d => d.Set("screen", "leastWords", 500), r => r.Rounds.Mean, More) },
        { "a short time to revise: more expire", Change(d => d.Set("revise", "dueInDays", 10), r => r.ShareOf(SimulatedOutcome.Expired), More) },
        { "without a mail: fewer mails to the submitter", Change(d => d.TakeOut("tell-started"), r => r.MailsOf(SimulatedRole.Submitter).Mean, Less) },
        { "without thanks: fewer mails to reviewers", Change(d => d.TakeOut("thank-published").TakeOut("thank-declined"), r => r.MailsOf(SimulatedRole.Reviewer).Mean, Less) },
        { "without the rule: editors decide all", Change(d => d.TakeOut("decide", "Borderline"), r => r.MailsOf(SimulatedRole.Editor).Mean, More) },
        { "without the way to withdraw: nobody does", Change(d => d.Cut("await-withdrawal"), r => r.ShareOf(SimulatedOutcome.Withdrawn), Less) },
        { "no revision: what would be revised is declined", Change(d => d.Connect("decide", "Revise", "decline").Connect("ask-editor", "Revise", "decline"), r => r.ShareOf(SimulatedOutcome.Declined), More) },
    };

    [Fact]
    public async Task Nothing_of_the_shipped_workflow_fails_or_gets_stuck()
    {
        var report = await Shipped.Value;

        Assert.Equal((Runs, "Practice review"), (report.Runs, report.Workflow));
        Assert.Equal(Runs, report.Outcomes.Sum(o => o.Runs));
        Assert.Equal(1, report.Outcomes.Sum(o => o.Share), 9);
        Assert.Empty(report.Faults);
        Assert.Empty(report.WaitsFor);
        Assert.Equal(0, report.ShareOf(SimulatedOutcome.Stuck) + report.ShareOf(SimulatedOutcome.Undecided));
        Assert.InRange(report.ShareOf(SimulatedOutcome.Published), 0.4, 0.95);
        Assert.InRange(report.DaysToDecision!.P50, 20, 80);
        Assert.True(report.DaysToDecision.P90 > report.DaysToDecision.P50);
        Assert.InRange(report.ReviewersAsked.Mean, 3, 12);
        Assert.Equal([SimulatedRole.Submitter, SimulatedRole.Reviewer, SimulatedRole.Editor], report.Mails.Select(m => m.Role!.Value));
        Assert.All(report.Mails, m => Assert.InRange(m.Mean, 0.01, m.Max));
        Assert.Contains(report.NeverReached, a => a is { Id: "await-roster", Name: "Wait for more reviewers", Type: "PracticeReview.AwaitRoster" });
        Assert.DoesNotContain(report.NeverReached, a => a.Id == "publish");
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_report_to_the_last_digit_and_another_one_another()
    {
        var (one, again) = (JsonSerializer.Serialize(await Shipped.Value), JsonSerializer.Serialize(await ReportAsync(new Drawing())));
        var other = JsonSerializer.Serialize((await ReportAsync(new Drawing(), new SimulationRequest { Runs = Runs, Seed = 2 })) with { Seed = 1 });

        Assert.Equal(one, again);
        Assert.NotEqual(one, other);
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task A_change_of_the_drawing_changes_the_report(string what, object change)
    {
        var (draw, measure, compare) = ((Func<Drawing, Drawing>, Func<SimulationReport, double>, Func<double, double, bool>))change;
        var (before, after) = (measure(await Shipped.Value), measure(await ReportAsync(draw(new Drawing()))));

        Assert.True(compare(before, after), $"{what}: {before} became {after}");
    }

    [Fact]
    public async Task Other_people_change_the_report()
    {
        var before = await Shipped.Value;
        var eager = await ReportAsync(new Drawing(), Assuming(new SimulationAssumptions { Accept = 1, Decline = 0, Abandon = 0, DaysToAnswer = new TypicalDays(2, 0), DaysToReview = new TypicalDays(5, 0), ScoreMean = 5, ScoreSpread = 0, Withdraw = 0, Words = 2000, Evidence = 1 }));

        Assert.Equal((1, 3.0, 1.0), (eager.ShareOf(SimulatedOutcome.Published), eager.ReviewersAsked.Mean, eager.Rounds.Mean));
        Assert.True(eager.DaysToDecision!.P90 < before.DaysToDecision!.P50);
        Assert.Equal((3, 3), (eager.MailsOf(SimulatedRole.Reviewer).Mean, eager.MailsOf(SimulatedRole.Reviewer).Max)); // invitation, receipt, outcome
    }

    [Fact]
    public async Task A_roster_that_is_too_small_is_waited_for_and_editors_widen_it()
    {
        var report = await ReportAsync(new Drawing(), Assuming(new SimulationAssumptions { InternalReviewers = 0, ExternalReviewers = 2, Busy = 0, Withdraw = 0 }));

        Assert.DoesNotContain(report.NeverReached, a => a.Id == "await-roster");
        Assert.Equal(0, report.ShareOf(SimulatedOutcome.Stuck));
        Assert.True(report.MailsOf(SimulatedRole.Editor).Mean > 2);
    }

    [Fact]
    public async Task Where_no_editor_decides_submissions_are_stuck_and_the_report_says_at_what()
    {
        var report = await ReportAsync(new Drawing().Set("decide", "leastReviews", 9), Assuming(new SimulationAssumptions { Editors = 0, Withdraw = 0, LongestDays = 400, Words = 2000, Evidence = 1 }));

        Assert.Equal((1, null), (report.ShareOf(SimulatedOutcome.Stuck), report.DaysToDecision));
        Assert.Contains(report.WaitsFor, w => w is { Activity: "AskEditor", For: "PracticeReview.EditorDecided", Runs: Runs });
    }

    [Fact]
    public async Task A_template_that_is_not_there_fails_as_it_would_in_earnest()
    {
        var report = await ReportAsync(new Drawing().Set("tell-started", "template", "reviewers-chosen"));

        var fault = Assert.Single(report.Faults);
        Assert.Equal(("TellStarted", "There is no e-mail template \"reviewers-chosen\"."), (fault.Activity, fault.Message));
        Assert.Equal(report.ShareOf(SimulatedOutcome.Faulted), (double)fault.Times / Runs);
        Assert.Contains(report.NeverReached, a => a.Id == "collect");
    }

    [Fact]
    public async Task A_round_that_would_be_decided_twice_fails_as_the_database_would_refuse_it()
    {
        var report = await ReportAsync(new Drawing().Connect("decide", "Decline", "ask-editor").Set("decide", "declineBelow", 5));

        Assert.Contains(report.Faults, f => f.Activity == "AskEditor" && f.Message.Contains("decided already", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_draft_is_compared_with_what_is_published()
    {
        var comparison = await Simulation.CompareAsync(new Drawing().Definition, new Drawing().Set("decide", "publishFrom", 2.7).TakeOut("tell-started").Definition, new SimulationRequest { Runs = Runs });

        Assert.False(comparison.IsSame);
        Assert.True(comparison.Measures.Single(m => m.Name == "Published") is { Unit: MeasureUnit.Share, Difference: > 0 });
        Assert.True(comparison.Measures.Single(m => m.Name == "Mails to a submitter").Difference < -0.5);
        Assert.Empty(comparison.NewFaults);
        Assert.True((await Simulation.CompareAsync(new Drawing().Definition, new Drawing().Definition, new SimulationRequest { Runs = 5 })).IsSame);
    }

    [Fact]
    public async Task What_cannot_be_simulated_is_refused_with_the_reasons()
    {
        var looping = WorkflowDefinition.Parse("""{"id":"1","definitionId":"t","name":"T","root":{"id":"f","type":"Elsa.Flowchart","start":"x","activities":[{"id":"a","type":"Elsa.End"}],"connections":[]}}""");

        Assert.Contains("start activity 'x'", (await Assert.ThrowsAsync<InvalidDefinitionException>(() => Simulation.RunAsync(looping, new SimulationRequest()))).Message);
        Assert.Contains("runs", (await Assert.ThrowsAsync<FormatException>(() => Simulation.RunAsync(new Drawing().Definition, new SimulationRequest { Runs = 0 }))).Message);
        Assert.Contains("accept", (await Assert.ThrowsAsync<FormatException>(() => ReportAsync(new Drawing(), Assuming(new SimulationAssumptions { Accept = 2 })))).Message);
    }

    [Fact]
    public async Task A_workflow_without_reviews_tells_what_it_waits_for_and_uses_the_others_given()
    {
        var used = WorkflowDefinition.Parse("""{"id":"u1","definitionId":"u","name":"Part","options":{"usableAsActivity":true},"root":{"id":"m","type":"Elsa.SendEmail","to":{"expression":{"type":"Literal","value":"ana@somewhere.example"}}}}""");
        var main = WorkflowDefinition.Parse("""
            {"id":"1","definitionId":"t","name":"T","root":{"id":"s","type":"Elsa.Sequence","activities":[
              {"id":"p","type":"Part","workflowDefinitionId":"u"},
              {"id":"e","name":"Go","type":"Elsa.Event","eventName":{"expression":{"type":"Literal","value":"go"}}},
              {"id":"w","type":"Elsa.WriteLine"}]}}
            """);
        var report = await Simulation.RunAsync(main, new SimulationRequest { Runs = 4, Others = [used] });

        Assert.Equal(new StuckAt("Go", "Elsa.Event 'go'", 4), Assert.Single(report.WaitsFor));
        Assert.Equal(1, report.ShareOf(SimulatedOutcome.Stuck));
        Assert.Equal((1, 1), (report.Mails.Single(m => m.Role is null).Mean, report.Mails.Single(m => m.Role is null).Max));
        Assert.Equal(["w"], report.NeverReached.Select(a => a.Id));
    }

    private static bool More(double before, double after) => after > before;

    private static bool Less(double before, double after) => after < before;

    private static object Change(Func<Drawing, Drawing> draw, Func<SimulationReport, double> measure, Func<double, double, bool> compare) => (draw, measure, compare);

    private static SimulationRequest Assuming(SimulationAssumptions assumptions) => new() { Runs = Runs, Assumptions = assumptions };

    private static Task<SimulationReport> ReportAsync(Drawing drawing, SimulationRequest? request = null) =>
        Simulation.RunAsync(drawing.Definition, request ?? new SimulationRequest { Runs = Runs });
}
