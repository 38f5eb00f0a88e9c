using System.Text.Json.Nodes;
using PracticeReview.Workflows.Activities;
using PracticeReview.Workflows.Definitions;
using PracticeReview.Workflows.Execution;
using PracticeReview.Workflows.Hosting;

namespace PracticeReview.Workflows.Tests.Hosting;

/// <summary>Moving an instance to another version: planned without a change, refused with reasons, never running anything again.</summary>
public class InstanceMigrationTests
{
    private static readonly JsonObject[] Waiting = [Flow.Write("a"), Flow.Event("go"), Flow.Write("z")];

    [Fact]
    public async Task It_goes_on_where_it_waits_and_runs_nothing_again()
    {
        using var simulation = new Simulation(reload: true);
        var one = Version(1, Flow.Sequence(Copy(Waiting)));
        var two = Version(2, Flow.Sequence([Flow.Write("earlier"), .. Copy(Waiting), Flow.Write("later")]));
        var instance = await simulation.RunAsync(one);
        var before = instance.ToJson();

        var migration = InstanceMigration.Plan(instance, one, two, simulation.Activities);
        Assert.Equal(before, instance.ToJson());
        Assert.Equal(
            ["'root' goes on after 'go', now number 3.", "'earlier' is new: it runs if the instance comes to it.", "'later' is new: it runs if the instance comes to it."],
            migration.Changes);
        migration.Apply();
        simulation.Simulator.Add(two);
        await simulation.Simulator.PublishAsync(Event.Named("go"));

        Assert.Equal(["a", "z", "later"], simulation.Lines);
        Assert.Equal(("w-2", 2, WorkflowSubStatus.Finished), (simulation.Instance.DefinitionVersionId, simulation.Instance.Version, simulation.Instance.SubStatus));
    }

    [Fact]
    public async Task It_is_refused_with_reasons_and_then_changes_nothing()
    {
        using var simulation = new Simulation();
        var one = Version(1, Flow.Chart([Flow.Write("a"), Flow.Event("e1"), Flow.Event("e2"), Flow.Event("e3")], "a>e1", "a>e2", "a>e3"));
        var two = Version(2, Flow.Chart(
            [Flow.Write("a"), Flow.Delay("e1", "1"), Flow.Activity("box", "Elsa.Sequence", ("activities", new JsonArray(Flow.Event("e3"))))], "a>e1", "a>box"));
        var instance = await simulation.RunAsync(one);
        var before = instance.ToJson();

        var migration = InstanceMigration.Plan(instance, one, two, simulation.Activities);

        Assert.Equal(
            [
                "'e1' is under way, but is of another type in version 2: Elsa.Delay instead of Elsa.Event.",
                "'e2' is under way, but version 2 has no such activity.",
                "'e3' is under way, but stands elsewhere in version 2, inside of 'box'.",
            ],
            migration.Refusals);
        Assert.Throws<InvalidOperationException>(migration.Apply);
        Assert.Equal(before, instance.ToJson());
    }

    [Fact]
    public async Task What_has_ended_or_is_another_workflow_is_refused()
    {
        using var simulation = new Simulation();
        var one = Version(1, Flow.Sequence(Flow.Write("a")));
        var other = Flow.Workflow(Flow.Sequence(), json => json["definitionId"] = "other");
        var instance = await simulation.RunAsync(one);

        var refusals = InstanceMigration.Plan(instance, one, other, simulation.Activities).Refusals;

        Assert.Equal(["The instance has ended.", "'W' is another workflow."], refusals);
    }

    [Fact]
    public async Task Variables_come_along_new_ones_get_their_first_value_and_those_that_do_not_fit_are_a_reason()
    {
        using var simulation = new Simulation(reload: true);
        var one = Version(1, Flow.Sequence(Flow.WriteJs("a", "setX(5), setY('five'), ''"), Flow.Event("go"), Flow.WriteJs("z", "'old'")), "X", "Y", "Gone");
        var two = Version(2, Flow.Sequence(Flow.WriteJs("a", "''"), Flow.Event("go"), Flow.WriteJs("z", "getX() + ' ' + getY() + ' ' + getNew()")), "X", "Y", "New");
        var three = Version(3, Flow.Sequence(Flow.Event("go")), "Y:Int32");
        var instance = await simulation.RunAsync(one);

        Assert.Contains("'Y' can't take this value", InstanceMigration.Plan(instance, one, three, simulation.Activities).Refusals[0]);
        var migration = InstanceMigration.Plan(instance, one, two, simulation.Activities);
        Assert.Equal(["The variable 'New' is new and gets its first value.", "The variable 'Gone' is gone, with its value."], migration.Changes);
        migration.Apply();
        simulation.Simulator.Add(two);
        await simulation.Simulator.PublishAsync(Event.Named("go"));

        Assert.Equal("5 five 0", simulation.Lines[^1]);
    }

