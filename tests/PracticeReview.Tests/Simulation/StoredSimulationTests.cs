using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PracticeReview.Criteria;
using PracticeReview.Mail;
using PracticeReview.Simulation;
using PracticeReview.Tests.Flow;
using PracticeReview.Workflows.Definitions;

namespace PracticeReview.Tests.Simulation;

/// <summary>Definitions as the database has them are simulated beside it, and nothing of the simulation gets into it.</summary>
public sealed class StoredSimulationTests
{
    private static readonly SimulationRequest Few = new() { Runs = 5 };

    [Fact]
    public async Task A_draft_is_simulated_against_the_published_version_and_leaves_no_trace()
    {
        await using var journey = await Journey.BeginAsync();
        await using var db = journey.NewContext();
        var published = await db.WorkflowDefinitions.AsNoTracking().SingleAsync(d => d.DefinitionId == "practice-review" && d.IsPublished);

        var report = await journey.InScopeAsync(s => s.GetRequiredService<StoredSimulation>().RunAsync(published.Id, Few, default));
        var comparison = await journey.InScopeAsync(s => s.GetRequiredService<StoredSimulation>().CompareWithPublishedAsync(new Drawing().TakeOut("tell-started").Definition, Few, default));

        Assert.Empty(report.Faults);
        Assert.Equal(report.MailsOf(SimulatedRole.Submitter), comparison!.Before.MailsOf(SimulatedRole.Submitter));
        Assert.True(comparison.Measures.Single(m => m.Name == "Mails to a submitter").Difference < 0);
        Assert.Equal((0, 0, 0), (await db.Practices.CountAsync(), await db.Outbox.CountAsync(), await db.WorkflowInstances.CountAsync()));
    }

    [Fact]
    public async Task Published_workflows_are_at_hand_and_a_new_one_has_nothing_to_be_compared_with()
    {
        await using var engine = await Engine.BeginAsync();
        await engine.PublishAsync("child", Engine.Act("m", "Elsa.SendEmail", ("to", "ana@somewhere.example")));
        var parent = WorkflowDefinition.Parse("""{"id":"p1","definitionId":"parent","name":"Parent","root":{"id":"x","type":"Elsa.ExecuteWorkflow","workflowDefinitionId":"child","waitForCompletion":true}}""");
        await using var db = engine.Database.NewContext();
        var simulation = new StoredSimulation(db, new Rubrics(db), new MailTexts(db), new ReviewSimulation());

        var report = await simulation.RunAsync(parent, Few, default);

        Assert.Equal(1, report.ShareOf(SimulatedOutcome.Undecided));
        Assert.Equal(1, report.Mails.Single(m => m.Role is null).Mean);
        Assert.Null(await simulation.CompareWithPublishedAsync(parent, Few, default));
    }
}
