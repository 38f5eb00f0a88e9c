using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PracticeReview.Data.Flow;
using PracticeReview.Practices;
using PracticeReview.Testing;
using PracticeReview.Web.Api.Elsa;
using PracticeReview.Workflows.Activities;

namespace PracticeReview.Web.Tests.Api.Elsa;

/// <summary>Instances over Elsa's API, in the shapes that the Studio reads.</summary>
public sealed class InstanceApiTests(WebApp app) : IClassFixture<WebApp>, IAsyncLifetime
{
    private StudioClient _studio = null!;

    public async ValueTask InitializeAsync() => _studio = await StudioClient.OfAsync(app);

    public ValueTask DisposeAsync()
    {
        _studio.Http.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<string> RunAsync(string id, JsonObject? model = null)
    {
        await _studio.SaveAsync(model ?? StudioClient.Words(id), publish: true);
        using var response = await _studio.Http.PostAsync($"/elsa/api/workflow-definitions/{id}/execute", new StringContent("{\"versionOptions\":\"Latest\"}"));
        return response.EnsureSuccessStatusCode().Headers.GetValues("x-elsa-workflow-instance-id").Single();
    }

    [Fact]
    public async Task An_instance_is_shown_with_its_state_journal_variables_and_counts()
    {
        var id = await RunAsync("shown");

        var instance = await _studio.GetAsync($"/workflow-instances/{id}");
        Shape.Has(instance, "id", "definitionId", "definitionVersionId", "version", "workflowState", "status", "subStatus", "correlationId", "name", "incidentCount", "createdAt", "updatedAt", "finishedAt");
        Shape.Has(instance["workflowState"], "bookmarks", "incidents", "completionCallbacks", "activityExecutionContexts", "input", "output", "properties", "status", "subStatus");
        Assert.Equal(("Running", "Suspended"), (instance.Text("status"), instance.Text("subStatus")));
        Assert.Equal("Workflow1:flow:wait", instance["workflowState"]!["bookmarks"]![0]!.Text("activityNodeId"));
        Shape.Has(await _studio.GetAsync($"/workflow-instances/{id}/execution-state"), "status", "workflowSubStatus", "updatedAt");

        var journal = await _studio.PostAsync($"/workflow-instances/{id}/journal?skip=0&take=100", new JsonObject { ["filter"] = new JsonObject { ["activityNodeIds"] = new JsonArray("Workflow1:flow:say") } });
        Assert.Equal(["Started", "Completed"], journal["items"]!.AsArray().Select(e => e!.Text("eventName")));
        Shape.Has(Shape.First(journal), "id", "activityInstanceId", "parentActivityInstanceId", "activityId", "activityType", "activityTypeVersion", "activityName", "nodeId", "timestamp", "sequence", "message", "source", "activityState", "payload");
        Assert.True((await _studio.GetAsync($"/workflow-instances/{id}/journal"))["totalCount"]!.GetValue<int>() > 2);

        var variable = Shape.First(await _studio.GetAsync($"/workflow-instances/{id}/variables"));
        Assert.Equal(("v1", "Greeting", "good day"), (variable.Text("id"), variable.Text("name"), variable.Text("value")));

        var report = await _studio.PostAsync("/activity-executions/report", new JsonObject { ["workflowInstanceId"] = id, ["activityNodeIds"] = new JsonArray("Workflow1:flow:say", "Workflow1:flow:wait") });
        var stats = report["stats"]!.AsArray().ToDictionary(s => s!.Text("activityId"), s => s!);
        Assert.Equal((1, 1, false), (stats["say"]["startedCount"]!.GetValue<int>(), stats["say"]["completedCount"]!.GetValue<int>(), stats["say"]["isBlocked"]!.GetValue<bool>()));
        Assert.Equal((1, true), (stats["wait"]["uncompletedCount"]!.GetValue<int>(), stats["wait"]["isBlocked"]!.GetValue<bool>()));
    }

    [Fact]
    public async Task Executions_of_an_activity_are_listed_and_found()
    {
        var id = await RunAsync("executions");

        var execution = Shape.First(await _studio.GetAsync($"/activity-executions/list?workflowInstanceId={id}&activityNodeId=Workflow1:flow:wait"));
        Shape.Has(execution, "id", "workflowInstanceId", "activityId", "activityNodeId", "activityType", "activityState", "outputs", "payload", "properties", "metadata", "exception", "startedAt", "hasBookmarks", "status", "completedAt", "aggregateFaultCount");
        Assert.Equal(("Running", true), (execution.Text("status"), execution["hasBookmarks"]!.GetValue<bool>()));
        var summary = Shape.First(await _studio.GetAsync($"/activity-execution-summaries/list?workflowInstanceId={id}&activityNodeId=Workflow1:flow:say"));
        Assert.Equal("Completed", summary.Text("status"));
        Assert.Equal(execution.Text("id"), (await _studio.GetAsync($"/activity-executions/by-id?id={execution.Text("id")}")).Text("id"));
        var around = await _studio.GetAsync($"/activity-executions/{execution.Text("id")}/call-stack");
        Assert.Equal(["Elsa.Flowchart", "Elsa.Event"], around["items"]!.AsArray().Select(e => e!.Text("activityType")).TakeLast(2));
    }

    [Fact]
    public async Task The_list_is_filtered_as_the_studio_asks()
    {
        var id = await RunAsync("filtered");
        await _studio.PostAsync($"/cancel/workflow-instances/{await RunAsync("filtered")}");

        var running = await _studio.PostAsync("/workflow-instances", new JsonObject { ["page"] = 0, ["pageSize"] = 10, ["definitionIds"] = new JsonArray("filtered"), ["statuses"] = new JsonArray("Running"), ["isSystem"] = false, ["searchTerm"] = "", ["hasIncidents"] = null });
        Assert.Equal((1, id), (running["totalCount"]!.GetValue<int>(), Shape.First(running).Text("id")));
        Shape.Has(Shape.First(running), "id", "definitionId", "definitionVersionId", "version", "status", "subStatus", "correlationId", "name", "incidentCount", "createdAt", "updatedAt", "finishedAt");
        var cancelled = await _studio.PostAsync("/workflow-instances", new JsonObject { ["definitionIds"] = new JsonArray("filtered"), ["subStatuses"] = new JsonArray("Cancelled") });
        Assert.Equal(1, cancelled["totalCount"]!.GetValue<int>());
        Assert.Equal(2, (await _studio.GetAsync("/workflow-instances?definitionIds=filtered&pageSize=1"))["totalCount"]!.GetValue<int>());

        // Page by page, the same order as all at once; the last pages are read from the end.
        var all = await IdsAsync("pageSize=50");
        var single = new List<string>();
        for (var page = 0; page < all.Count; page++)
        {
            single.AddRange(await IdsAsync($"page={page}&pageSize=1"));
        }

        Assert.Equal(all, single);
        Assert.Empty(await IdsAsync($"page={all.Count}&pageSize=1"));

        async Task<List<string>> IdsAsync(string query) => [.. (await _studio.GetAsync("/workflow-instances?" + query))["items"]!.AsArray().Select(i => i!.Text("id"))];
        var old = new JsonObject { ["definitionIds"] = new JsonArray("filtered"), ["timestampFilters"] = new JsonArray(new JsonObject { ["column"] = "CreatedAt", ["operator"] = "LessThan", ["timestamp"] = "2020-01-01T00:00:00Z" }) };
        Assert.Equal(0, (await _studio.PostAsync("/workflow-instances", old))["totalCount"]!.GetValue<int>());
    }

    [Fact]
    public async Task Instances_are_found_by_their_names_by_the_titles_of_their_submissions_and_by_what_identifies_them()
    {
        var (practice, now) = (Guid.CreateVersion7(), app.Time.GetUtcNow());
        var submitter = await app.AccountAsync();
        await app.WithDataAsync(async db =>
        {
            var written = new Practice(practice, submitter.Id, "en", now);
            written.SaveDraft(new PracticeContent { Title = "Señales claras en cada muelle", Language = "es" }, now);
            db.Practices.Add(written);
            await db.SaveChangesAsync();
        });
        await _studio.SaveAsync(StudioClient.Words("found"), publish: true);
        var about = await StartAsync(practice.ToString());
        app.Time.Advance(TimeSpan.FromMinutes(1));
        var other = await StartAsync("ferry-7");
        await app.WithDataAsync(db => db.Database.ExecuteSqlAsync(
            $"""update workflow_instances set state = state || jsonb_build_object('name', 'Ferries at night') where id = {other}"""));

        Assert.Equal([about], await FoundAsync("senales CLARAS"));
        Assert.Equal([other], await FoundAsync("ferries"));
        Assert.Equal([other], await FoundAsync("ferry-7"));
        Assert.Equal([about], await FoundAsync(about));
        Assert.Equal([other, about], await FoundAsync("found"));
        Assert.Empty(await FoundAsync("100%"));
        Assert.Empty(await FoundAsync("ferries", "Finished"));
        Assert.Equal("Señales claras en cada muelle", Shape.First(await _studio.PostAsync("/workflow-instances", new JsonObject { ["searchTerm"] = practice.ToString() })).Text("name"));

        async Task<string> StartAsync(string correlation) =>
            (await _studio.PostAsync("/workflow-definitions/found/execute", new JsonObject { ["correlationId"] = correlation })).Text("workflowInstanceId");
        async Task<List<string>> FoundAsync(string words, string? status = null) =>
            [.. (await _studio.PostAsync("/workflow-instances", new JsonObject { ["searchTerm"] = words, ["status"] = status }))["items"]!.AsArray().Select(i => i!.Text("id"))];
    }

    [Fact]
    public async Task A_search_finds_the_newest_thousand()
    {
        var id = await RunAsync("many");
        await app.WithDataAsync(db => db.Database.ExecuteSqlAsync(
            $"""
            insert into workflow_instances (id, definition_id, definition_version_id, status, sub_status, state, created_at, updated_at)
            select 'many-' || lpad(n::text, 4, '0'), definition_id, definition_version_id, status, sub_status, state || jsonb_build_object('name', 'One of many'), created_at + n * interval '1 second', updated_at
            from workflow_instances, generate_series(1, {InstanceList.MostFound + 20}) n where id = {id}
            """));

        var last = await _studio.PostAsync("/workflow-instances", new JsonObject { ["searchTerm"] = "one of MANY", ["page"] = (InstanceList.MostFound / 10) - 1, ["pageSize"] = 10 });

        Assert.Equal(InstanceList.MostFound, last["totalCount"]!.GetValue<int>());
        Assert.Equal("many-0021", last["items"]!.AsArray()[^1]!.Text("id"));
        await app.WithDataAsync(db => db.WorkflowInstances.Where(i => i.DefinitionId == "many").ExecuteDeleteAsync());
    }

    [Theory]
    [InlineData("/workflow-instances")]
    [InlineData("/workflow-instances/none/journal")]
    [InlineData("/workflow-definitions")]
    public async Task A_page_further_than_numbers_reach_is_empty(string list)
    {
        await RunAsync("far");

        Assert.Empty((await _studio.GetAsync($"{list}?page=3000000&pageSize=1000"))["items"]!.AsArray());
    }

    [Theory]
    [InlineData("searchTerm")]
    [InlineData("correlationId")]
    public async Task What_the_database_can_not_hold_is_refused(string member)
    {
        var problem = await _studio.PostAsync("/workflow-instances", new JsonObject { [member] = "a\0b" }, HttpStatusCode.BadRequest);

        Assert.Contains("U+0000", problem["errors"]!["generalErrors"]![0]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_given_may_be_nested_as_deep_as_a_request()
    {
        var input = new string('[', 250) + new string(']', 250);
        var model = StudioClient.Words("nested");
        model["inputs"] = new JsonArray(new JsonObject { ["name"] = "Deep", ["type"] = "Object" });
        model["root"]!["activities"]![0]!["text"] = new JsonObject { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = "Input", ["value"] = "Deep" } };
        await _studio.SaveAsync(model, publish: true);
        using var body = new StringContent("{\"input\":{\"Deep\":" + input + "}}");
        using var response = await _studio.Http.PostAsync("/elsa/api/workflow-definitions/nested/execute", body);
        var id = (await StudioClient.JsonAsync(response)).Text("workflowInstanceId");
        using var tooDeep = new StringContent("{\"input\":{\"Deep\":[[[[[[" + input + "]]]]]]}}");
        using var refused = await _studio.Http.PostAsync("/elsa/api/workflow-definitions/nested/execute", tooDeep);

        using var shown = await _studio.Http.GetAsync($"/elsa/api/workflow-instances/{id}");
        Assert.Contains(input, await shown.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("\"subStatus\":\"Suspended\"", await shown.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Fact]
    public async Task A_correlation_id_too_long_to_be_found_is_refused()
    {
        await _studio.SaveAsync(StudioClient.Words("long"), publish: true);
        using var response = await _studio.Http.PostAsync("/elsa/api/workflow-definitions/long/execute", new StringContent(new JsonObject { ["correlationId"] = new string('x', 451) }.ToJsonString()));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("at most 450 characters", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_failed_is_shown_and_tried_again()
    {
        var model = StudioClient.Words("failing");
        model["root"]!["activities"]![0]!["text"]!["expression"] = new JsonObject { ["type"] = "JavaScript", ["value"] = "nothing.like.this" };
        var id = await RunAsync("failing", model);

        var instance = await _studio.GetAsync($"/workflow-instances/{id}");
        Assert.Equal(("Faulted", 1), (instance.Text("subStatus"), instance["incidentCount"]!.GetValue<int>()));
        Shape.Has(instance["workflowState"]!["incidents"]![0], "activityId", "activityNodeId", "activityType", "activityInstanceId", "message", "exception", "timestamp");
        var found = await _studio.PostAsync("/workflow-instances", new JsonObject { ["hasIncidents"] = true, ["definitionId"] = "failing" });
        Assert.Equal(id, Shape.First(found).Text("id"));

        var retried = await _studio.PostAsync("/alterations/workflows/retry", new JsonObject { ["workflowInstanceIds"] = new JsonArray(id) });
        Shape.Has(retried["results"]![0], "workflowInstanceId", "log", "workflowHasScheduledWork", "isSuccessful");
        var faults = await _studio.PostAsync($"/workflow-instances/{id}/journal", new JsonObject { ["filter"] = new JsonObject { ["eventNames"] = new JsonArray("Faulted") } });
        Assert.Equal(2, faults["totalCount"]!.GetValue<int>());
    }

    [Fact]
    public async Task What_failed_is_tried_again_on_the_page_of_its_instance()
    {
        var model = StudioClient.Words("failing-page");
        model["root"]!["activities"]![0]!["text"]!["expression"] = new JsonObject { ["type"] = "JavaScript", ["value"] = "nothing.like.this" };
        var (failed, sound) = (await RunAsync("failing-page", model), await RunAsync("sound-page"));

        using var tried = await _studio.Http.SubmitAsync($"/admin/workflows/instances/{failed}", form: "form[action*=Retry]");

        Assert.Equal(HttpStatusCode.Redirect, tried.StatusCode);
        Assert.Contains("It was tried again, and something failed: ", await _studio.Http.GetStringAsync($"/admin/workflows/instances/{failed}"), StringComparison.Ordinal);
        var faults = await _studio.PostAsync($"/workflow-instances/{failed}/journal", new JsonObject { ["filter"] = new JsonObject { ["eventNames"] = new JsonArray("Faulted") } });
        Assert.Equal(2, faults["totalCount"]!.GetValue<int>());
        Assert.DoesNotContain("handler=Retry", await _studio.Http.GetStringAsync($"/admin/workflows/instances/{sound}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_failed_and_is_mended_goes_on_when_it_is_tried_again()
    {
        var model = StudioClient.Words("mended", type: "Elsa.ExecuteWorkflow");
        model["root"]!["activities"]![0]!["workflowDefinitionId"] = new JsonObject { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = "comes-later" } };
        var id = await RunAsync("mended", model);
        Assert.Equal("Faulted", (await _studio.GetAsync($"/workflow-instances/{id}")).Text("subStatus"));
        await _studio.SaveAsync(StudioClient.Words("comes-later"), publish: true);

        using var tried = await _studio.Http.SubmitAsync($"/admin/workflows/instances/{id}", form: "form[action*=Retry]");

        Assert.Contains("What failed is tried again.", await _studio.Http.GetStringAsync($"/admin/workflows/instances/{id}"), StringComparison.Ordinal);
        Assert.Equal("Suspended", (await _studio.GetAsync($"/workflow-instances/{id}")).Text("subStatus"));
    }

    [Fact]
    public async Task A_draft_that_could_not_be_published_is_not_run()
    {
        var model = StudioClient.Words("faulty-draft");
        model["root"]!["activities"]![0]!["text"]!["expression"] = new JsonObject { ["type"] = "JavaScript", ["value"] = "1 +" };
        await _studio.SaveAsync(model);

        using var refused = await _studio.Http.PostAsync("/elsa/api/workflow-definitions/faulty-draft/execute", new StringContent("{\"versionOptions\":\"Latest\"}"));

        Assert.Contains("The JavaScript can't be read", (await StudioClient.JsonAsync(refused, HttpStatusCode.BadRequest)).Text("message"), StringComparison.Ordinal);
        Assert.False(await app.WithDataAsync(db => db.WorkflowInstances.AnyAsync(i => i.DefinitionId == "faulty-draft")));
    }

    [Fact]
    public async Task Instances_are_not_imported_and_that_is_said() =>
        Assert.Contains("can't be imported", (await _studio.PostAsync("/bulk-actions/import/workflow-instances", expected: HttpStatusCode.NotImplemented)).Text("message"), StringComparison.Ordinal);

    [Fact]
    public async Task What_runs_is_cancelled_before_it_is_deleted()
    {
        var id = await RunAsync("ending");
        using var refused = await _studio.Http.DeleteAsync($"/elsa/api/workflow-instances/{id}");
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);

        await _studio.PostAsync("/bulk-actions/cancel/workflow-instances", new JsonObject { ["ids"] = new JsonArray(id) });
        Assert.Equal("Cancelled", (await _studio.GetAsync($"/workflow-instances/{id}")).Text("subStatus"));
        using var exported = await _studio.Http.GetAsync($"/elsa/api/workflow-instances/{id}/export");
        Assert.Equal(HttpStatusCode.OK, exported.StatusCode);
        using var deleted = await _studio.Http.DeleteAsync($"/elsa/api/workflow-instances/{id}");
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        using var gone = await _studio.Http.GetAsync($"/elsa/api/workflow-instances/{id}");
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task A_workflow_is_not_deleted_while_an_instance_of_it_runs()
    {
        var id = await RunAsync("busy");
        using var refused = await _studio.Http.DeleteAsync("/elsa/api/workflow-definitions/busy");
        var problem = await StudioClient.JsonAsync(refused, HttpStatusCode.BadRequest);
        await _studio.PostAsync($"/cancel/workflow-instances/{id}");
        using var deleted = await _studio.Http.DeleteAsync("/elsa/api/workflow-definitions/busy");

        Assert.Contains("one instance runs", problem.Text("message"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
    }

    [Fact]
    public async Task Several_are_started_cancelled_and_deleted_and_what_is_refused_is_told()
    {
        await _studio.SaveAsync(StudioClient.Words("several"), publish: true);
        var (one, other, running) = (await DispatchAsync(), await DispatchAsync(), await DispatchAsync());
        var cancelled = await _studio.PostAsync("/bulk-actions/cancel/workflow-instances", new JsonObject { ["ids"] = new JsonArray(one, other) });

        var deleted = await _studio.PostAsync("/bulk-actions/delete/workflow-instances/by-id", new JsonObject { ["ids"] = new JsonArray(one, other, running) });

        Assert.Equal((2, 2), (cancelled["cancelledCount"]!.GetValue<int>(), deleted["deleted"]!.GetValue<int>()));
        Assert.Single(deleted["errors"]!["generalErrors"]!.AsArray());
        Assert.Equal(running, Assert.Single((await _studio.PostAsync("/workflow-instances", new JsonObject { ["definitionIds"] = new JsonArray("several") }))["items"]!.AsArray())!.Text("id"));

        async Task<string> DispatchAsync() => (await _studio.PostAsync("/workflow-definitions/several/dispatch")).Text("workflowInstanceId");
    }

    [Fact]
    public async Task Counts_follow_the_instance()
    {
        var id = await RunAsync("moving");
        await app.InScopeAsync(async services =>
        {
            await services.GetRequiredService<InstanceFlow>().PublishAsync(Event.Named("go moving"), null, default);
            await services.GetRequiredService<DueTimers>().RunAsync(default);
        });

        var stats = await app.InScopeAsync(services => services.GetRequiredService<Executions>().StatsAsync(id, [], default));

        Assert.Equal((1, 0, false), stats.Where(s => s.ActivityId == "wait").Select(s => (s.CompletedCount, s.UncompletedCount, s.IsBlocked)).Single());
    }
}
