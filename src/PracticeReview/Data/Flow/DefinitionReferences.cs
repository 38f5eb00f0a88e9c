using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PracticeReview.Audit;
using PracticeReview.Workflows.Definitions;

namespace PracticeReview.Data.Flow;

/// <summary>Leads workflows that use another one as an activity to its published version.</summary>
public sealed class DefinitionReferences(AppDbContext db, DefinitionVersions versions)
{
    /// <summary>Stands in the JSON of whatever uses a workflow; the id itself may be written there with escapes.</summary>
    public const string Member = "workflowDefinitionId";

    /// <summary>Saves a draft of each workflow that uses an older version of this one; whoever wants it publishes it.</summary>
    /// <returns>The workflows that were changed.</returns>
    /// <exception cref="DefinitionRefusedException">No version of it is published.</exception>
    public async Task<IReadOnlyList<string>> UpdateAsync(string definitionId, Actor actor, CancellationToken cancellation)
    {
        var published = await db.WorkflowDefinitions.AsNoTracking().SingleOrDefaultAsync(d => d.DefinitionId == definitionId && d.IsPublished, cancellation)
            ?? throw new DefinitionRefusedException($"No version of the workflow \"{definitionId}\" is published.");
        var candidates = await db.WorkflowDefinitions.AsNoTracking()
            .Where(d => d.IsLatest && d.DefinitionId != definitionId && d.Json.Contains(Member)).ToListAsync(cancellation);
        var changed = new List<string>();
        foreach (var candidate in candidates)
        {
            var json = JsonNode.Parse(candidate.Json)!.AsObject();
            if (Update(json, published))
            {
                await versions.SaveAsync(json, actor, cancellation);
                changed.Add(candidate.DefinitionId);
            }
        }

        return changed;
    }

    /// <summary>Whether a definition uses a workflow: as an activity, or by starting it.</summary>
    /// <param name="node">The definition, or a part of it.</param>
    /// <param name="definitionId">The workflow.</param>
    /// <param name="versionId">Just this version of it; null for any.</param>
    public static bool Uses(JsonNode? node, string definitionId, string? versionId = null) =>
        node.EveryObject().Any(activity => versionId is null ? Names(activity, Member, definitionId) : Names(activity, "workflowDefinitionVersionId", versionId));

    /// <summary>Has an activity that is a workflow mean this version of it.</summary>
    public static void Point(JsonObject activity, StoredDefinition version)
    {
        activity[Member] = version.DefinitionId;
        activity["workflowDefinitionVersionId"] = version.Id;
        activity["latestAvailablePublishedVersionId"] = version.Id;
        activity["latestAvailablePublishedVersion"] = version.Version;
        activity["version"] = version.Version;
    }

    // A plain text where a workflow is the activity, an input where an activity starts it.
    private static bool Names(JsonObject activity, string member, string id) => (activity[member] is JsonValue text ? text.ToString() : activity.WrittenInput(member)) == id;

    private static bool Update(JsonNode? node, StoredDefinition published)
    {
        var outdated = node.EveryObject()
            .Where(activity => activity[Member] is JsonValue id && id.ToString() == published.DefinitionId && activity["workflowDefinitionVersionId"]?.ToString() != published.Id).ToList();
        foreach (var activity in outdated)
        {
            Point(activity, published);
        }

        return outdated.Count > 0;
    }
}
