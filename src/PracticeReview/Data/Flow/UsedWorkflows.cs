using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PracticeReview.Workflows.Activities;
using PracticeReview.Workflows.Definitions;

namespace PracticeReview.Data.Flow;

/// <summary>Which workflows a definition uses, as it is written in its JSON.</summary>
public sealed class UsedWorkflows(AppDbContext db, ActivityRegistry activities)
{
    /// <summary>Stands in the JSON of whatever uses a workflow; the id itself may be written there with escapes.</summary>
    public const string Member = "workflowDefinitionId";

    private const string VersionMember = "workflowDefinitionVersionId";

    /// <summary>
    /// Has each activity that is a workflow by its type alone name the published version, as the Studio writes it: what
    /// uses a workflow is found by these names.
    /// </summary>
    /// <exception cref="InvalidDefinitionException">It can't be read at all.</exception>
    public async Task NameAsync(JsonObject json, CancellationToken cancellation)
    {
        var unnamed = activities.GraphOf(WorkflowDefinition.Read(json)).OwnNodes
            .Where(node => node.Descriptor is null or { Workflow: not null } && !node.Json.ContainsKey(Member)).ToList();
        if (unnamed.Count == 0)
        {
            return;
        }

        var usable = await db.WorkflowDefinitions.AsNoTracking().Where(d => d.IsPublished && d.IsUsableAsActivity).OrderBy(d => d.CreatedAt).ThenBy(d => d.Id).ToListAsync(cancellation);
        foreach (var node in unnamed)
        {
            if (usable.Find(workflow => WorkflowDefinition.TypeOf(workflow.Name) == node.Type) is { } used)
            {
                Point(node.Json, used);
            }
        }
    }

    /// <summary>Whether a definition uses a workflow: as an activity, or by starting it.</summary>
    /// <param name="node">The definition, or a part of it.</param>
    /// <param name="definitionId">The workflow.</param>
    /// <param name="versionId">Just this version of it; null for any.</param>
    public static bool Uses(JsonNode? node, string definitionId, string? versionId = null) =>
        node.EveryObject().Any(activity => versionId is null ? activity.WrittenInput(Member)?.Value == definitionId : activity.WrittenInput(VersionMember)?.Value == versionId);

    /// <summary>Has whatever uses an older version of a workflow as an activity use this one.</summary>
    /// <returns>Whether anything did.</returns>
    public static bool Update(JsonNode? node, StoredDefinition published)
    {
        var outdated = node.EveryObject()
            .Where(activity => activity[Member] is JsonValue id && id.ToString() == published.DefinitionId && activity[VersionMember]?.ToString() != published.Id).ToList();
        outdated.ForEach(activity => Point(activity, published));
        return outdated.Count > 0;
    }

    private static void Point(JsonObject activity, StoredDefinition version)
    {
        activity[Member] = version.DefinitionId;
        activity[VersionMember] = version.Id;
        activity["latestAvailablePublishedVersionId"] = version.Id;
        activity["latestAvailablePublishedVersion"] = version.Version;
        activity["version"] = version.Version;
    }
}
