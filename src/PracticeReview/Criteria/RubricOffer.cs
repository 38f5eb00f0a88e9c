using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PracticeReview.Audit;
using PracticeReview.Data;
using PracticeReview.Workflows.Definitions;

namespace PracticeReview.Criteria;

/// <summary>Says which rubrics workflows can choose.</summary>
public sealed class RubricOffer(AppDbContext db, AuditTrail audit, TimeProvider time)
{
    /// <summary>Takes a rubric from what workflows can choose, unless one of them names it.</summary>
    /// <returns>Names of the workflows whose newest or published version names it; if there are any, nothing is changed.</returns>
    /// <exception cref="InvalidOperationException">No version of it is published, or it is the default.</exception>
    public async Task<IReadOnlyList<string>> RetireAsync(string key, Actor actor, CancellationToken cancellation)
    {
        if (await UsersAsync(key, cancellation) is { Count: > 0 } users)
        {
            return users;
        }

        var version = await NewestAsync(key, cancellation);
        version.Retire(time.GetUtcNow());
        audit.Record("rubric.retired", $"Took the rubric “{version.Content.Title.English}” from what workflows can choose.", actor.Name, actor.UserId);
        await db.SaveChangesAsync(cancellation);
        return [];
    }

    /// <summary>Lets workflows choose it again.</summary>
    /// <exception cref="InvalidOperationException">No version of it is published.</exception>
    public async Task OfferAgainAsync(string key, Actor actor, CancellationToken cancellation)
    {
        var version = await NewestAsync(key, cancellation);
        version.OfferAgain();
        audit.Record("rubric.offered", $"Let workflows choose the rubric “{version.Content.Title.English}” again.", actor.Name, actor.UserId);
        await db.SaveChangesAsync(cancellation);
    }

    private async Task<RubricVersion> NewestAsync(string key, CancellationToken cancellation) =>
        await db.RubricVersions.Where(v => v.Key == key && v.PublishedAt != null).OrderByDescending(v => v.Number).FirstOrDefaultAsync(cancellation)
        ?? throw new InvalidOperationException("No version of it is published.");

    private async Task<IReadOnlyList<string>> UsersAsync(string key, CancellationToken cancellation)
    {
        // The key itself may be written in the JSON with escapes.
        var likely = await db.WorkflowDefinitions.AsNoTracking().Where(d => (d.IsLatest || d.IsPublished) && d.Json.Contains("\"rubric\""))
            .OrderBy(d => d.Name).Select(d => new { d.Name, d.Json }).ToListAsync(cancellation);
        return [.. likely.Where(d => Names(JsonNode.Parse(d.Json), key)).Select(d => d.Name).Distinct()];
    }

    // An activity of ours, wherever it stands, with the rubric as its input.
    private static bool Names(JsonNode? definition, string key) => definition.EveryObject().Any(activity =>
        activity["type"]?.ToString().StartsWith("PracticeReview.", StringComparison.Ordinal) == true && activity.WrittenInput("rubric")?.Value == key);
}
