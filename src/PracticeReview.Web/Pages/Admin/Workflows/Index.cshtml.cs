using Microsoft.EntityFrameworkCore;
using PracticeReview.Data;
using PracticeReview.Data.Flow;

namespace PracticeReview.Web.Pages.Admin.Workflows;

/// <summary>The list of workflows.</summary>
public sealed class IndexModel(AppDbContext db, TimeProvider time) : StudioPage(time)
{
    /// <inheritdoc />
    public override StudioElement Studio { get; } = new("elsa-workflow-definition-list");

    /// <summary>The version that new submissions take; null when none is published.</summary>
    public StoredDefinition? Process { get; private set; }

    /// <summary>Lists them.</summary>
    public async Task OnGetAsync(CancellationToken cancellation) =>
        Process = await db.WorkflowDefinitions.AsNoTracking().SingleOrDefaultAsync(d => d.DefinitionId == PracticeFlow.DefinitionId && d.IsPublished, cancellation);
}
