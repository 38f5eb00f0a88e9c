using System.Text.Json.Nodes;
using PracticeReview.Testing;
using PracticeReview.Web.Api.Elsa;
using PracticeReview.Web.Pages.Admin.Workflows;
using PracticeReview.Web.Tests.Api.Elsa;
using PracticeReview.Workflows.Activities;
using PracticeReview.Workflows.Definitions;

namespace PracticeReview.Web.Tests.Admin;

/// <summary>Workflows as the server draws them.</summary>
public sealed class WorkflowDrawingTests(WebApp app) : IClassFixture<WebApp>
{
    private ActivityRegistry Activities => (ActivityRegistry)app.Services.GetService(typeof(ActivityRegistry))!;

    [Fact]
    public void Every_activity_and_way_of_the_shipped_process_is_drawn_where_the_designer_put_it()
    {
        var definition = Shipped();
        var drawing = WorkflowDrawing.Of(definition, Activities, [])!;

        Assert.Equal(definition.Root!["activities"]!.AsArray().Count, drawing.Activities.Count);
        Assert.Equal(definition.Root["connections"]!.AsArray().Count, drawing.Lines.Count);
        Assert.Equal(("Choose reviewers", "Assign reviewers"), drawing.Activities.Where(a => a.Name == "Choose reviewers").Select(a => (a.Name, a.Kind)).Single());
        Assert.Contains(drawing.Lines, line => line.Outcome == "Not enough");
        Assert.All(drawing.Activities, a =>
        {
            Assert.InRange(a.Box.X, drawing.Frame.X, drawing.Frame.X + drawing.Frame.Width - a.Box.Width);
            Assert.InRange(a.Box.Y, drawing.Frame.Y, drawing.Frame.Y + drawing.Frame.Height - a.Box.Height);
            Assert.Empty(a.Stands);
        });
    }

    [Fact]
    public void An_instance_is_drawn_as_it_stands()
    {
        ExecutionStats[] stats =
        [
            new("say", "Workflow1:flow:say", 1, 1, 0, IsBlocked: false, IsFaulted: false), new("wait", "Workflow1:flow:wait", 1, 0, 1, IsBlocked: true, IsFaulted: false),
        ];

        var drawing = WorkflowDrawing.Of(WorkflowDefinition.Read(StudioClient.Words("drawn")), Activities, stats)!;

        Assert.Equal(["done", "waiting"], drawing.Activities.Select(a => a.Stands).Where(s => s.Length > 0));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("""{"position":{"x":"far","y":null},"size":7}""")]
    [InlineData("""{"position":{"x":1e300,"y":"NaN"},"size":{"width":-5}}""")]
    public void Activities_without_a_sensible_place_are_drawn_all_the_same(string designer)
    {
        var model = StudioClient.Words("lost");
        foreach (var activity in model["root"]!["activities"]!.AsArray())
        {
            activity!["metadata"] = new JsonObject { ["designer"] = JsonNode.Parse(designer) };
        }

        var drawing = WorkflowDrawing.Of(WorkflowDefinition.Read(model), Activities, [])!;

        Assert.Equal(model["root"]!["activities"]!.AsArray().Count, drawing.Activities.Count);
        Assert.True(double.IsFinite(drawing.Frame.Width) && drawing.Frame.Width > 0);
        Assert.All(drawing.Activities, a => Assert.True(a.Box is { Width: >= 200, Height: >= 60 }));
    }

    [Theory]
    [InlineData("""{"id":"root","type":"Elsa.Sequence","activities":[]}""")]
    [InlineData("""{"id":"root","type":"Elsa.Flowchart","activities":[],"connections":[]}""")]
    public void What_is_no_flowchart_is_not_drawn(string root)
    {
        var model = StudioClient.Words("other");
        model["root"] = JsonNode.Parse(root);

        Assert.Null(WorkflowDrawing.Of(WorkflowDefinition.Read(model), Activities, []));
    }

    private static WorkflowDefinition Shipped() => WorkflowDefinition.Parse(File.ReadAllText(Path.Combine(TestPaths.Repository, "workflows", "practice-review.json")));
}
