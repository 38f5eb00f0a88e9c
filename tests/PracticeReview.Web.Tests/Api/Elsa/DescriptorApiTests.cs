using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using PracticeReview.Criteria;
using PracticeReview.Practices;
using PracticeReview.Reviewers;
using PracticeReview.Testing;

namespace PracticeReview.Web.Tests.Api.Elsa;

/// <summary>What the Studio offers while drawing.</summary>
public sealed class DescriptorApiTests(WebApp app) : IClassFixture<WebApp>, IAsyncLifetime
{
    private StudioClient _studio = null!;

    public async ValueTask InitializeAsync() => _studio = await StudioClient.OfAsync(app);

    public ValueTask DisposeAsync()
    {
        _studio.Http.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task The_palette_has_our_activities_in_their_category_and_no_more_than_the_runtime_does()
    {
        var activities = (await _studio.GetAsync("/descriptors/activities?Refresh=True"))["items"]!.AsArray().ToDictionary(a => a!.Text("typeName"), a => a!);

        foreach (var activity in activities.Values)
        {
            Shape.Has(activity, "typeName", "namespace", "name", "version", "category", "displayName", "description", "inputs", "outputs", "kind", "ports", "customProperties", "constructionProperties", "isContainer", "isBrowsable", "isStart", "isTerminal");
        }

        var assign = activities["PracticeReview.AssignReviewers"];
        Assert.Equal("Practice review", assign.Text("category"));
        Assert.Equal([("Assigned", "Flow"), ("Not enough", "Flow")], assign["ports"]!.AsArray().Select(p => (p!.Text("name"), p!.Text("type"))));
        var external = assign["inputs"]!.AsArray().Single(i => i!.Text("name") == "External")!;
        Shape.Has(external, "name", "typeName", "displayName", "description", "order", "isBrowsable", "isSynthetic", "isWrapped", "uiHint", "category", "defaultValue", "defaultSyntax", "isReadOnly", "isSensitive", "storageDriverType", "uiSpecifications");
        Assert.Equal(("How many", "How many – external"), (external.Text("category"), external.Text("displayName")));
        Assert.Equal(("Int32", 2), (external.Text("typeName"), external["defaultValue"]!.GetValue<int>()));
        Assert.True(activities["Elsa.Flowchart"]["isContainer"]!.GetValue<bool>());
        Assert.Empty(activities["Elsa.End"]["ports"]!.AsArray());
        Assert.Equal(["Then", "Else"], activities["Elsa.If"]["ports"]!.AsArray().Where(p => p!.Text("type") == "Embedded").Select(p => p!.Text("name")));
        Assert.False(Assert.Single(activities["Elsa.Sequence"]["ports"]!.AsArray(), p => p!.Text("name") == "Activities")!["isBrowsable"]!.GetValue<bool>());
        Assert.Equal("dynamic-outcomes", activities["Elsa.FlowFork"]["inputs"]![0]!.Text("uiHint"));
        Assert.DoesNotContain("Elsa.HttpEndpoint", activities.Keys);
    }

    [Fact]
    public async Task Inputs_that_belong_together_stand_together_and_bear_the_name_of_their_group()
    {
        var activities = (await _studio.GetAsync("/descriptors/activities?Refresh=True"))["items"]!.AsArray().Where(a => a!.Text("category") == "Practice review");
        var grouped = 0;
        foreach (var activity in activities)
        {
            var inputs = activity!["inputs"]!.AsArray().OrderBy(i => i!["order"]!.GetValue<float>()).Select(i => (Group: (string?)i!["category"], Name: i.Text("displayName"))).ToList();
            Assert.All(inputs.Where(i => i.Group is not null), i => Assert.StartsWith($"{i.Group} – ", i.Name, StringComparison.Ordinal));
            var runs = inputs.Where((input, n) => n == 0 || inputs[n - 1].Group != input.Group).Select(i => i.Group).ToList();
            Assert.Equal(runs.Distinct(), runs);
            grouped += inputs.Any(i => i.Group is not null) ? 1 : 0;
        }

        Assert.True(grouped >= 4, $"{grouped} activities have groups of inputs");
    }

    [Fact]
    public async Task Groups_of_the_roster_are_a_list_that_follows_the_roster()
    {
        Assert.Equal([""], await GroupsAsync());
        await app.WithDataAsync(async db =>
        {
            db.Reviewers.Add(new Reviewer { Id = Guid.NewGuid(), Name = "Ana", Email = "ana@roster.example", Organisation = "Institute", Groups = ["Youth panel", "Elders"] });
            db.Reviewers.Add(new Reviewer { Id = Guid.NewGuid(), Name = "Ben", Email = "ben@roster.example", Organisation = "Institute", Groups = ["youth panel"] });
            await db.SaveChangesAsync();
        });
        Assert.Equal(["", "Elders", "youth panel"], (await GroupsAsync()).Select(g => g.Replace("Youth", "youth", StringComparison.Ordinal)));

        Task<List<string>> GroupsAsync() => ChoicesAsync("AssignReviewers", "Group");
    }

    [Fact]
    public async Task Rubrics_and_calls_are_lists_of_what_is_published_and_opened()
    {
        Assert.Equal([Rubric.DefaultKey], await ChoicesAsync("AssignReviewers", "Rubric"));
        Assert.Equal([""], await ChoicesAsync("AnswersCall", "Call"));

        await app.WithDataAsync(async db =>
        {
            var published = new RubricVersion(Guid.NewGuid(), 1, Rubric.Default with { Key = "youth" }, "Ada", DateTimeOffset.UnixEpoch);
            published.Publish(DateTimeOffset.UnixEpoch);
            db.RubricVersions.Add(published);
            db.RubricVersions.Add(new RubricVersion(Guid.NewGuid(), 1, Rubric.Default with { Key = "not-yet" }, "Ada", DateTimeOffset.UnixEpoch));
            db.Calls.Add(new Call(Guid.NewGuid(), "cities", new CallText("en", "Cities", "What cities do", "Cities"), DateTimeOffset.UnixEpoch.AddYears(80), DateTimeOffset.UnixEpoch));
            await db.SaveChangesAsync();
        });

        Assert.Equal([Rubric.DefaultKey, "youth"], await ChoicesAsync("AssignReviewers", "Rubric"));
        Assert.Equal(["", "cities"], await ChoicesAsync("AnswersCall", "Call"));
    }

    private async Task<List<string>> ChoicesAsync(string activity, string input) =>
        [.. (await _studio.PostAsync($"/descriptors/activities/PracticeReview.{activity}/options/{input}"))["items"]!["dropdown"]!["selectList"]!["items"]!.AsArray().Select(i => i!.Text("value"))];

    [Fact]
    public async Task Templates_are_a_list_that_is_asked_for_each_time()
    {
        var input = Shape.First(await _studio.GetAsync("/descriptors/activities"), a => a.Text("typeName") == "PracticeReview.InviteReviewers")["inputs"]!.AsArray().Single(i => i!.Text("name") == "Template")!;
        Assert.Equal(("dropdown", true), (input.Text("uiHint"), input["uiSpecifications"]!["Refresh"]!.GetValue<bool>()));

        var options = await _studio.PostAsync("/descriptors/activities/PracticeReview.InviteReviewers/options/Template", new JsonObject { ["context"] = new JsonObject() });

        var items = options["items"]!["dropdown"]!["selectList"]!["items"]!.AsArray();
        Assert.Contains("review-invitation", items.Select(i => i!.Text("value")));
        Assert.DoesNotContain("account-password", items.Select(i => i!.Text("value")));
        await _studio.PostAsync("/descriptors/activities/Nobody/options/Knows", expected: HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("/descriptors/expression-descriptors", "type", "displayName", "isSerializable", "isBrowsable", "properties")]
    [InlineData("/descriptors/variables", "typeName", "displayName", "category", "description")]
    [InlineData("/descriptors/storage-drivers", "typeName", "displayName", "priority", "deprecated")]
    [InlineData("/descriptors/incident-strategies", "typeName", "displayName", "description")]
    [InlineData("/descriptors/log-persistence-strategies", "typeName", "displayName", "description")]
    [InlineData("/features/installed", "name", "namespace", "fullName", "displayName", "description")]
    public async Task Lists_have_their_shapes(string path, params string[] members) => Shape.Has(Shape.First(await _studio.GetAsync(path)), members);

    [Theory]
    [InlineData("/descriptors/output-converters?sourceType=a&destinationType=b")]
    [InlineData("/descriptors/workflow-activation-strategies")]
    [InlineData("/descriptors/commit-strategies/workflows")]
    [InlineData("/descriptors/commit-strategies/activities")]
    [InlineData("/resilience/strategies?category=x")]
    public async Task What_the_runtime_does_not_do_is_an_empty_list(string path) => Assert.Empty((await _studio.GetAsync(path))["items"]!.AsArray());

    [Fact]
    public async Task Features_and_the_version_are_told()
    {
        Assert.Equal("Elsa.RealTimeWorkflowUpdates", (await _studio.GetAsync("/features/installed/Elsa.RealTimeWorkflowUpdates")).Text("fullName"));
        using var none = await _studio.Http.GetAsync("/elsa/api/features/installed/Elsa.Secrets");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        Assert.StartsWith("3.8", (await _studio.GetAsync("/package/version")).Text("packageVersion"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_script_editor_knows_the_variables()
    {
        await _studio.SaveAsync(StudioClient.Words("types"));
        using var response = await _studio.Http.PostAsync("/elsa/api/scripting/javascript/type-definitions/types", new StringContent("{}", Encoding.UTF8, "application/json"));

        Assert.Contains("declare function getGreeting(): string;", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_activity_is_tried_alone()
    {
        var model = StudioClient.Words("tried", type: "Elsa.RunJavaScript");
        model["root"]!["activities"]![0]!["script"] = new JsonObject { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = "6 * 7" } };
        var id = (await _studio.SaveAsync(model))["workflowDefinition"]!.Text("id");
        JsonObject Handle(string activity) => new() { ["workflowDefinitionHandle"] = new JsonObject { ["definitionVersionId"] = id }, ["activityHandle"] = new JsonObject { ["activityId"] = activity } };

        var result = await _studio.PostAsync("/tests/activities", Handle("say"));
        Shape.Has(result, "activityState", "payload", "outputs", "exception", "status");
        Assert.Equal(("Completed", "42"), (result.Text("status"), result["outputs"]!.Text("Result")));
        Assert.Equal("Running", (await _studio.PostAsync("/tests/activities", Handle("wait"))).Text("status"));
        await _studio.PostAsync("/tests/activities", Handle("nothing"), HttpStatusCode.NotFound);
    }
}
