using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using PracticeReview.Data.Flow;
using PracticeReview.Testing;

namespace PracticeReview.Web.Tests.Api.Elsa;

/// <summary>Workflows over Elsa's API, in the shapes that the Studio reads.</summary>
public sealed class DefinitionApiTests(WebApp app) : IClassFixture<WebApp>, IAsyncLifetime
{
    private StudioClient _studio = null!;

    public async ValueTask InitializeAsync() => _studio = await StudioClient.OfAsync(app);

    public ValueTask DisposeAsync()
    {
        _studio.Http.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task The_shipped_process_is_read_as_the_editor_wants_it()
    {
        var process = await _studio.GetAsync("/workflow-definitions/by-definition-id/practice-review?versionOptions=Latest");

        Shape.Has(process, "id", "definitionId", "name", "description", "createdAt", "version", "toolVersion", "isLatest", "isPublished", "isReadonly", "isSystem",
            "variables", "inputs", "outputs", "outcomes", "customProperties", "options", "root", "links");
        Assert.Contains("publish", process["links"]!.AsArray().Select(l => l!.Text("rel")));
        Assert.Equal("Workflow1:flow:assign", process["root"]!["activities"]!.AsArray().Single(a => a!.Text("id") == "assign")!.Text("nodeId"));
        Assert.Equal(process.Text("id"), (await _studio.GetAsync($"/workflow-definitions/by-id/{process.Text("id")}")).Text("id"));
        Assert.Single((await _studio.GetAsync($"/workflow-definitions/many-by-id?ids={process.Text("id")}"))["items"]!.AsArray());
        using var none = await _studio.Http.GetAsync("/elsa/api/workflow-definitions/by-definition-id/nobody");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Fact]
    public async Task What_is_saved_as_it_is_published_is_no_draft()
    {
        // As the Studio does: it saves what it was given.
        var draft = (await _studio.SaveAsync(StudioClient.Words("late", "hello")))["workflowDefinition"]!.AsObject();
        var published = (await _studio.SaveAsync((JsonObject)draft.DeepClone(), publish: true))["workflowDefinition"]!.AsObject();

        var again = (await _studio.SaveAsync((JsonObject)published.DeepClone()))["workflowDefinition"]!;
        Assert.Equal((published.Text("id"), true), (again.Text("id"), again["isPublished"]!.GetValue<bool>()));

        published["description"] = "Another";
        var changed = (await _studio.SaveAsync(published))["workflowDefinition"]!;
        Assert.Equal((2, false), (changed["version"]!.GetValue<int>(), changed["isPublished"]!.GetValue<bool>()));
    }

    [Fact]
    public async Task A_name_that_can_not_be_kept_is_refused_with_a_sentence()
    {
        var model = StudioClient.Words("null-character");
        model["name"] = "a\0b";

        var problem = await _studio.SaveAsync(model, publish: true, HttpStatusCode.BadRequest);

        Assert.Contains("U+0000", problem["errors"]!["generalErrors"]![0]!.GetValue<string>(), StringComparison.Ordinal);
    }

    /// <summary>The root stands two levels deep, and each further activity two deeper.</summary>
    [Theory]
    [InlineData(29, HttpStatusCode.OK)]
    [InlineData(30, HttpStatusCode.BadRequest)]
    public async Task Activities_stand_in_one_another_as_deep_as_an_Elsa_server_reads(int sequences, HttpStatusCode expected)
    {
        var (model, root) = (StudioClient.Words($"deep-{sequences}"), new JsonObject { ["id"] = "innermost", ["type"] = "Elsa.WriteLine", ["text"] = "deep" });
        for (var i = 0; i < sequences; i++)
        {
            root = new JsonObject { ["id"] = $"s{i}", ["type"] = "Elsa.Sequence", ["activities"] = new JsonArray(root) };
        }

        model["root"] = root;

        var saved = await _studio.SaveAsync(model, publish: true, expected);

        if (expected != HttpStatusCode.OK)
        {
            Assert.Contains("nested too deep", saved.Text("message"), StringComparison.Ordinal);
            return;
        }

        var run = await _studio.PostAsync($"/workflow-definitions/deep-{sequences}/execute");
        Assert.Equal("Finished", (await _studio.GetAsync($"/workflow-instances/{run.Text("workflowInstanceId")}")).Text("subStatus"));
        using var exported = await _studio.Http.GetAsync($"/elsa/api/workflow-definitions/deep-{sequences}/export");
        await _studio.PostAsync("/workflow-definitions/import", JsonNode.Parse(await exported.Content.ReadAsStringAsync())!.AsObject());
    }

    [Fact]
    public async Task A_member_that_is_given_twice_is_refused()
    {
        using var body = new StringContent("""{"model":{"definitionId":"twice","name":"Twice","root":{"id":"a","type":"Elsa.WriteLine","id":"b"}}}""");
        using var response = await _studio.Http.PostAsync("/elsa/api/workflow-definitions", body);

        Assert.Contains("not valid JSON", (await StudioClient.JsonAsync(response, HttpStatusCode.BadRequest)).Text("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_is_paged_searched_and_sorted()
    {
        foreach (var id in new[] { "list-a", "list-b", "list-c" })
        {
            await _studio.SaveAsync(StudioClient.Words(id), publish: id == "list-b");
        }

        var page = await _studio.GetAsync("/workflow-definitions?versionOptions=Latest&Page=1&PageSize=2&SearchTerm=Words list&OrderBy=Name&OrderDirection=Ascending&IsSystem=False");
        Assert.Equal((3, "Words list-c"), (page["totalCount"]!.GetValue<int>(), Shape.First(page).Text("name")));
        Assert.Contains("bulk-publish", page["links"]!.AsArray().Select(l => l!.Text("rel")));
        Shape.Has(Shape.First(page), "id", "definitionId", "name", "description", "version", "isLatest", "isPublished", "createdAt", "materializerName", "isMaterializerAvailable", "isReadonly", "links");
        var published = await _studio.GetAsync("/workflow-definitions?versionOptions=Published&DefinitionIds=list-a&DefinitionIds=list-b");
        Assert.Equal("list-b", Shape.First(published).Text("definitionId"));
        Assert.Equal(1, published["totalCount"]!.GetValue<int>());
        Assert.False((await _studio.GetAsync("/workflow-definitions/validation/is-name-unique?name=Words list-a"))["isUnique"]!.GetValue<bool>());
        Assert.True((await _studio.GetAsync("/workflow-definitions/validation/is-name-unique?name=Words list-a&definitionId=list-a"))["isUnique"]!.GetValue<bool>());
        Assert.True((await _studio.GetAsync("/workflow-definitions/query/count"))["count"]!.GetValue<int>() >= 4);
    }

    [Fact]
    public async Task Saving_publishing_retracting_and_reverting_answer_with_the_version()
    {
        var saved = await _studio.SaveAsync(StudioClient.Words("life"));
        Shape.Has(saved, "workflowDefinition", "alreadyPublished", "consumingWorkflowCount");
        Shape.Has(saved["workflowDefinition"], "id", "links", "root");
        Assert.Equal("Workflow1:flow:say", saved["workflowDefinition"]!["root"]!["activities"]![0]!.Text("nodeId"));

        var published = await _studio.PostAsync("/workflow-definitions/life/publish");
        Assert.True(published["workflowDefinition"]!["isPublished"]!.GetValue<bool>());
        Assert.True((await _studio.PostAsync("/workflow-definitions/life/publish"))["alreadyPublished"]!.GetValue<bool>());
        var next = await _studio.SaveAsync(StudioClient.Words("life", "good bye"));
        Assert.Equal(2, next["workflowDefinition"]!["version"]!.GetValue<int>());
        var reverted = await _studio.PostAsync("/workflow-definitions/life/revert/1");
        Assert.Equal((3, "hello"), (reverted["version"]!.GetValue<int>(), reverted["root"]!["activities"]![0]!["text"]!["expression"]!.Text("value")));
        Assert.False((await _studio.PostAsync("/workflow-definitions/life/retract"))["isPublished"]!.GetValue<bool>());
        var versions = await _studio.GetAsync("/workflow-definitions?versionOptions=AllVersions&DefinitionIds=life&OrderBy=Version&OrderDirection=Descending&Page=0&PageSize=10");
        Assert.Equal([3, 2, 1], versions["items"]!.AsArray().Select(v => v!["version"]!.GetValue<int>()));
        using var deleted = await _studio.Http.DeleteAsync($"/elsa/api/workflow-definition-versions/{reverted.Text("id")}");
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        using var gone = await _studio.Http.DeleteAsync("/elsa/api/workflow-definitions/life");
        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
    }

    [Fact]
    public async Task An_invalid_draft_is_refused_with_sentences_and_stays_saved()
    {
        var refused = await _studio.SaveAsync(StudioClient.Words("broken", type: "Nobody.Knows"), publish: true, HttpStatusCode.BadRequest);

        Shape.Has(refused, "statusCode", "message", "errors");
        var sentence = Assert.Single(refused["errors"]!["generalErrors"]!.AsArray())!.ToString();
        Assert.StartsWith("say: ", sentence, StringComparison.Ordinal);
        Assert.Contains("Nobody.Knows", sentence, StringComparison.Ordinal);
        Assert.False((await _studio.GetAsync("/workflow-definitions/by-definition-id/broken"))["isPublished"]!.GetValue<bool>());
        await _studio.PostAsync("/workflow-definitions/nobody/publish", expected: HttpStatusCode.NotFound);
        await _studio.SaveAsync(new JsonObject { ["name"] = "No root" }, expected: HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_workflow_is_exported_and_imported_and_exported_the_same()
    {
        await _studio.SaveAsync(StudioClient.Words("file"), publish: true);
        using var export = await _studio.Http.GetAsync("/elsa/api/workflow-definitions/file/export?versionOptions=Latest");
        Assert.Equal("words-file-file-v1.json", export.Content.Headers.ContentDisposition!.FileName);
        var file = JsonNode.Parse(await export.Content.ReadAsStringAsync())!.AsObject();
        Assert.StartsWith("https://elsaworkflows.io/", file.Text("$schema"), StringComparison.Ordinal);

        var imported = await _studio.PostAsync("/workflow-definitions/import", (JsonObject)file.DeepClone());
        Assert.Equal(2, imported["version"]!.GetValue<int>());

        var again = JsonNode.Parse(await _studio.Http.GetStringAsync("/elsa/api/workflow-definitions/file/export?versionOptions=Latest"))!.AsObject();
        foreach (var member in new[] { "id", "version", "createdAt", "isPublished" })
        {
            file.Remove(member);
            again.Remove(member);
        }

        Assert.Equal(file.ToJsonString(), again.ToJsonString());
    }

    [Fact]
    public async Task Several_are_exported_as_a_zip_and_imported_from_one()
    {
        var ids = new JsonArray();
        foreach (var id in new[] { "zip-a", "zip-b" })
        {
            ids.Add((await _studio.SaveAsync(StudioClient.Words(id)))["workflowDefinition"]!.Text("id"));
        }

        using var zip = await _studio.Http.PostAsync("/elsa/api/bulk-actions/export/workflow-definitions", new StringContent(new JsonObject { ["ids"] = ids }.ToJsonString(), Encoding.UTF8, "application/json"));
        var bytes = await zip.Content.ReadAsByteArrayAsync();
        using (var archive = new ZipArchive(new MemoryStream(bytes)))
        {
            Assert.Equal(2, archive.Entries.Count);
        }

        using var form = new MultipartFormDataContent { { new ByteArrayContent(bytes), "files", "workflows.zip" } };
        Assert.Equal(2, (await StudioClient.JsonAsync(await _studio.Http.PostAsync("/elsa/api/workflow-definitions/import-files", form)))["count"]!.GetValue<int>());
        using var broken = new MultipartFormDataContent { { new ByteArrayContent("{"u8.ToArray()), "files", "broken.json" } };
        var refused = await StudioClient.JsonAsync(await _studio.Http.PostAsync("/elsa/api/workflow-definitions/import-files", broken), HttpStatusCode.BadRequest);
        Assert.StartsWith("broken.json: ", refused["errors"]!["generalErrors"]![0]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_are_published_retracted_and_deleted_at_once()
    {
        foreach (var id in new[] { "many-a", "many-b" })
        {
            await _studio.SaveAsync(StudioClient.Words(id));
        }

        JsonObject Body() => new() { ["definitionIds"] = new JsonArray("many-a", "many-b", "many-none") };
        var published = await _studio.PostAsync("/bulk-actions/publish/workflow-definitions/by-definition-ids", Body());
        Assert.Equal((2, 1), (published["published"]!.AsArray().Count, published["notFound"]!.AsArray().Count));
        Assert.Equal(2, (await _studio.PostAsync("/bulk-actions/publish/workflow-definitions/by-definition-ids", Body()))["alreadyPublished"]!.AsArray().Count);
        var retracted = await _studio.PostAsync("/bulk-actions/retract/workflow-definitions/by-definition-ids", Body());
        Assert.Equal((2, 1), (retracted["retracted"]!.AsArray().Count, retracted["notFound"]!.AsArray().Count));
        var deleted = await _studio.PostAsync("/bulk-actions/delete/workflow-definitions/by-definition-id", new JsonObject { ["definitionIds"] = new JsonArray("many-a", "many-b") });
        Assert.Equal(2, deleted["deleted"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("{\"a\":1}", "[]", "'activities' is no list of activities")]
    [InlineData("[{\"id\":\"a\"}]", "[]", "What stands in 'activities[0]' is no activity")]
    [InlineData("[]", "\"x\"", "'connections' is no list of connections")]
    public async Task What_is_no_flowchart_is_not_published(string activities, string connections, string sentence)
    {
        var model = StudioClient.Words("shapeless");
        (model["root"]!["activities"], model["root"]!["connections"]) = (JsonNode.Parse(activities), JsonNode.Parse(connections));

        var refused = await _studio.SaveAsync(model, publish: true, expected: HttpStatusCode.BadRequest);

        Assert.Contains(sentence, refused.Text("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_of_any_length_and_a_text_that_can_not_be_kept_are_refused()
    {
        var named = StudioClient.Words("long-name");
        named["name"] = new string('L', DefinitionVersions.NameLength + 1);
        Assert.Contains("up to 200 characters", (await _studio.SaveAsync(named, expected: HttpStatusCode.BadRequest)).Text("message"), StringComparison.Ordinal);
        Assert.Contains("U+0000", (await _studio.SaveAsync(StudioClient.Words("nothing", "a\0b"), expected: HttpStatusCode.BadRequest)).Text("message"), StringComparison.Ordinal);

        await _studio.SaveAsync(StudioClient.Words("backslash", "a\\u0000b"));
    }

    [Fact]
    public async Task Several_versions_are_deleted_at_once()
    {
        var first = (await _studio.SaveAsync(StudioClient.Words("old"), publish: true))["workflowDefinition"]!.Text("id");
        var second = (await _studio.SaveAsync(StudioClient.Words("old", "hello again"), publish: true))["workflowDefinition"]!.Text("id");
        await _studio.SaveAsync(StudioClient.Words("old", "and again"), publish: true);

        var deleted = await _studio.PostAsync("/bulk-actions/delete/workflow-definitions/by-id", new JsonObject { ["ids"] = new JsonArray(first, second) });

        Assert.Equal(2, deleted["deleted"]!.GetValue<int>());
        using var gone = await _studio.Http.GetAsync($"/elsa/api/workflow-definitions/by-id/{first}");
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.Equal(3, (await _studio.GetAsync("/workflow-definitions/by-definition-id/old?versionOptions=Latest"))["version"]!.GetValue<int>());
    }

    [Fact]
    public async Task Of_many_some_are_published_and_the_others_are_told_with_their_names()
    {
        await _studio.SaveAsync(StudioClient.Words("some-good"));
        await _studio.SaveAsync(StudioClient.Words("some-bad", type: "Nobody.Knows"));

        var answer = await _studio.PostAsync("/bulk-actions/publish/workflow-definitions/by-definition-ids", new JsonObject { ["definitionIds"] = new JsonArray("some-bad", "some-good") });

        Assert.Equal("some-good", Assert.Single(answer["published"]!.AsArray())!.ToString());
        Assert.StartsWith("Words some-bad can't be published. say: ", Assert.Single(answer["errors"]!["generalErrors"]!.AsArray())!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_save_that_has_not_seen_the_last_one_is_refused()
    {
        await _studio.SaveAsync(StudioClient.Words("tagged"));
        using var opened = await _studio.Http.GetAsync("/elsa/api/workflow-definitions/by-definition-id/tagged");
        using var first = await SaveAsync("first", opened.Headers.ETag!.Tag);
        using var second = await SaveAsync("second", opened.Headers.ETag!.Tag);
        using var published = await _studio.Http.PostAsync("/elsa/api/workflow-definitions/tagged/publish", null);
        using var third = await SaveAsync("third", first.Headers.ETag!.Tag);
        using var unknowing = await SaveAsync("fourth", null);

        Assert.Equal(
            (HttpStatusCode.OK, HttpStatusCode.BadRequest, HttpStatusCode.OK, HttpStatusCode.OK),
            (first.StatusCode, second.StatusCode, third.StatusCode, unknowing.StatusCode));
        Assert.Contains("in another window", await second.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        Task<HttpResponseMessage> SaveAsync(string text, string? seen)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, "/elsa/api/workflow-definitions") { Content = new StringContent(new JsonObject { ["model"] = StudioClient.Words("tagged", text) }.ToJsonString()) };
            request.Headers.TryAddWithoutValidation("If-Match", seen);
            return _studio.Http.SendAsync(request);
        }
    }

    [Fact]
    public async Task A_refused_publication_still_says_which_draft_was_saved()
    {
        using var refused = await _studio.Http.PostAsync("/elsa/api/workflow-definitions", new StringContent(
            new JsonObject { ["model"] = StudioClient.Words("tagged-bad", type: "Nobody.Knows"), ["publish"] = true }.ToJsonString()));
        using var opened = await _studio.Http.GetAsync("/elsa/api/workflow-definitions/by-definition-id/tagged-bad");

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal(opened.Headers.ETag, refused.Headers.ETag);
    }

    [Fact]
    public async Task A_workflow_that_another_one_uses_is_not_deleted()
    {
        var used = StudioClient.Words("needed");
        (used["name"], used["options"]!["usableAsActivity"]) = ("Needed by others", true);
        var version = (await _studio.SaveAsync(used, publish: true))["workflowDefinition"]!.Text("id");
        var starter = StudioClient.Words("starter", type: "Elsa.DispatchWorkflow");
        starter["root"]!["activities"]![0]!["workflowDefinitionId"] = new JsonObject { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = "needed" } };
        await _studio.SaveAsync(starter);
        var user = StudioClient.Words("needs-it");
        user["root"]!["activities"]!.AsArray().Add(new JsonObject { ["id"] = "n", ["type"] = "NeededByOthers", ["version"] = 1, ["workflowDefinitionId"] = "needed", ["workflowDefinitionVersionId"] = version });
        await _studio.SaveAsync(user, publish: true);
        await _studio.SaveAsync(StudioClient.Words("needs-it"));

        Assert.Contains("\"Words needs-it\", \"Words starter\" use it", await RefusalAsync("/workflow-definitions/needed"), StringComparison.Ordinal);
        used["description"] = "The next one.";
        await _studio.SaveAsync(used, publish: true);
        Assert.Contains("\"Words needs-it\" uses it", await RefusalAsync($"/workflow-definition-versions/{version}"), StringComparison.Ordinal);

        async Task<string> RefusalAsync(string path)
        {
            using var response = await _studio.Http.DeleteAsync("/elsa/api" + path);
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
            return (await StudioClient.JsonAsync(response, HttpStatusCode.BadRequest))["errors"]!["generalErrors"]![0]!.ToString();
        }
    }

    /// <summary>A program writes the type, and no more; the Studio writes the version that it means.</summary>
    [Fact]
    public async Task A_workflow_that_is_used_by_its_type_alone_is_known_at_once_sees_its_inputs_and_is_not_deleted()
    {
        var used = StudioClient.Words("welcome");
        (used["name"], used["options"]!["usableAsActivity"], used["inputs"]) = ("Welcome people", true, new JsonArray(new JsonObject { ["name"] = "who", ["type"] = "String" }));
        used["outputs"] = new JsonArray(new JsonObject { ["name"] = "Said", ["type"] = "String" });
        used["root"] = new JsonObject
        {
            ["id"] = "say", ["type"] = "Elsa.SetOutput", ["version"] = 1, ["outputName"] = "Said",
            ["outputValue"] = new JsonObject { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = "Liquid", ["value"] = "Welcome, {{ Input.who }}" } },
        };
        await _studio.SaveAsync(used, publish: true);
        var user = StudioClient.Words("welcomes");
        user["outputs"] = new JsonArray(new JsonObject { ["name"] = "Said", ["type"] = "String" });
        user["root"] = new JsonObject { ["id"] = "flow", ["type"] = "Elsa.Sequence", ["version"] = 1, ["activities"] = new JsonArray(
            new JsonObject { ["id"] = "welcome", ["type"] = "WelcomePeople", ["who"] = new JsonObject { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = "Ana" } } },
            new JsonObject
            {
                ["id"] = "tell", ["type"] = "Elsa.SetOutput", ["version"] = 1, ["outputName"] = "Said",
                ["outputValue"] = new JsonObject { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = "JavaScript", ["value"] = "getOutputFrom('welcome', 'Said')" } },
            }) };

        var saved = await _studio.SaveAsync(user, publish: true);
        var run = await _studio.PostAsync("/workflow-definitions/welcomes/execute");
        using var refused = await _studio.Http.DeleteAsync("/elsa/api/workflow-definitions/welcome");

        Assert.Equal("welcome", saved["workflowDefinition"]!["root"]!["activities"]![0]!.Text("workflowDefinitionId"));
        Assert.Equal("Welcome, Ana", run["workflowState"]!["output"]!.Text("Said"));
        var inside = await _studio.GetAsync($"/workflow-definitions/subgraph/{saved["workflowDefinition"]!.Text("id")}?parentNodeId=Workflow1:flow:welcome");
        var journal = await _studio.GetAsync($"/workflow-instances/{run.Text("workflowInstanceId")}/journal?skip=0&take=100");
        Assert.Contains(inside["activity"]!["root"]!.Text("nodeId"), journal["items"]!.AsArray().Select(e => e!.Text("nodeId")));
        Assert.Equal("welcomes", (await _studio.GetAsync("/workflow-definitions/welcome/consumers"))["consumingWorkflowDefinitionIds"]![0]!.ToString());
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Fact]
    public async Task A_workflow_usable_as_an_activity_is_in_the_palette_once_it_is_published_and_its_users_are_known()
    {
        var used = StudioClient.Words("used");
        used["name"] = "Greet people";
        used["options"]!["usableAsActivity"] = true;
        await _studio.SaveAsync(used);
        async Task<JsonObject?> InPaletteAsync() => (await _studio.GetAsync("/descriptors/activities?Refresh=True"))["items"]!.AsArray().Select(a => a!.AsObject()).FirstOrDefault(a => a.Text("typeName") == "GreetPeople");
        Assert.Null(await InPaletteAsync());
        var version = (await _studio.PostAsync("/workflow-definitions/used/publish"))["workflowDefinition"]!.Text("id");
        Assert.Equal(version, (await InPaletteAsync())!["constructionProperties"]!.Text("workflowDefinitionVersionId"));
        var known = (await InPaletteAsync())!["customProperties"]!;
        Assert.Equal(("WorkflowDefinitionActivity", "used", version), (known.Text("RootType"), known.Text("WorkflowDefinitionId"), known.Text("WorkflowDefinitionVersionId")));

        var user = StudioClient.Words("user");
        user["root"]!["activities"]!.AsArray().Add(new JsonObject { ["id"] = "greet", ["type"] = "GreetPeople", ["version"] = 1, ["workflowDefinitionId"] = "used", ["workflowDefinitionVersionId"] = version });
        await _studio.SaveAsync(user, publish: true);
        Assert.Equal("user", (await _studio.GetAsync("/workflow-definitions/used/consumers"))["consumingWorkflowDefinitionIds"]![0]!.ToString());
        var userVersion = (await _studio.GetAsync("/workflow-definitions/by-definition-id/user")).Text("id");
        var inside = (await _studio.GetAsync($"/workflow-definitions/subgraph/{userVersion}?parentNodeId=Workflow1:flow:greet"))["activity"]!["root"]!;
        Assert.Equal(["Workflow1:flow:greet:used:flow:say", "Workflow1:flow:greet:used:flow:wait"], inside["activities"]!.AsArray().Select(a => a!.Text("nodeId")));
        used["description"] = "Otherwise.";
        await _studio.SaveAsync(used, publish: true);
        Assert.Equal("user", (await _studio.PostAsync("/workflow-definitions/used/update-references"))["affectedWorkflows"]![0]!.ToString());
        (used["description"], used["options"]!["autoUpdateConsumingWorkflows"]) = ("Once more.", true);
        var published = await _studio.SaveAsync(used, publish: true);
        var draft = await _studio.GetAsync("/workflow-definitions/by-definition-id/user?versionOptions=Latest");
        Assert.Equal((1, false), (published["consumingWorkflowCount"]!.GetValue<int>(), draft["isPublished"]!.GetValue<bool>()));
        Assert.Equal(published["workflowDefinition"]!.Text("id"), draft["root"]!["activities"]!.AsArray().Single(a => a!.Text("id") == "greet")!.Text("workflowDefinitionVersionId"));
        used["description"] = "And again.";
        await _studio.SaveAsync(used);
        var many = await _studio.PostAsync("/bulk-actions/publish/workflow-definitions/by-definition-ids", new JsonObject { ["definitionIds"] = new JsonArray("used") });
        Assert.Equal("user", Assert.Single(many["updatedConsumers"]!.AsArray())!.ToString());
    }

    [Fact]
    public async Task What_is_unknown_is_shown_by_a_placeholder_and_kept()
    {
        var saved = (await _studio.SaveAsync(StudioClient.Words("unknown", "kept", "Nobody.Knows")))["workflowDefinition"]!.AsObject();
        var shown = saved["root"]!["activities"]![0]!;
        Assert.Equal(("Elsa.NotFoundActivity", "Nobody.Knows", "say"), (shown.Text("type"), shown.Text("missingTypeName"), shown.Text("id")));
        shown["metadata"] = new JsonObject { ["designer"] = new JsonObject { ["position"] = new JsonObject { ["x"] = 7, ["y"] = 8 } } };

        await _studio.SaveAsync(saved);

        var kept = JsonNode.Parse(await _studio.Http.GetStringAsync("/elsa/api/workflow-definitions/unknown/export"))!["root"]!["activities"]![0]!;
        Assert.Equal(("Nobody.Knows", "kept", 7), (kept.Text("type"), kept["text"]!["expression"]!.Text("value"), kept["metadata"]!["designer"]!["position"]!["x"]!.GetValue<int>()));
        Assert.Contains("Elsa.NotFoundActivity", (await _studio.GetAsync("/descriptors/activities"))["items"]!.AsArray().Select(a => a!.Text("typeName")));
    }

    [Fact]
    public async Task Nested_flows_are_walked_through()
    {
        var id = (await _studio.SaveAsync(StudioClient.Words("tree")))["workflowDefinition"]!.Text("id");

        var graph = await _studio.GetAsync($"/workflow-definitions/subgraph/{id}");
        Assert.Equal("Workflow1:flow", graph.Text("nodeId"));
        Assert.Equal(["say", "wait"], graph["children"]!.AsArray().Select(c => c!["activity"]!.Text("id")));
        var segments = await _studio.GetAsync($"/workflow-definitions/subgraph/segments/{id}?childNodeId=Workflow1:flow:say");
        Assert.Equal(("say", "flow"), (segments["childNode"]!["activity"]!.Text("id"), segments["container"]!["activity"]!.Text("id")));
        Assert.Empty(segments["pathSegments"]!.AsArray());
    }
}
