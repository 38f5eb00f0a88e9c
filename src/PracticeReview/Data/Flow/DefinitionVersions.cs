using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using PracticeReview.Audit;
using PracticeReview.Workflows.Definitions;
using PracticeReview.Workflows.Hosting;

namespace PracticeReview.Data.Flow;

/// <summary>
/// What administrators do with the versions of a workflow. A version that was published or used never changes: saving it
/// makes the next one. Each act is one transaction with an entry in the audit trail.
/// </summary>
public sealed partial class DefinitionVersions(
    AppDbContext db, DefinitionStore store, UsedWorkflows used, DefinitionValidator validator, AuditTrail audit, TimeProvider time, IdSource ids)
{
    /// <summary>Characters of a name at most.</summary>
    public const int NameLength = 200;

    /// <summary>Saves a definition as a draft: over the draft that nobody used yet, else as a new version. What is as the published version is no draft of it.</summary>
    /// <param name="model">The definition in Elsa's format; its definitionId says of which workflow, none makes a new one.</param>
    /// <param name="actor">Who saves.</param>
    /// <param name="cancellation">Stops the work; nothing is kept.</param>
    /// <param name="seen">The stamp of the newest version when the writer opened or last saved it; null when that is not known.</param>
    /// <exception cref="InvalidDefinitionException">It can't be read at all.</exception>
    /// <exception cref="DefinitionRefusedException">Somebody else saved it meanwhile, or the writer did in another window.</exception>
    public Task<StoredDefinition> SaveAsync(JsonObject model, Actor actor, CancellationToken cancellation, string? seen = null)
    {
        var json = (JsonObject)model.DeepClone();
        var definitionId = Text(json, "definitionId") is { Length: > 0 } given ? given : ids.Next().ToString("N");
        if (!Identifier().IsMatch(definitionId))
        {
            throw new DefinitionRefusedException("The id of a workflow has up to 100 letters, digits, dots, hyphens and underscores.");
        }

        return OnAsync(
            definitionId,
            async versions =>
            {
                var latest = versions.Find(v => v.IsLatest) ?? versions.LastOrDefault();
                ThrowIfOvertaken(latest, Text(json, "id"), seen, actor);
                if (latest is { IsFrozen: false })
                {
                    await used.NameAsync(json, cancellation);
                    Write(latest, json, actor);
                    latest.ChangedAt = time.GetUtcNow();
                    latest.Saves++;
                    return latest;
                }

                // Who saves, imports or publishes without a change gets no new version; the Studio saves once more after publishing.
                if (latest is { IsPublished: true } && await IsSameAsync(latest, json, actor, cancellation))
                {
                    return latest;
                }

                var draft = await AddAsync(versions, definitionId, json, actor, cancellation);
                audit.Record("workflow.drafted", $"Version {draft.Version} of the workflow \"{draft.Name}\" was begun.", actor.Name, actor.UserId);
                return draft;
            },
            cancellation);
    }

    /// <summary>Publishes the newest version: new instances take it from now on.</summary>
    /// <returns>The version, and whether it was published before.</returns>
    /// <exception cref="InvalidDefinitionException">It has problems; nothing was changed.</exception>
    /// <exception cref="DefinitionRefusedException">There is no such workflow.</exception>
    public Task<(StoredDefinition Version, bool WasPublished)> PublishAsync(string definitionId, Actor actor, CancellationToken cancellation) => OnAsync(
        definitionId,
        async versions =>
        {
            var latest = Latest(versions, definitionId);
            if (latest.IsPublished)
            {
                return (latest, true);
            }

            var problems = validator.Validate(await store.ReadAsync(latest, cancellation));
            if (problems.Count > 0)
            {
                throw new InvalidDefinitionException(problems);
            }

            await MakePublishedAsync(versions, latest, actor, cancellation);
            return (latest, false);
        },
        cancellation);

    /// <summary>Takes the published version back: nothing new starts on it, what runs goes on.</summary>
    /// <exception cref="DefinitionRefusedException">None is published.</exception>
    public Task<StoredDefinition> RetractAsync(string definitionId, Actor actor, CancellationToken cancellation) => OnAsync(
        definitionId,
        versions =>
        {
            var published = versions.Find(v => v.IsPublished)
                ?? throw new DefinitionRefusedException($"No version of the workflow \"{Latest(versions, definitionId).Name}\" is published.");
            published.IsPublished = false;
            audit.Record("workflow.retracted", $"Version {published.Version} of the workflow \"{published.Name}\" is no longer published.", actor.Name, actor.UserId);
            return Task.FromResult(Latest(versions, definitionId));
        },
        cancellation);

    /// <summary>Makes a new draft of an earlier version.</summary>
    /// <exception cref="DefinitionRefusedException">There is no such version.</exception>
    public Task<StoredDefinition> RevertAsync(string definitionId, int version, Actor actor, CancellationToken cancellation) => OnAsync(
        definitionId,
        async versions =>
        {
            var earlier = versions.Find(v => v.Version == version)
                ?? throw new DefinitionRefusedException($"There is no version {version} of the workflow \"{definitionId}\".") { IsMissing = true };
            var draft = await AddAsync(versions, definitionId, JsonNode.Parse(earlier.Json)!.AsObject(), actor, cancellation);
            audit.Record("workflow.reverted", $"Version {draft.Version} of the workflow \"{draft.Name}\" was begun from version {version}.", actor.Name, actor.UserId);
            return draft;
        },
        cancellation);

    /// <summary>Publishes an earlier version again, as a new one: the one that was published before the present one, or the last that came with the product.</summary>
    /// <exception cref="InvalidDefinitionException">It no longer fits this product; nothing was changed.</exception>
    /// <exception cref="DefinitionRefusedException">There is no such version.</exception>
    public Task<StoredDefinition> RestoreAsync(string definitionId, bool shipped, Actor actor, CancellationToken cancellation) => OnAsync(
        definitionId,
        async versions =>
        {
            var earlier = (shipped ? versions.FindLast(v => v.IsShipped) : LastPublished(versions))
                ?? throw new DefinitionRefusedException(shipped ? "This workflow did not come with the product." : "No other version of this workflow was ever published.");
            var version = await AddAsync(versions, definitionId, JsonNode.Parse(earlier.Json)!.AsObject(), actor, cancellation, isShipped: earlier.IsShipped);
            var problems = validator.Validate(await store.ReadAsync(version, cancellation));
            if (problems.Count > 0)
            {
                throw new InvalidDefinitionException(problems);
            }

            await MakePublishedAsync([.. versions, version], version, actor, cancellation, $"It is version {earlier.Version} again.");
            return version;
        },
        cancellation);

    /// <summary>The version that was published last, other than the one that is.</summary>
    public static StoredDefinition? LastPublished(IEnumerable<StoredDefinition> versions) =>
        versions.Where(v => v is { IsPublished: false, PublishedAt: not null }).OrderBy(v => v.PublishedAt).ThenBy(v => v.Version).LastOrDefault();

    private async Task MakePublishedAsync(List<StoredDefinition> versions, StoredDefinition version, Actor actor, CancellationToken cancellation, string? reason = null)
    {
        foreach (var other in versions.Where(v => v.IsPublished))
        {
            other.IsPublished = false;
        }

        // One after the other: two may not be published at once, not even within a transaction.
        await db.SaveChangesAsync(cancellation);
        version.IsPublished = version.IsFrozen = true;
        version.PublishedAt = time.GetUtcNow();
        audit.Record("workflow.published", $"Version {version.Version} of the workflow \"{version.Name}\" was published.", actor.Name, actor.UserId, reason: reason);
    }

    private async Task<StoredDefinition> AddAsync(
        List<StoredDefinition> versions, string definitionId, JsonObject json, Actor actor, CancellationToken cancellation, bool isShipped = false)
    {
        versions.ForEach(v => v.IsLatest = false);
        await db.SaveChangesAsync(cancellation);
        await used.NameAsync(json, cancellation);
        var added = new StoredDefinition
        {
            Id = ids.Next().ToString("N"),
            DefinitionId = definitionId,
            Version = versions.Count == 0 ? 1 : versions[^1].Version + 1,
            Name = "",
            IsLatest = true,
            IsShipped = isShipped,
            IsFrozen = false,
            Json = "",
            CreatedAt = time.GetUtcNow(),
        };
        Write(added, json, actor);
        db.WorkflowDefinitions.Add(added);
        return added;
    }

    private async Task<bool> IsSameAsync(StoredDefinition version, JsonObject json, Actor actor, CancellationToken cancellation)
    {
        var again = new StoredDefinition { Id = version.Id, DefinitionId = version.DefinitionId, Version = version.Version, Name = "", Json = "", CreatedAt = version.CreatedAt };
        var copy = (JsonObject)json.DeepClone();
        await used.NameAsync(copy, cancellation);
        Write(again, copy, actor);
        return JsonNode.DeepEquals(Content(again), Content(version));

        static JsonObject Content(StoredDefinition version)
        {
            var content = JsonNode.Parse(version.Json)!.AsObject();
            foreach (var name in (string[])["createdAt", "isLatest", "isPublished", "toolVersion"])
            {
                content.Remove(name);
            }

            return content;
        }
    }

    private static void Write(StoredDefinition version, JsonObject json, Actor actor)
    {
        json.Remove("links");
        json.Remove("$schema");
        json["id"] = version.Id;
        json["definitionId"] = version.DefinitionId;
        json["version"] = version.Version;
        json["createdAt"] = version.CreatedAt;
        json["isLatest"] = true;
        json["isPublished"] = false;
        json["toolVersion"] ??= "3.8.0.0";
        var definition = WorkflowDefinition.Read(json);
        if (definition.Depth > WorkflowDefinition.Deepest)
        {
            throw new InvalidDefinitionException([new DefinitionProblem("$", null, $"The workflow is nested too deep: objects and lists may stand {WorkflowDefinition.Deepest} within one another, two for each activity that holds others.")]);
        }

        version.Name = Text(json, "name")?.Trim() is { Length: > 0 } name
            ? name
            : throw new InvalidDefinitionException([new DefinitionProblem("$.name", null, "A workflow needs a name.")]);
        if (name.Length > NameLength)
        {
            throw new InvalidDefinitionException([new DefinitionProblem("$.name", null, $"The name of a workflow has up to {NameLength} characters.")]);
        }

        version.Description = definition.Description;
        version.IsUsableAsActivity = definition.IsUsableAsActivity;
        version.Json = definition.ToJson();
        if (NoCharacter().IsMatch(version.Json))
        {
            throw new InvalidDefinitionException([new DefinitionProblem("$", null, "A text of the workflow contains the character U+0000, which can't be kept.")]);
        }

        (version.AuthorId, version.Author) = (actor.UserId, actor.Name);
    }

    // Without a stamp only another version by somebody else is noticed: a program has its reasons.
    private static void ThrowIfOvertaken(StoredDefinition? latest, string? basis, string? seen, Actor actor)
    {
        var isOwn = latest?.AuthorId == actor.UserId;
        if (latest is not null && (seen is not null ? seen != latest.Stamp : !string.IsNullOrEmpty(basis) && basis != latest.Id && latest.AuthorId is not null && !isOwn))
        {
            var who = isOwn ? "You, in another window," : latest.Author ?? "The product";
            throw new DefinitionRefusedException($"{who} saved version {latest.Version} of this workflow after it was opened here. Load the page again to see it; your change was not saved.");
        }
    }

    private static StoredDefinition Latest(List<StoredDefinition> versions, string definitionId) =>
        versions.Find(v => v.IsLatest) ?? throw new DefinitionRefusedException($"There is no workflow \"{definitionId}\".") { IsMissing = true };

    private static string? Text(JsonObject json, string member) => json[member] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    /// <summary>Locks all versions of a workflow, also of one that has none yet, and does something with them.</summary>
    private async Task<T> OnAsync<T>(string definitionId, Func<List<StoredDefinition>, Task<T>> act, CancellationToken cancellation)
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended('workflow ' || {definitionId}, 0))", cancellation);
        var versions = await db.WorkflowDefinitions
            .FromSql($"select * from workflow_definitions where definition_id = {definitionId} order by version for update").ToListAsync(cancellation);
        var result = await act(versions);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return result;
    }

    // As JSON writes it; after an even number of backslashes it is not one itself.
    [GeneratedRegex(@"(?<!\\)(\\\\)*\\u0000")]
    private static partial Regex NoCharacter();

    [GeneratedRegex(@"^[\w.\-]{1,100}$")]
    private static partial Regex Identifier();
}

/// <summary>Something can't be done to a workflow; the message says why, in words for administrators.</summary>
public sealed class DefinitionRefusedException(string message) : Exception(message)
{
    /// <summary>There is no such workflow or version.</summary>
    public bool IsMissing { get; init; }
}
