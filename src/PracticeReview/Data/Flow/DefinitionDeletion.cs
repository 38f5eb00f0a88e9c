using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PracticeReview.Audit;

namespace PracticeReview.Data.Flow;

/// <summary>Removes workflows and versions of them, never under an instance that still runs. What has ended on them goes with them.</summary>
public sealed class DefinitionDeletion(AppDbContext db, AuditTrail audit)
{
    /// <summary>Removes a workflow with all its versions and all that ended on it.</summary>
    /// <exception cref="DefinitionRefusedException">There is none, instances run, or it came with the product.</exception>
    public async Task DeleteAsync(string definitionId, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var versions = await LockAsync(definitionId, cancellation);
        if (versions.Count == 0)
        {
            throw new DefinitionRefusedException($"There is no workflow \"{definitionId}\".") { IsMissing = true };
        }

        var name = versions[^1].Name;
        if (versions.Any(v => v.IsShipped))
        {
            throw new DefinitionRefusedException($"The workflow \"{name}\" came with the product and would come back at the next start. Unpublish it, or reset it on its page of versions to what was shipped.");
        }

        if (await UsersAsync(definitionId, null, cancellation) is { Count: > 0 } users)
        {
            throw new DefinitionRefusedException($"The workflow \"{name}\" can't be deleted: {Used(users)}.");
        }

        if (await RunningAsync([.. versions.Select(v => v.Id)], cancellation) is > 0 and var running)
        {
            throw new DefinitionRefusedException($"The workflow \"{name}\" can't be deleted: {Count(running)} on it. Cancel {(running == 1 ? "it" : "them")} or wait until {(running == 1 ? "it ends" : "they end")}.");
        }

        await RemoveAsync([.. versions.Select(v => v.Id)], cancellation);
        audit.Record("workflow.deleted", $"The workflow \"{name}\" was deleted.", actor.Name, actor.UserId);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Removes one version; the one before becomes the newest.</summary>
    /// <exception cref="DefinitionRefusedException">There is none, it is published, instances run on it, or it is the only one.</exception>
    public async Task DeleteVersionAsync(string versionId, Actor actor, CancellationToken cancellation)
    {
        var definitionId = await db.WorkflowDefinitions.Where(d => d.Id == versionId).Select(d => d.DefinitionId).SingleOrDefaultAsync(cancellation)
            ?? throw new DefinitionRefusedException("There is no such version.") { IsMissing = true };
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var versions = await LockAsync(definitionId, cancellation);
        var version = versions.Find(v => v.Id == versionId) ?? throw new DefinitionRefusedException("There is no such version.") { IsMissing = true };
        var what = $"Version {version.Version} of the workflow \"{version.Name}\"";
        if (version.IsPublished)
        {
            throw new DefinitionRefusedException($"{what} is published. Publish another version first.");
        }

        if (version.IsShipped || versions.Count == 1)
        {
            throw new DefinitionRefusedException(version.IsShipped ? $"{what} came with the product and stays." : $"{what} is the only one: delete the workflow instead.");
        }

        if (await RunningAsync([versionId], cancellation) is > 0 and var running)
        {
            throw new DefinitionRefusedException($"{what} can't be deleted: {Count(running)} on it.");
        }

        if (await UsersAsync(definitionId, versionId, cancellation) is { Count: > 0 } users)
        {
            throw new DefinitionRefusedException($"{what} can't be deleted: {Used(users)}.");
        }

        await RemoveAsync([versionId], cancellation);
        if (version.IsLatest)
        {
            var before = versions.Last(v => v.Id != versionId);
            await db.WorkflowDefinitions.Where(d => d.Id == before.Id).ExecuteUpdateAsync(set => set.SetProperty(d => d.IsLatest, true), cancellation);
        }

        audit.Record("workflow.version-deleted", $"{what} was deleted.", actor.Name, actor.UserId);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private Task<List<StoredDefinition>> LockAsync(string definitionId, CancellationToken cancellation) => db.WorkflowDefinitions
        .FromSql($"select * from workflow_definitions where definition_id = {definitionId} order by version for update").AsNoTracking().ToListAsync(cancellation);

    // Other workflows that would miss it: in their newest or published version, or in one on which an instance still runs.
    private async Task<List<string>> UsersAsync(string definitionId, string? versionId, CancellationToken cancellation)
    {
        var likely = await db.WorkflowDefinitions.AsNoTracking()
            .Where(d => d.DefinitionId != definitionId && d.Json.Contains(UsedWorkflows.Member)
                && (d.IsLatest || d.IsPublished || db.WorkflowInstances.Any(i => i.DefinitionVersionId == d.Id && i.Status == "Running")))
            .Select(d => new { d.Name, d.Json }).ToListAsync(cancellation);
        return [.. likely.Where(d => UsedWorkflows.Uses(JsonNode.Parse(d.Json), definitionId, versionId)).Select(d => d.Name).Distinct().Order(StringComparer.OrdinalIgnoreCase)];
    }

    private static string Used(List<string> users) =>
        $"{string.Join(", ", users.Select(user => $"\"{user}\""))} {(users.Count == 1 ? "uses" : "use")} it. Take it out there first, and publish";

    private Task<int> RunningAsync(string[] versions, CancellationToken cancellation) =>
        db.WorkflowInstances.CountAsync(i => versions.Contains(i.DefinitionVersionId) && i.Status == "Running", cancellation);

    private async Task RemoveAsync(string[] versions, CancellationToken cancellation)
    {
        await db.WorkflowInstances.Where(i => versions.Contains(i.DefinitionVersionId)).ExecuteDeleteAsync(cancellation);
        await db.WorkflowDefinitions.Where(d => versions.Contains(d.Id)).ExecuteDeleteAsync(cancellation);
    }

    private static string Count(int running) => running == 1 ? "one instance runs" : $"{running:N0} instances run";
}
