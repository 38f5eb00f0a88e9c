using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using PracticeReview.Web.Hosting;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Web.Api.Elsa;

/// <summary>
/// Elsa's HTTP API over our runtime: what Elsa Studio asks of a server. For administrators by the cookie of the session,
/// and then only from pages of this site; and for programs with a key that an administrator made.
/// </summary>
public static class ElsaApi
{
    /// <summary>Where the API stands; the hub stands beside it.</summary>
    public const string Path = "/elsa/api";

    /// <summary>Where live updates come from.</summary>
    public const string HubPath = "/elsa/hubs/workflow-instance";

    /// <summary>Camel case, and enums as words, as Elsa writes them.</summary>
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() }, MaxDepth = StateJson.MaximumDepth };

    /// <summary>Adds what the API needs.</summary>
    public static IServiceCollection AddElsaApi(this IServiceCollection services)
    {
        services.AddSignalR().AddJsonProtocol(json => json.PayloadSerializerOptions.Converters.Add(new JsonStringEnumConverter()));
        services.AddScoped<DefinitionList>();
        services.AddScoped<InstanceList>();
        services.AddScoped<PracticeTitles>();
        services.AddScoped<Executions>();
        services.AddSingleton<DefinitionModel>();
        services.AddSingleton<InstanceWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<InstanceWatch>());
        return services;
    }

    /// <summary>Maps all routes.</summary>
    public static void MapElsaApi(this WebApplication app)
    {
        var api = app.MapGroup(Path).RequireAuthorization(Policies.ReadWorkflows).ExcludeFromDescription().AddEndpointFilter(ElsaProblems.ExplainAsync);
        api.MapDefinitions();
        api.MapDefinitionFiles();
        api.MapInstances();
        api.MapInstanceFiles();
        api.MapExecutions();
        api.MapDescriptors();
        api.MapTrials();

        var change = api.MapGroup("").RequireAuthorization(Policies.ChangeWorkflows);
        change.MapDefinitionActs();
        change.MapDefinitionImports();
        api.MapGroup("").RequireAuthorization(Policies.RunInstances).MapInstanceActs();
        app.MapHub<InstanceHub>(HubPath).RequireAuthorization(Policies.Administrator);
        app.MapStudioLinks();
    }

    /// <summary>An answer in Elsa's JSON.</summary>
    internal static IResult Answer(object? value) => Results.Json(value, Json);

    /// <summary>A list that is whole.</summary>
    internal static IResult Whole<T>(IReadOnlyCollection<T> items) => Answer(new { items, count = items.Count });

    /// <summary>A page of a list.</summary>
    internal static object Page<T>(IReadOnlyCollection<T> items, long totalCount, object? links = null) => new { items, totalCount, links = links ?? Array.Empty<object>() };

    /// <summary>What came of an act on many things. Where some were refused, the answer says so beside what was done, and is no failure: the rest was done.</summary>
    internal static IResult Many(IReadOnlyList<string> refused, Dictionary<string, object> done)
    {
        if (refused.Count > 0)
        {
            done["errors"] = new { generalErrors = refused };
        }

        return Answer(done);
    }

    /// <summary>How many lines come before a page; a page far behind the last one is as far as can be counted.</summary>
    internal static int Before(int page, int size) => (int)Math.Min((long)Math.Max(0, page) * Math.Max(0, size), int.MaxValue);

    /// <summary>Reads a body that may be empty.</summary>
    internal static async Task<JsonObject> BodyAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        var text = await reader.ReadToEndAsync(request.HttpContext.RequestAborted);
        return string.IsNullOrWhiteSpace(text)
            ? []
            : JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { MaxDepth = StateJson.MaximumDepth / 2, AllowDuplicateProperties = false }) as JsonObject ?? throw new JsonException("A JSON object is expected.");
    }

    /// <summary>The texts of a member that is a list.</summary>
    internal static string[] Texts(JsonObject body, string member) => [.. (body[member] as JsonArray ?? []).Select(item => item?.ToString() ?? "")];

    /// <summary>A member that is a text; null when it is none.</summary>
    internal static string? Text(JsonObject body, string member) => body[member] is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
