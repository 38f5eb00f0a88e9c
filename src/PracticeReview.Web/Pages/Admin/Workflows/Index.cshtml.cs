using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using PracticeReview.Data;
using PracticeReview.Web.Hosting;

namespace PracticeReview.Web.Pages.Admin.Workflows;

/// <summary>A version of a workflow, and how many submissions are on it.</summary>
public sealed record DefinitionLine(string Name, string DefinitionId, int Version, bool IsPublished, DateTimeOffset CreatedAt, int Running, int Ended);

/// <summary>The stored workflows.</summary>
[Authorize(Policy = Policies.Administrator)]
public sealed class IndexModel(AppDbContext db, TimeProvider time) : AdminPage(time)
{
    /// <summary>The versions, newest first.</summary>
    public IReadOnlyList<DefinitionLine> Lines { get; private set; } = [];

    /// <summary>Lists them.</summary>
    public async Task OnGetAsync(CancellationToken cancellation) => Lines = await db.WorkflowDefinitions.AsNoTracking()
        .OrderBy(d => d.Name).ThenByDescending(d => d.Version)
        .Select(d => new DefinitionLine(
            d.Name, d.DefinitionId, d.Version, d.IsPublished, d.CreatedAt,
            db.WorkflowInstances.Count(i => i.DefinitionVersionId == d.Id && i.Status == "Running"),
            db.WorkflowInstances.Count(i => i.DefinitionVersionId == d.Id && i.Status != "Running")))
        .ToListAsync(cancellation);
}
