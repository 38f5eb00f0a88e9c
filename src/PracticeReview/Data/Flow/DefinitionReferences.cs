using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PracticeReview.Audit;
using PracticeReview.Workflows.Definitions;

namespace PracticeReview.Data.Flow;

/// <summary>Leads workflows that use another one as an activity to its published version.</summary>
public sealed class DefinitionReferences(AppDbContext db, DefinitionVersions versions)
{
    /// <summary>Publishes the newest version of a workflow and, where its options say so, saves drafts of those that use it.</summary>
    /// <returns>The version, whether it was published before, and the workflows that were changed.</returns>
    /// <exception cref="InvalidDefinitionException">It has problems; nothing was changed.</exception>
    /// <exception cref="DefinitionRefusedException">There is no such workflow.</exception>
    public async Task<(StoredDefinition Version, bool WasPublished, IReadOnlyList<string> Updated)> PublishAsync(string definitionId, Actor actor, CancellationToken cancellation)
    {
        var (version, wasPublished) = await versions.PublishAsync(definitionId, actor, cancellation);
        var updates = !wasPublished && WorkflowDefinition.Parse(version.Json).UpdatesUsers;
        return (version, wasPublished, updates ? await UpdateAsync(definitionId, actor, cancellation) : []);
    }

    /// <summary>Saves a draft of each workflow that uses an older version of this one; whoever wants it publishes it.</summary>
    /// <returns>The workflows that were changed.</returns>
    /// <exception cref="DefinitionRefusedException">No version of it is published.</exception>
    public async Task<IReadOnlyList<string>> UpdateAsync(string definitionId, Actor actor, CancellationToken cancellation)
    {
        var published = await db.WorkflowDefinitions.AsNoTracking().SingleOrDefaultAsync(d => d.DefinitionId == definitionId && d.IsPublished, cancellation)
            ?? throw new DefinitionRefusedException($"No version of the workflow \"{definitionId}\" is published.");
        var candidates = await db.WorkflowDefinitions.AsNoTracking()
            .Where(d => d.IsLatest && d.DefinitionId != definitionId && d.Json.Contains(UsedWorkflows.Member)).ToListAsync(cancellation);
        var changed = new List<string>();
        foreach (var candidate in candidates)
        {
            var json = JsonNode.Parse(candidate.Json)!.AsObject();
            if (UsedWorkflows.Update(json, published))
            {
                await versions.SaveAsync(json, actor, cancellation);
                changed.Add(candidate.DefinitionId);
            }
        }

        return changed;
    }
}
