using PracticeReview.Criteria;
using PracticeReview.Data;
using PracticeReview.Data.Flow;
using PracticeReview.Mail;
using PracticeReview.Workflows.Activities;

namespace PracticeReview.Web.Api.Elsa;

/// <summary>What the Studio can offer: activities, expressions, types, strategies, features.</summary>
internal static class DescriptorEndpoints
{
    private const string Core = "Elsa.Workflows.Core";

    // No more than the runtime does.
    private static readonly object[] Expressions =
    [
        Expression("Literal", "Default"), Expression("Object", "Object", ("MonacoLanguage", "json")), Expression("JavaScript", "JavaScript", ("MonacoLanguage", "javascript")),
        Expression("Liquid", "Liquid", ("MonacoLanguage", "liquid")), Expression("Variable", "Variable", ("UIHint", "variable-picker")), Expression("Input", "Input", ("UIHint", "input-picker")),
    ];

    private static readonly object[] Types =
    [
        .. new[] { "String", "Boolean", "Int32", "Int64", "Double", "Decimal", "Guid", "DateTime", "DateTimeOffset", "TimeSpan" }.Select(name => Type(name, name, "Primitives")),
        Type("Object", "Any", "Dynamic"), Type("ObjectDictionary", "Object with members", "Dynamic"),
    ];

    private static readonly object[] Drivers =
    [
        new { typeName = $"{Core.Replace(".Core", "", StringComparison.Ordinal)}.WorkflowInstanceStorageDriver, {Core}", displayName = "Workflow instance", priority = 0, deprecated = false },
    ];

    private static readonly object[] IncidentStrategies =
    [
        Strategy("IncidentStrategies.FaultStrategy", "Fault", "The workflow stops as soon as something goes wrong."),
        Strategy("IncidentStrategies.ContinueWithIncidentsStrategy", "Continue with incidents", "Other branches go on when something goes wrong in one."),
    ];

    private static readonly object[] LogStrategies =
    [
        Strategy("LogPersistence.Strategies.Inherit", "Inherit", "As the workflow, or else the product, says."),
        Strategy("LogPersistence.Strategies.Include", "Include", "The journal keeps the values. They may be personal data."),
        Strategy("LogPersistence.Strategies.Exclude", "Exclude", "The journal keeps no values."),
    ];

    private static readonly object[] Features =
    [
        .. new[] { "WorkflowsApi", "Workflows", "WorkflowManagement", "WorkflowRuntime", "RealTimeWorkflowUpdates" }.Select(Feature),
    ];

    public static void MapDescriptors(this IEndpointRouteBuilder api)
    {
        var descriptors = api.MapGroup("/descriptors");
        descriptors.MapGet("/activities", async (DefinitionStore definitions, ActivityRegistry activities, AppDbContext db, Rubrics rubrics, MailTexts texts, CancellationToken cancellation) =>
        {
            // All versions, since definitions name the one that they use; only the published one is offered. Two of one name and
            // version would stop the Studio.
            var usable = (await definitions.UsableAsActivityAsync(cancellation)).OrderByDescending(w => w.IsPublished).Select(w => (Type: activities.Describe(w.Workflow), w.IsPublished))
                .DistinctBy(w => (w.Type.Type, w.Type.Version));
            var choices = await InputChoices.ReadAsync(db, rubrics, texts, cancellation);
            return ElsaApi.Whole(
                [
                    .. activities.All.Where(a => a.Workflow is null).Select(a => ActivityDescriptions.Of(a, isOffered: true, choices)),
                    .. usable.Select(w => ActivityDescriptions.Of(w.Type, w.IsPublished, choices)), UnknownActivities.Descriptor,
                ]);
        });
        descriptors.MapPost("/activities/{type}/options/{property}", async (string type, string property, ActivityRegistry activities, AppDbContext db, Rubrics rubrics, MailTexts texts, CancellationToken cancellation) =>
            activities.Find(type) is { } activity && activity.Inputs.FirstOrDefault(i => i.Name == property) is { } input
                ? ElsaApi.Answer(new { items = (await InputChoices.ReadAsync(db, rubrics, texts, cancellation)).Of(activity, input) ?? new Dictionary<string, object>() })
                : ElsaProblems.Missing("There is no such input."));
        descriptors.MapGet("/expression-descriptors", () => ElsaApi.Whole(Expressions));
        descriptors.MapGet("/variables", () => ElsaApi.Whole(Types));
        descriptors.MapGet("/storage-drivers", () => ElsaApi.Whole(Drivers));
        descriptors.MapGet("/incident-strategies", () => ElsaApi.Whole(IncidentStrategies));
        descriptors.MapGet("/log-persistence-strategies", () => ElsaApi.Whole(LogStrategies));
        foreach (var none in (string[])["output-converters", "workflow-activation-strategies", "commit-strategies/workflows", "commit-strategies/activities"])
        {
            descriptors.MapGet("/" + none, () => ElsaApi.Whole(Array.Empty<object>()));
        }

        api.MapGet("/resilience/strategies", () => ElsaApi.Whole(Array.Empty<object>()));
        api.MapGet("/resilience/retries/{activityInstanceId}", (string activityInstanceId) => ElsaApi.Answer(ElsaApi.Page(Array.Empty<object>(), 0)));
        api.MapGet("/features/installed", () => ElsaApi.Whole(Features));
        api.MapGet("/features/installed/{fullName}", (string fullName) =>
            Features.FirstOrDefault(f => f.ToString()!.Contains($"fullName = {fullName},", StringComparison.Ordinal)) is { } feature
                ? ElsaApi.Answer(feature)
                : ElsaProblems.Missing("This feature is not installed."));
        api.MapGet("/package/version", () => ElsaApi.Answer(new { packageVersion = "3.8.0" }));
    }

    private static object Expression(string type, string displayName, params (string Name, string Value)[] properties) =>
        new { type, displayName, isSerializable = true, isBrowsable = true, properties = properties.ToDictionary(p => p.Name, p => p.Value) };

    private static object Type(string typeName, string displayName, string category) => new { typeName, displayName, category, description = (string?)null };

    private static object Strategy(string name, string displayName, string description) =>
        new { typeName = $"Elsa.Workflows.{name}, {Core}", displayName, description };

    private static object Feature(string name) => new { name, @namespace = "Elsa", fullName = "Elsa." + name, displayName = name, description = "" };
}
