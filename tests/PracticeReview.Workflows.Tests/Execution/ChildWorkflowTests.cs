using System.Text.Json.Nodes;
using PracticeReview.Workflows.Activities;
using PracticeReview.Workflows.Definitions;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Workflows.Tests.Execution;

/// <summary>Workflows that start others.</summary>
public class ChildWorkflowTests
{
    [Theory]
    [InlineData("Elsa.ExecuteWorkflow", true, "before,child Ana,after")]
    [InlineData("Elsa.ExecuteWorkflow", false, "before,child Ana,after")]
    [InlineData("Elsa.DispatchWorkflow", true, "before,child Ana,after")]
    [InlineData("Elsa.DispatchWorkflow", false, "before,after,child Ana")]
    public async Task Executing_runs_the_child_at_once_and_dispatching_after_the_burst(string type, bool waits, string lines)
    {
        using var simulation = new Simulation(reload: true);
        simulation.Simulator.Add(Child(Flow.Sequence(Flow.WriteJs("c", "'child ' + getInput('Who')"))));

        var parent = await simulation.RunAsync(Flow.Workflow(Flow.Sequence(Flow.Write("before"), Start(type, waits), Flow.Write("after"))));

        Assert.Equal(lines.Split(','), simulation.Lines);
        Assert.Equal(parent.Id, simulation.Simulator.Instances[1].ParentInstanceId);
        Assert.Equal("about Ana", simulation.Simulator.Instances[1].CorrelationId);
    }

    [Theory]
    [InlineData("Elsa.ExecuteWorkflow", "getLastResult().Output.Sum")]
    [InlineData("Elsa.DispatchWorkflow", "getLastResult().Sum")]
    public async Task A_parent_waits_for_a_child_that_waits_and_gets_its_output(string type, string result)
    {
        using var simulation = new Simulation(reload: true);
        simulation.Simulator.Add(Child(Flow.Sequence(
            Flow.Delay("d", "1.00:00:00"), Flow.Activity("o", "Elsa.SetOutput", ("outputName", Flow.Literal("Sum")), ("outputValue", Flow.Js("40 + 2"))))));

        var parent = await simulation.RunAsync(Flow.Workflow(Flow.Sequence(Start(type, true), Flow.WriteJs("after", result))));

        Assert.Equal(["42"], simulation.Lines);
        Assert.Equal((WorkflowSubStatus.Finished, Simulation.Start.AddDays(1)), (parent.SubStatus, parent.FinishedAt!.Value));
    }

    [Theory]
    [InlineData("Elsa.ExecuteWorkflow")]
    [InlineData("Elsa.DispatchWorkflow")]
    [InlineData("Elsa.BulkDispatchWorkflows")]
    public async Task A_workflow_that_does_not_exist_is_a_fault(string type)
    {
        using var simulation = new Simulation();
        var parent = await simulation.RunAsync(Flow.Workflow(Flow.Sequence(
            Flow.Activity("x", type, ("workflowDefinitionId", Flow.Literal("nowhere")), ("items", Flow.Js("[1]"))))));

        Assert.Equal("There is no published workflow 'nowhere'.", Assert.Single(parent.Incidents).Message);
    }

    [Fact]
    public async Task A_parent_goes_on_when_its_child_faults_and_sees_how_it_ended()
    {
        using var simulation = new Simulation();
        simulation.Simulator.Add(Child(Flow.Sequence(Flow.Activity("f", "Elsa.Fault"))));

        var parent = await simulation.RunAsync(Flow.Workflow(Flow.Sequence(Start("Elsa.ExecuteWorkflow", true), Flow.WriteJs("after", "getLastResult().SubStatus"))));

        Assert.Equal(["Faulted"], simulation.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, parent.SubStatus);
    }

    [Fact]
    public async Task Workflows_that_execute_one_another_without_end_are_stopped()
    {
        using var simulation = new Simulation();
        await simulation.RunAsync(Flow.Workflow(Flow.Sequence(Flow.Activity("again", "Elsa.ExecuteWorkflow", ("workflowDefinitionId", Flow.Literal("w"))))));

        Assert.Contains(simulation.Simulator.Instances, i => i.Incidents.Exists(x => x.Message.Contains("endless loop")));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(7, 1)]
    [InlineData(2, 3)]
    public async Task Workflows_that_start_ever_more_of_one_another_are_stopped(int dispatched, int executed)
    {
        using var simulation = new Simulation(maximumKin: 1000);
        simulation.Simulator.Add(Child(Flow.Sequence(Many(dispatched, "Elsa.DispatchWorkflow", "w"))));

        await simulation.RunAsync(Flow.Workflow(Flow.Sequence(Many(executed, "Elsa.ExecuteWorkflow", "child"))));

        Assert.InRange(simulation.Simulator.Instances.Count, 100, 10_000);
        Assert.Contains(simulation.Simulator.Instances, i => i.Incidents.Exists(x => x.Message.Contains("endless loop")));
    }

