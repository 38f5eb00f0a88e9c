using Microsoft.EntityFrameworkCore;
using PracticeReview.Workflows.Definitions;

namespace PracticeReview.Data.Flow;

/// <summary>A shipped definition that could not be used, and why.</summary>
public sealed record SkippedDefinition(string File, IReadOnlyList<string> Problems);

/// <summary>
/// Loads the definitions that ship with the product. A file that changed becomes a new version; versions in use stay
/// as they are. What an administrator published is never replaced: the shipped change then waits as a draft version.
/// </summary>
public sealed class ShippedDefinitions(AppDbContext db, DefinitionValidator validator, TimeProvider time)
{
    /// <summary>Loads every *.json of a folder. What can't be used is named in the result and passed over.</summary>
    public async Task<IReadOnlyList<SkippedDefinition>> LoadAsync(string folder, CancellationToken cancellation)
    {
        var skipped = new List<SkippedDefinition>();
        foreach (var file in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            var problems = await LoadFileAsync(file, cancellation);
            if (problems.Count > 0)
            {
                skipped.Add(new SkippedDefinition(Path.GetFileName(file), problems));
            }
        }

        return skipped;
    }

    private async Task<IReadOnlyList<string>> LoadFileAsync(string file, CancellationToken cancellation)
    {
        WorkflowDefinition definition;
        try
        {
            definition = WorkflowDefinition.Parse(await File.ReadAllTextAsync(file, cancellation));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [e.Message];
        }
        catch (InvalidDefinitionException e)
        {
            return [.. e.Problems.Select(problem => problem.ToString())];
        }

        var errors = validator.Validate(definition).Select(problem => problem.ToString()).ToList();
        if (errors.Count > 0)
        {
            return errors;
        }

        var versions = await db.WorkflowDefinitions.Where(d => d.DefinitionId == definition.DefinitionId).OrderBy(d => d.Version).ToListAsync(cancellation);
        if (versions.Any(version => version.Json == As(definition, version.Id, version.Version)))
        {
            return [];
        }

        var published = versions.SingleOrDefault(version => version.IsPublished);
        var publish = published is null or { IsShipped: true };
        foreach (var version in versions)
        {
            version.IsLatest = false;
            version.IsPublished &= !publish;
        }

        await db.SaveChangesAsync(cancellation);
        var number = versions.Count == 0 ? 1 : versions[^1].Version + 1;
        var id = $"{definition.DefinitionId}-{number}";
        db.WorkflowDefinitions.Add(new StoredDefinition
        {
            Id = id,
            DefinitionId = definition.DefinitionId,
            Version = number,
            Name = definition.Name,
            IsLatest = true,
            IsPublished = publish,
            IsShipped = true,
            IsUsableAsActivity = definition.IsUsableAsActivity,
            Description = definition.Description,
            PublishedAt = publish ? time.GetUtcNow() : null,
            Json = As(definition, id, number),
            CreatedAt = time.GetUtcNow(),
        });
        await db.SaveChangesAsync(cancellation);
        return [];
    }

    /// <summary>The definition as it is stored: with the identity of its version.</summary>
    private static string As(WorkflowDefinition definition, string id, int version)
    {
        definition.Json["id"] = id;
        definition.Json["version"] = version;
        return definition.ToJson();
    }
}
