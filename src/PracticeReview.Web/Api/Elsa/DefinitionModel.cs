using System.Text.Json.Nodes;
using PracticeReview.Data.Flow;
using PracticeReview.Workflows.Activities;
using PracticeReview.Workflows.Definitions;

namespace PracticeReview.Web.Api.Elsa;

/// <summary>A button that the Studio shows because the server offers what it does.</summary>
public sealed record Link(string Href, string Rel, string Method);

/// <summary>A version of a workflow as the Studio edits it.</summary>
public sealed class DefinitionModel(ActivityRegistry activities)
{
    /// <summary>What can be done to the list.</summary>
    public static readonly IReadOnlyList<Link> ListLinks =
    [
        new("/workflow-definitions", "self", "GET"),
        new("/workflow-definitions/validation/is-name-unique", "is-name-unique", "GET"),
        new("/workflow-definitions/query/count", "count", "GET"),
        new("/workflow-definitions/many-by-id", "many-by-id", "GET"),
        new("/bulk-actions/delete/workflow-definitions/by-definition-id", "bulk-delete-by-definition-id", "POST"),
        new("/bulk-actions/delete/workflow-definitions/by-id", "bulk-delete-by-id", "POST"),
        new("/bulk-actions/publish/workflow-definitions/by-definition-ids", "bulk-publish", "POST"),
        new("/bulk-actions/retract/workflow-definitions/by-definition-ids", "bulk-retract", "POST"),
        new("/workflow-definitions/import", "import", "POST"),
        new("/workflow-definitions/import-files", "import-files", "POST"),
        new("/workflow-definitions", "create", "POST"),
    ];

    /// <summary>What can be done to a workflow. Without these the Studio shows it read-only.</summary>
    public static IReadOnlyList<Link> Links(string definitionId)
    {
        var path = $"/workflow-definitions/{definitionId}";
        return
        [
            new($"/workflow-definitions/by-definition-id/{definitionId}", "self", "GET"),
            new($"{path}/dispatch", "dispatch", "POST"),
            new($"{path}/execute", "execute", "POST"),
            new($"{path}/export", "export", "GET"),
            new($"{path}/publish", "publish", "POST"),
            new($"{path}/retract", "retract", "POST"),
            new(path, "update", "PUT"),
            new(path, "delete", "DELETE"),
            new($"{path}/import", "import", "PUT"),
            new($"{path}/update-references", "update-references", "POST"),
        ];
    }

    /// <summary>A version for the editor: with the paths of its activities as the runtime names them, and with its links.</summary>
    /// <exception cref="InvalidDefinitionException">It can't be read.</exception>
    public JsonObject Of(StoredDefinition version)
    {
        var json = Plain(version, hidesUnknown: true);
        json["isReadonly"] ??= false;
        json["isSystem"] ??= false;
        json["materializerName"] = "Json";
        json["links"] = new JsonArray([.. Links(version.DefinitionId).Select(l => (JsonNode)new JsonObject { ["href"] = l.Href, ["rel"] = l.Rel, ["method"] = l.Method })]);
        return json;
    }

    /// <summary>A version as a file.</summary>
    /// <exception cref="InvalidDefinitionException">It can't be read.</exception>
    public JsonObject File(StoredDefinition version)
    {
        var file = new JsonObject { ["$schema"] = "https://elsaworkflows.io/schemas/workflow-definition/v3.0.0/schema.json" };
        foreach (var (name, value) in Plain(version, hidesUnknown: false))
        {
            file[name] = value?.DeepClone();
        }

        return file;
    }

    private JsonObject Plain(StoredDefinition version, bool hidesUnknown)
    {
        var definition = WorkflowDefinition.Parse(version.Json);
        var json = definition.Json;
        json.Remove("$schema");
        json["id"] = version.Id;
        json["definitionId"] = version.DefinitionId;
        json["version"] = version.Version;
        json["isLatest"] = version.IsLatest;
        json["isPublished"] = version.IsPublished;
        foreach (var list in (string[])["variables", "inputs", "outputs", "outcomes"])
        {
            json[list] ??= new JsonArray();
        }

        json["customProperties"] ??= new JsonObject();
        json["options"] ??= new JsonObject();
        NamePaths(activities.GraphOf(definition).Root, hidesUnknown);
        return json;
    }

    // What is inside of a workflow used as an activity belongs to that workflow.
    private static void NamePaths(ActivityNode parent, bool hidesUnknown)
    {
        foreach (var child in parent.Children)
        {
            child.Json["nodeId"] = child.NodeId;
            child.Json["id"] ??= child.Id;
            // The Studio looks for a type of just this version.
            child.Json["version"] = child.Descriptor?.Version ?? child.Json["version"]?.DeepClone() ?? 1;
            child.Json["customProperties"] ??= new JsonObject();
            child.Json["metadata"] ??= new JsonObject();
            if (child.Descriptor is null && hidesUnknown)
            {
                UnknownActivities.Hide(child.Json);
            }
            else if (child.Descriptor?.Workflow is null)
            {
                NamePaths(child, hidesUnknown);
            }
        }
    }
}
