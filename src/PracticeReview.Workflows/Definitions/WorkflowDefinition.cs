using System.Text.Json;
using System.Text.Json.Nodes;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Workflows.Definitions;

/// <summary>
/// One version of a workflow in Elsa's format. The JSON is the truth: members that nothing here knows survive reading and writing.
/// </summary>
public sealed class WorkflowDefinition
{
    /// <summary>Objects and lists that should at most stand within one another: .NET, and an Elsa server with it, reads 64, some of which may stand around a definition.</summary>
    public const int Deepest = 60;

    private WorkflowDefinition(JsonObject json)
    {
        Json = json;
        Variables = VariableDefinition.ReadAll(json["variables"]);
        Inputs = [.. json.Objects("inputs").Select(InputDefinition.Read)];
        Outputs = [.. json.Objects("outputs").Select(OutputDefinition.Read)];
        Outcomes = [.. (json["outcomes"] as JsonArray ?? []).Select(o => o?.ToString() ?? "").Where(o => o.Length > 0)];
    }

    /// <summary>The definition as it was read.</summary>
    public JsonObject Json { get; }

    /// <summary>Identity of this version.</summary>
    public string Id => Json.Text("id") ?? DefinitionId;

    /// <summary>What all versions share.</summary>
    public string DefinitionId => Json.Text("definitionId") ?? Json.Text("id") ?? Name;

    /// <summary>Name shown to people; in PascalCase it is the type name when the workflow is used as an activity.</summary>
    public string Name => Json.Text("name") ?? "Workflow";

    /// <summary>What the workflow is for.</summary>
    public string? Description => Json.Text("description");

    /// <summary>1, 2, …</summary>
    public int Version => Json["version"] is JsonValue v && v.TryGetValue(out int number) ? number : 1;

    /// <summary>The version that new instances take.</summary>
    public bool IsPublished => Json.Flag("isPublished");

    /// <summary>The newest version.</summary>
    public bool IsLatest => Json.Flag("isLatest");

    /// <summary>Publishing it leads the workflows that use it to the new version.</summary>
    public bool UpdatesUsers => Options?.Flag("autoUpdateConsumingWorkflows") ?? false;

    /// <summary>Other workflows may use it as an activity.</summary>
    public bool IsUsableAsActivity => Options?.Flag("usableAsActivity") ?? false;

    /// <summary>True when a fault of one branch leaves the others running.</summary>
    public bool ContinuesWithIncidents => Options?.Text("incidentStrategyType")?.Contains("ContinueWithIncidents", StringComparison.Ordinal) ?? false;

    /// <summary>Variables of the whole workflow.</summary>
    public IReadOnlyList<VariableDefinition> Variables { get; }

    /// <summary>What the workflow is given at its start.</summary>
    public IReadOnlyList<InputDefinition> Inputs { get; }

    /// <summary>What it gives back.</summary>
    public IReadOnlyList<OutputDefinition> Outputs { get; }

    /// <summary>How it can end when used as an activity.</summary>
    public IReadOnlyList<string> Outcomes { get; }

    /// <summary>Category in the palette when used as an activity.</summary>
    public string? ActivityCategory => Options?.Text("activityCategory");

    /// <summary>How many objects and lists stand within one another in its JSON.</summary>
    public int Depth => JsonReading.Depth(Json);

    /// <summary>The activity that the workflow executes; null in a file that has none.</summary>
    public JsonObject? Root => Json["root"] as JsonObject;

    /// <summary>Type name of this workflow when used as an activity.</summary>
    public string ActivityType => TypeOf(Name);

    private JsonObject? Options => Json["options"] as JsonObject;

    /// <summary>Reads a definition; takes old forms as well as new.</summary>
    /// <exception cref="InvalidDefinitionException">Not JSON, or not an object with a root activity.</exception>
    public static WorkflowDefinition Parse(string json)
    {
        JsonNode? node;
        try
        {
            node = JsonNode.Parse(json, documentOptions: new JsonDocumentOptions { MaxDepth = StateJson.MaximumDepth / 2, AllowDuplicateProperties = false, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        }
        catch (JsonException e)
        {
            throw new InvalidDefinitionException([new DefinitionProblem("$", null, $"This is not valid JSON: {e.Message}")]);
        }

        return Read(node as JsonObject ?? throw new InvalidDefinitionException([new DefinitionProblem("$", null, "A workflow definition is a JSON object.")]));
    }

    /// <summary>Reads a definition from its JSON.</summary>
    /// <exception cref="InvalidDefinitionException">There is no root activity, or a member has an unreadable form.</exception>
    public static WorkflowDefinition Read(JsonObject json)
    {
        if (json["root"] is not JsonObject)
        {
            throw new InvalidDefinitionException([new DefinitionProblem("$.root", null, "The definition has no root activity.")]);
        }

        return new WorkflowDefinition(json);
    }

    /// <summary>The definition as JSON, unknown members included.</summary>
    public string ToJson() => Json.ToJsonString(JsonReading.Indented);

    /// <summary>Type name of a workflow of this name when it is used as an activity.</summary>
    public static string TypeOf(string name) =>
        string.Concat(name.Split([' ', '-', '_', '.'], StringSplitOptions.RemoveEmptyEntries).Select(w => char.ToUpperInvariant(w[0]) + w[1..]));
}
