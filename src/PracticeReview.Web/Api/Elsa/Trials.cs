using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PracticeReview.Data;
using PracticeReview.Data.Flow;
using PracticeReview.Workflows.Activities;
using PracticeReview.Workflows.Definitions;
using PracticeReview.Workflows.Execution;
using PracticeReview.Workflows.Hosting;

namespace PracticeReview.Web.Api.Elsa;

/// <summary>Helps while drawing: names for the script editor, and single activities tried out of the way of everything else.</summary>
internal static class Trials
{
    private const string Functions =
        """
        /** The value of an input of the workflow. */
        declare function getInput(name: string): any;
        /** What an activity gave, by its name or id. */
        declare function getOutputFrom(activity: string, output?: string): any;
        declare function getLastResult(): any;
        declare function getVariable(name: string): any;
        declare function setVariable(name: string, value: any): void;
        declare function getWorkflowInstanceId(): string;
        declare function getCorrelationId(): string;
        declare function setCorrelationId(id: string): void;
        declare function isNullOrEmpty(text: string): boolean;
        declare function newGuid(): string;
        declare function toJson(value: any): string;
        declare function parseJson(text: string): any;

        """;

    public static void MapTrials(this IEndpointRouteBuilder api)
    {
        api.MapPost("/scripting/javascript/type-definitions/{definitionId}", async (string definitionId, DefinitionList list, CancellationToken cancellation) =>
            Results.Text(await list.FindAsync(definitionId, null, cancellation) is { } version ? TypesOf(WorkflowDefinition.Parse(version.Json)) : Functions, "application/x-typescript"));
        api.MapPost("/tests/activities", TryAsync);
    }

    private static string TypesOf(WorkflowDefinition definition)
    {
        var types = new StringBuilder(Functions);
        var named = definition.Variables.Where(v => v.Name.Length > 0 && v.Name.All(c => char.IsLetterOrDigit(c) || c == '_')).ToList();
        foreach (var variable in named)
        {
            var (type, name) = (TypeScript(variable.TypeName) + (variable.IsArray ? "[]" : ""), char.ToUpperInvariant(variable.Name[0]) + variable.Name[1..]);
            types.AppendLine($"declare function get{name}(): {type};").AppendLine($"declare function set{name}(value: {type}): void;");
        }

        return types.AppendLine($"declare const variables: {{ {string.Join(" ", named.Select(v => $"{v.Name}: {TypeScript(v.TypeName)}{(v.IsArray ? "[]" : "")};"))} }};").ToString();
    }

    private static string TypeScript(string type) => type switch
    {
        "String" or "Guid" => "string",
        "Boolean" => "boolean",
        "Int32" or "Int64" or "Double" or "Decimal" => "number",
        "DateTime" or "DateTimeOffset" => "Date",
        _ => "any",
    };

    /// <summary>
    /// Runs one activity of a definition on a virtual clock. Activities of the peer review are not tried: they would need a
    /// submission, and change it.
    /// </summary>
    private static async Task<IResult> TryAsync(HttpRequest request, AppDbContext db, DefinitionList list, ActivityRegistry activities, IServiceProvider services, TimeProvider time, CancellationToken cancellation)
    {
        var body = await ElsaApi.BodyAsync(request);
        var (definition, activity) = (body["workflowDefinitionHandle"] as JsonObject ?? [], body["activityHandle"] as JsonObject ?? []);
        var version = ElsaApi.Text(definition, "definitionVersionId") is { } id
            ? await db.WorkflowDefinitions.AsNoTracking().SingleOrDefaultAsync(d => d.Id == id, cancellation)
            : await list.FindAsync(ElsaApi.Text(definition, "definitionId") ?? "", definition["versionOptions"]?.ToString(), cancellation);
        if (version is null || Find(activities.GraphOf(WorkflowDefinition.Parse(version.Json)), activity) is not { } node)
        {
            return ElsaProblems.Missing("There is no such activity.");
        }

        if (node.Type.StartsWith("PracticeReview.", StringComparison.Ordinal))
        {
            return Outcome("Faulted", [], "An activity of the peer review needs a submission and can't be tried alone. \"Try it\", above the editor, tries the whole workflow.");
        }

        var alone = (JsonObject)JsonNode.Parse(version.Json)!;
        alone["root"] = node.Json.DeepClone();
        alone.Remove("options");
        var clock = new VirtualClock(time.GetUtcNow());
        var simulator = new WorkflowSimulator(services, activities, clock, services.GetRequiredService<IdSource>());
        var instance = await simulator.RunAsync(WorkflowDefinition.Read(alone), new Dictionary<string, JsonNode?>(), cancellation);
        var outputs = instance.ActivityOutput.GetValueOrDefault(node.Id) ?? [];
        return instance.Incidents is [.., var incident]
            ? Outcome("Faulted", outputs, incident.Message)
            : Outcome(instance.Status == WorkflowStatus.Running ? "Running" : "Completed", outputs, null);
    }

    private static ActivityNode? Find(WorkflowGraph graph, JsonObject handle) => graph.Nodes.FirstOrDefault(n =>
        n.NodeId == ElsaApi.Text(handle, "activityNodeId") || n.Id == ElsaApi.Text(handle, "activityId"));

    private static IResult Outcome(string status, Dictionary<string, JsonNode?> outputs, string? problem) => ElsaApi.Answer(new
    {
        activityState = new JsonObject(), payload = (object?)null, outputs, exception = problem is null ? null : InstanceModel.Exception(problem), status,
    });
}
