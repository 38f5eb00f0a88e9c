using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using PracticeReview.Accounts;
using PracticeReview.Testing;

namespace PracticeReview.Web.Tests.Api.Elsa;

/// <summary>Asks as the Studio does: with the cookie of an administrator, from a page of the site.</summary>
internal sealed class StudioClient(HttpClient http)
{
    public static async Task<StudioClient> OfAsync(WebApp app, string role = Roles.Administrator)
    {
        var http = await app.SignedInAsync(role);
        http.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        return new StudioClient(http);
    }

    public HttpClient Http => http;

    public async Task<JsonObject> GetAsync(string path) => await JsonAsync(await http.GetAsync("/elsa/api" + path));

    public async Task<JsonObject> PostAsync(string path, JsonObject? body = null, HttpStatusCode expected = HttpStatusCode.OK) =>
        await JsonAsync(await http.PostAsJsonAsync("/elsa/api" + path, body ?? []), expected);

    public Task<JsonObject> SaveAsync(JsonObject model, bool publish = false, HttpStatusCode expected = HttpStatusCode.OK) =>
        PostAsync("/workflow-definitions", new JsonObject { ["model"] = model.DeepClone(), ["publish"] = publish }, expected);

    public static JsonObject Words(string id, string text = "hello", string type = "Elsa.WriteLine") => new()
    {
        ["definitionId"] = id, ["name"] = "Words " + id, ["description"] = "Says something.", ["toolVersion"] = "3.8.0.0",
        ["variables"] = new JsonArray(new JsonObject { ["id"] = "v1", ["name"] = "Greeting", ["typeName"] = "String", ["isArray"] = false, ["value"] = "good day" }),
        ["inputs"] = new JsonArray(), ["outputs"] = new JsonArray(), ["outcomes"] = new JsonArray(), ["customProperties"] = new JsonObject(),
        ["options"] = new JsonObject { ["autoUpdateConsumingWorkflows"] = false },
        ["root"] = new JsonObject
        {
            ["id"] = "flow", ["nodeId"] = "Workflow1:flow", ["type"] = "Elsa.Flowchart", ["version"] = 1, ["customProperties"] = new JsonObject(), ["metadata"] = new JsonObject(),
            ["activities"] = new JsonArray(
                Activity("say", type, ("text", text)), Activity("wait", "Elsa.Event", ("eventName", "go " + id))),
            ["connections"] = new JsonArray(new JsonObject { ["source"] = new JsonObject { ["activity"] = "say", ["port"] = "Done" }, ["target"] = new JsonObject { ["activity"] = "wait", ["port"] = "In" } }),
        },
    };

    private static JsonObject Activity(string id, string type, (string Name, string Value) input) => new()
    {
        ["id"] = id, ["name"] = id, ["type"] = type, ["version"] = 1, ["customProperties"] = new JsonObject(), ["metadata"] = new JsonObject(),
        [input.Name] = new JsonObject { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = input.Value } },
    };

    public static async Task<JsonObject> JsonAsync(HttpResponseMessage response, HttpStatusCode expected = HttpStatusCode.OK)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(expected == response.StatusCode, $"{(int)response.StatusCode}: {text}");
        return text.Length == 0 ? [] : JsonNode.Parse(text)!.AsObject();
    }
}

internal static class Shape
{
    /// <summary>The object has all of these members; what else it has is free.</summary>
    public static void Has(JsonNode? node, params string[] members) =>
        Assert.All(members, member => Assert.Contains(member, node!.AsObject().Select(m => m.Key)));

    public static JsonObject First(JsonNode list, Func<JsonObject, bool>? match = null) =>
        list["items"]!.AsArray().Select(item => item!.AsObject()).First(item => match?.Invoke(item) ?? true);

    public static string Text(this JsonNode node, string member) => node[member]!.ToString();
}
