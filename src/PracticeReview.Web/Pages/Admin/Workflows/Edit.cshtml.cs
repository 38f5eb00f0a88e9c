using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using PracticeReview.Data;
using PracticeReview.Data.Flow;
using PracticeReview.Workflows.Activities;
using PracticeReview.Workflows.Definitions;

namespace PracticeReview.Web.Pages.Admin.Workflows;

/// <summary>The editor of a workflow.</summary>
public sealed class EditModel(AppDbContext db, ActivityRegistry activities, TimeProvider time) : StudioPage(time)
{
    /// <summary>The newest version.</summary>
    public StoredDefinition Workflow { get; private set; } = null!;

    /// <inheritdoc />
    public override StudioElement Studio => new("elsa-workflow-definition-editor", "definition-id", Workflow.DefinitionId);

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancellation)
    {
        if (await db.WorkflowDefinitions.AsNoTracking().SingleOrDefaultAsync(d => d.DefinitionId == id && d.IsLatest, cancellation) is not { } found)
        {
            return NotFound();
        }

        Workflow = found;
        Drawing = WorkflowDrawing.Of(WorkflowDefinition.Parse(found.Json), activities, []);
        return Page();
    }
}