    [Fact]
    public async Task A_join_does_not_wait_for_a_new_line_from_what_has_run_already()
    {
        using var simulation = new Simulation(reload: true);
        var one = Version(1, Flow.Chart([Flow.Write("a"), Flow.Event("go"), Flow.Write("z")], "a>go", "go>z"));
        var two = Version(2, Flow.Chart([Flow.Write("a"), Flow.Event("go"), Flow.Write("z")], "a>go", "go>z", "a>z"));
        var instance = await simulation.RunAsync(one);

        var migration = InstanceMigration.Plan(instance, one, two, simulation.Activities);
        Assert.Equal(["The new line from 'a' to 'z' counts as not taken, since 'a' has run already."], migration.Changes);
        migration.Apply();
        simulation.Simulator.Add(two);
        await simulation.Simulator.PublishAsync(Event.Named("go"));

        Assert.Equal(["a", "z"], simulation.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, simulation.Instance.SubStatus);
    }

    [Fact]
    public async Task What_it_waits_for_stays_as_it_began_and_a_faulted_activity_can_be_mended()
    {
        using var simulation = new Simulation();
        var one = Version(1, Flow.Sequence(Flow.WriteJs("bad", "nosuch()")));
        var two = Version(2, Flow.Sequence(Flow.WriteJs("bad", "'mended'")));
        var instance = await simulation.RunAsync(one);
        InstanceMigration.Plan(instance, one, two, simulation.Activities).Apply();
        var burst = await simulation.Runner.RetryAsync(two, instance, instance.Incidents[0].ActivityInstanceId, simulation.Services);
        Assert.Equal(["mended"], burst.Lines);

        var late = Version(1, Flow.Sequence(Flow.Event("go")));
        var waiting = WorkflowInstance.Of(late, "i", Simulation.Start);
        await simulation.Runner.StartAsync(late, waiting, simulation.Services);
        var changes = InstanceMigration.Plan(waiting, late, Version(2, Flow.Sequence(Flow.Event("go", "other"))), simulation.Activities).Changes;
        Assert.Equal(["'go' is under way and was changed: it goes on with what it began with."], changes);
    }

    [Fact]
    public async Task What_an_editor_adds_without_a_meaning_is_no_change()
    {
        using var simulation = new Simulation();
        var one = Version(1, Flow.Sequence(Flow.Event("go")));
        var edited = Flow.Event("go");
        (edited["nodeId"], edited["customProperties"], edited["version"], edited["name"]) = ("Workflow1:root:go", new JsonObject(), 1, "Renamed");
        edited["metadata"] = new JsonObject { ["displayText"] = "Await the word", ["designer"] = new JsonObject() };
        var instance = await simulation.RunAsync(one);

        Assert.Empty(InstanceMigration.Plan(instance, one, Version(2, Flow.Sequence(edited)), simulation.Activities).Changes);
        edited["eventName"]!["expression"]!["value"] = "other";
        Assert.Equal(["'Await the word' is under way and was changed: it goes on with what it began with."], InstanceMigration.Plan(instance, one, Version(2, Flow.Sequence(edited.DeepClone().AsObject())), simulation.Activities).Changes);
    }

    private static JsonObject[] Copy(JsonObject[] activities) => [.. activities.Select(a => (JsonObject)a.DeepClone())];

    private static WorkflowDefinition Version(int number, JsonObject root, params string[] variables) => Flow.Workflow(root, json =>
    {
        (json["id"], json["version"]) = ($"w-{number}", number);
        json["variables"] = new JsonArray([.. variables.Select(v => (JsonNode)new JsonObject { ["id"] = v.Split(':')[0], ["name"] = v.Split(':')[0], ["typeName"] = v.Contains(':') ? v.Split(':')[1] : "Object", ["value"] = "0" })]);
    });
}
