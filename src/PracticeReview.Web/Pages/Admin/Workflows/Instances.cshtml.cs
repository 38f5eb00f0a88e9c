using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using PracticeReview.Data;
using PracticeReview.Data.Flow;

namespace PracticeReview.Web.Pages.Admin.Workflows;

/// <summary>The list of instances, of all workflows or of one.</summary>
public sealed class InstancesModel(AppDbContext db, TimeProvider time) : StudioPage(time)
{
    /// <summary>
    /// The address of the instances of one workflow. The Studio 3.8.2 does not read its own filter from the address that it writes,
    /// and replaces what else stands behind a question mark.
    /// </summary>
    public const string OfOneWorkflow = "/admin/workflows/edit/{id}/instances";

    /// <summary>The newest version of the workflow whose instances are shown; null for those of all.</summary>
    public StoredDefinition? Workflow { get; private set; }

    /// <inheritdoc />
    public override StudioElement Studio { get; } = new("elsa-workflow-instance-list");

    /// <summary>Shows them.</summary>
    public async Task<IActionResult> OnGetAsync(string? id, CancellationToken cancellation)
    {
        if (id is not null)
        {
            Workflow = await db.WorkflowDefinitions.AsNoTracking().SingleOrDefaultAsync(d => d.DefinitionId == id && d.IsLatest, cancellation);
            if (Workflow is null)
            {
                return NotFound();
            }

            InstancesOf = Workflow.DefinitionId;
        }

        return Page();
    }
}
