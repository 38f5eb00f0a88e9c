using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using PracticeReview.Audit;
using PracticeReview.Data;
using PracticeReview.Data.Flow;
using PracticeReview.Web.Hosting;

namespace PracticeReview.Web.Pages.Admin.Workflows;

/// <summary>Running instances that could go to the published version: what it would mean for each, and the button that moves them.</summary>
[Authorize(Policy = Policies.Administrator)]
public sealed class MovesModel(AppDbContext db, InstanceMoves moves, AuditTrail audit, TimeProvider time) : AdminPage(time)
{
    /// <summary>Most that are shown, and moved at once.</summary>
    public const int Most = 200;

    /// <summary>The published version.</summary>
    public StoredDefinition Published { get; private set; } = null!;

    /// <summary>What it means for each instance, those that can be moved first.</summary>
    public IReadOnlyList<InstanceMove> Plans { get; private set; } = [];

    /// <summary>How many run on other versions, also those that are not shown.</summary>
    public int Total { get; private set; }

    /// <summary>Titles of the submissions that they move, by correlation id.</summary>
    public IReadOnlyDictionary<string, string> Titles { get; private set; } = new Dictionary<string, string>();

    /// <summary>Plans the moves; changes nothing.</summary>
    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancellation)
    {
        if (await PublishedAsync(id, cancellation) is not { } published)
        {
            return NotFound();
        }

        Published = published;
        var plans = await moves.PlanAllAsync(published.Id, cancellation);
        (Plans, Total) = ([.. plans.OrderByDescending(plan => plan.IsPossible).Take(Most)], plans.Count);
        var practices = Plans.Select(plan => Guid.TryParse(plan.CorrelationId, out var practice) ? practice : Guid.Empty).ToList();
        Titles = (await db.Practices.AsNoTracking().Where(p => practices.Contains(p.Id)).ToListAsync(cancellation)).ToDictionary(p => p.Id.ToString(), p => p.Draft.Title);
        return Page();
    }

    /// <summary>Moves those that were chosen, or all that are shown, as far as they still can be.</summary>
    public async Task<IActionResult> OnPostAsync(string id, [FromForm] string[] instances, [FromForm] bool all, CancellationToken cancellation)
    {
        if (await PublishedAsync(id, cancellation) is not { } published)
        {
            return NotFound();
        }

        if (all)
        {
            instances = [.. (await moves.PlanAllAsync(published.Id, cancellation)).Where(plan => plan.IsPossible).Take(Most).Select(plan => plan.InstanceId)];
        }

        if (instances.Length == 0)
        {
            this.SayProblem("Choose at least one.");
            return this.RedirectTo($"/admin/workflows/versions/{id}/moves");
        }

        var moved = 0;
        foreach (var instance in instances.Take(Most))
        {
            var move = await moves.MoveAsync(instance, published.Id, cancellation);
            if (move.IsPossible)
            {
                moved++;
                audit.Record(
                    "workflow.moved", $"The workflow goes on with version {move.To} instead of {move.From}.", Actor.Name, Actor.UserId,
                    Guid.TryParse(move.CorrelationId, out var practice) ? practice : null);
                await db.SaveChangesAsync(cancellation);
            }
        }

        this.Say(moved == instances.Length ? $"{moved} moved to version {published.Version}." : $"{moved} of {instances.Length} moved to version {published.Version}; the others went on meanwhile and stay where they are.");
        return this.RedirectTo($"/admin/workflows/versions/{id}/moves");
    }

    private Task<StoredDefinition?> PublishedAsync(string id, CancellationToken cancellation) =>
        db.WorkflowDefinitions.AsNoTracking().SingleOrDefaultAsync(d => d.DefinitionId == id && d.IsPublished, cancellation);
}
