using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using PracticeReview.Workflows.Definitions;

namespace PracticeReview.Data.Flow;

/// <summary>Parsed definitions by version, for the life of the process: a version is never changed once it is stored.</summary>
public sealed class DefinitionCache
{
    private readonly ConcurrentDictionary<string, WorkflowDefinition> _versions = new();

    /// <summary>The parsed version, parsed at its first use.</summary>
    public WorkflowDefinition Get(StoredDefinition stored) => _versions.GetOrAdd(stored.Id, _ => WorkflowDefinition.Parse(stored.Json));

    /// <summary>The parsed version, if it was used before.</summary>
    public WorkflowDefinition? Find(string versionId) => _versions.GetValueOrDefault(versionId);
}

/// <summary>Reads versions of workflow definitions from the database.</summary>
public sealed class DefinitionStore(AppDbContext db, DefinitionCache cache)
{
    /// <summary>The version that new submissions take; null when none is published.</summary>
    public async Task<WorkflowDefinition?> PublishedAsync(string definitionId, CancellationToken cancellation)
    {
        var stored = await db.WorkflowDefinitions.AsNoTracking()
            .SingleOrDefaultAsync(d => d.DefinitionId == definitionId && d.IsPublished, cancellation);
        return stored is null ? null : cache.Get(stored);
    }

    /// <summary>A version by its id.</summary>
    /// <exception cref="InvalidOperationException">It is not stored.</exception>
    public async Task<WorkflowDefinition> VersionAsync(string versionId, CancellationToken cancellation) =>
        cache.Find(versionId)
        ?? cache.Get(await db.WorkflowDefinitions.AsNoTracking().SingleAsync(d => d.Id == versionId, cancellation));
}
