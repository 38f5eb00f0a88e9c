using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PracticeReview.Workflows.Activities;
using PracticeReview.Workflows.Definitions;

namespace PracticeReview.Data.Flow;

/// <summary>Parsed definitions by version, for the life of the process: only of versions that never change any more.</summary>
public sealed class DefinitionCache(ActivityRegistry activities)
{
    private readonly ConcurrentDictionary<string, WorkflowDefinition> _versions = new();

    /// <summary>The parsed version, if it was used before.</summary>
    public WorkflowDefinition? Find(string versionId) => _versions.GetValueOrDefault(versionId);

    /// <summary>Keeps a version; one that is usable as an activity is so from now on.</summary>
    public WorkflowDefinition Keep(WorkflowDefinition definition)
    {
        activities.Add(definition);
        return _versions.GetOrAdd(definition.Id, definition);
    }
}

/// <summary>Reads versions of workflow definitions from the database.</summary>
public sealed class DefinitionStore(AppDbContext db, DefinitionCache cache)
{
    /// <summary>The version that new submissions take; null when none is published.</summary>
    public async Task<WorkflowDefinition?> PublishedAsync(string definitionId, CancellationToken cancellation)
    {
        var version = await db.WorkflowDefinitions.AsNoTracking()
            .Where(d => d.DefinitionId == definitionId && d.IsPublished).Select(d => d.Id).SingleOrDefaultAsync(cancellation);
        return version is null ? null : await VersionAsync(version, cancellation);
    }

    /// <summary>A version by its id, with all workflows that it uses as activities.</summary>
    /// <exception cref="InvalidOperationException">It is not stored.</exception>
    public async Task<WorkflowDefinition> VersionAsync(string versionId, CancellationToken cancellation)
    {
        if (cache.Find(versionId) is { } known)
        {
            return known;
        }

        var stored = await db.WorkflowDefinitions.AsNoTracking().SingleAsync(d => d.Id == versionId, cancellation);
        var definition = await ReadAsync(stored, cancellation);
        return stored.IsFrozen ? cache.Keep(definition) : definition;
    }

    /// <summary>Parses a version and makes the workflows known that it uses as activities.</summary>
    /// <exception cref="InvalidDefinitionException">It can't be read.</exception>
    public async Task<WorkflowDefinition> ReadAsync(StoredDefinition stored, CancellationToken cancellation)
    {
        var definition = Parse(stored);
        await LoadUsedAsync(definition.Json, [stored.Id], cancellation);
        return definition;
    }

    /// <summary>All versions that are or were usable as activities, made known to the registry, and whether each is published now.</summary>
    public async Task<IReadOnlyList<(WorkflowDefinition Workflow, bool IsPublished)>> UsableAsActivityAsync(CancellationToken cancellation)
    {
        var versions = await db.WorkflowDefinitions.AsNoTracking().Where(d => d.IsFrozen && d.IsUsableAsActivity).Select(d => new { d.Id, d.IsPublished }).ToListAsync(cancellation);
        var usable = new List<(WorkflowDefinition, bool)>();
        foreach (var version in versions)
        {
            usable.Add((await VersionAsync(version.Id, cancellation), version.IsPublished));
        }

        return usable;
    }

    // Which version is published changes after it is stored, and only the columns follow.
    private static WorkflowDefinition Parse(StoredDefinition stored)
    {
        var definition = WorkflowDefinition.Parse(stored.Json);
        definition.Json["isLatest"] = stored.IsLatest;
        definition.Json["isPublished"] = stored.IsPublished;
        return definition;
    }

    // Only an activity that is a workflow has these members as plain texts; an input of that name is an object.
    private async Task LoadUsedAsync(JsonNode? node, HashSet<string> seen, CancellationToken cancellation)
    {
        if (node is JsonObject activity && activity["type"] is JsonValue && Plain(activity, "workflowDefinitionId") is { } definitionId)
        {
            var named = Plain(activity, "workflowDefinitionVersionId");
            var used = await db.WorkflowDefinitions.AsNoTracking().Where(d => d.Id == named || (d.DefinitionId == definitionId && d.IsPublished))
                .OrderByDescending(d => d.Id == named).FirstOrDefaultAsync(cancellation);
            if (used is not null && seen.Add(used.Id))
            {
                var definition = Parse(used);
                await LoadUsedAsync(definition.Json, seen, cancellation);
                if (used.IsFrozen)
                {
                    cache.Keep(definition);
                }
            }
        }

        foreach (var child in node switch { JsonObject o => o.Select(m => m.Value), JsonArray a => a, _ => [] })
        {
            await LoadUsedAsync(child, seen, cancellation);
        }
    }

    private static string? Plain(JsonObject activity, string member) => activity[member] is JsonValue value && value.TryGetValue(out string? text) && text.Length > 0 ? text : null;
}