    [Fact]
    public async Task Workflows_that_start_many_with_time_between_are_not()
    {
        using var simulation = new Simulation(maximumKin: 20);
        simulation.Simulator.Add(Child(Flow.Sequence([Flow.Delay("wait", "00:01:00"), .. Many(3, "Elsa.DispatchWorkflow", "grandchild")])));
        simulation.Simulator.Add(Named("grandchild", Flow.Write("here")));

        await simulation.RunAsync(Flow.Workflow(Flow.Sequence([.. Many(20, "Elsa.DispatchWorkflow", "child"), Flow.Delay("long", "00:02:00")])));

        Assert.All(simulation.Simulator.Instances, i => Assert.Empty(i.Incidents));
        Assert.Equal(60, simulation.Lines.Count);
    }

    [Fact]
    public async Task A_bulk_dispatch_starts_one_for_each_item_and_tells_of_each_end()
    {
        using var simulation = new Simulation(reload: true);
        simulation.Simulator.Add(Child(Flow.Sequence(
            Flow.WriteJs("c", "getInput('Who') + ' ' + getInput('Also') + ' ' + getCorrelationId()"),
            Flow.Activity("if", "Elsa.If", ("condition", Flow.Js("getInput('Who') == 'b'")), ("then", Flow.Activity("f", "Elsa.Fault"))))));
        var bulk = Flow.Activity("bulk", "Elsa.BulkDispatchWorkflows",
            ("workflowDefinitionId", Flow.Literal("child")), ("items", Flow.Js("['a', {Who: 'b'}]")), ("defaultItemInputKey", Flow.Literal("Who")),
            ("correlationIdFunction", Flow.Js("'c' + (args.Who.Who ?? args.Who)")), ("input", Flow.Expression("Object", "{\"Also\": 1}")),
            ("childCompleted", Flow.WriteJs("well", "'well ' + (getVariable('ChildInstanceId').length > 0)")), ("childFaulted", Flow.Write("badly")));

        var parent = await simulation.RunAsync(Flow.Workflow(Flow.Chart([bulk, Flow.Write("completed"), Flow.Write("done"), Flow.Write("canceled")], "bulk:Completed>completed", "bulk>done", "bulk:Canceled>canceled")));

        Assert.Equal(["a 1 ca", "well true", "b 1 cb", "badly", "completed", "done"], simulation.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, parent.SubStatus);
    }

    [Theory]
    [InlineData("[]", true)]
    [InlineData("['a']", false)]
    public async Task A_bulk_dispatch_that_has_nothing_to_wait_for_is_done(string items, bool waits)
    {
        using var simulation = new Simulation();
        simulation.Simulator.Add(Child(Flow.Sequence(Flow.Event("never"))));
        var parent = await simulation.RunAsync(Flow.Workflow(Flow.Chart(
            [Flow.Activity("bulk", "Elsa.BulkDispatchWorkflows", ("workflowDefinitionId", Flow.Literal("child")), ("items", Flow.Js(items)), ("waitForCompletion", Flow.Literal(waits))), Flow.Write("done")], "bulk>done")));

        Assert.Equal(["done"], simulation.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, parent.SubStatus);
    }

    [Fact]
    public async Task A_task_is_asked_for_by_its_id_and_its_result_is_the_result_of_the_activity()
    {
        using var simulation = new Simulation(reload: true);
        await simulation.RunAsync(Flow.Workflow(Flow.Sequence(
            Flow.Activity("t", "Elsa.RunTask", ("taskName", Flow.Literal("translate")), ("payload", Flow.Expression("Object", "{\"to\":\"es\"}"))),
            Flow.WriteJs("w", "getOutputFrom('t', 'Result') + ' ' + getLastResult() + ' ' + (getOutputFrom('t', 'TaskId').length > 0)"))));
        var bookmark = Assert.Single(simulation.Instance.Bookmarks);
        Assert.Equal("translate es", $"{bookmark.Payload!["taskName"]} {bookmark.Payload["payload"]!["to"]}");

        Assert.True(await simulation.Simulator.PublishAsync(RunTask.Done(bookmark.ActivityInstanceId, "hola")));

        Assert.Equal(["hola hola true"], simulation.Lines);
    }

    private static JsonObject Start(string type, bool waits) => Flow.Activity("start", type,
        ("workflowDefinitionId", Flow.Literal("child")), ("correlationId", Flow.Literal("about Ana")), ("input", Flow.Expression("Object", "{\"Who\": \"Ana\"}")), ("waitForCompletion", Flow.Literal(waits)));

    private static JsonObject[] Many(int count, string type, string workflow) =>
        [.. Enumerable.Range(0, count).Select(i => Flow.Activity($"{workflow}{i}", type, ("workflowDefinitionId", Flow.Literal(workflow))))];

    private static WorkflowDefinition Child(JsonObject root) => Named("child", root);

    private static WorkflowDefinition Named(string name, JsonObject root) => Flow.Workflow(root, json => (json["id"], json["definitionId"], json["name"]) = ($"{name}-1", name, name));
}
