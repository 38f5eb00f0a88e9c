using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using PracticeReview.Data;
using PracticeReview.Data.Flow;
using PracticeReview.Web.Api.Elsa;
using PracticeReview.Web.Hosting;
using PracticeReview.Workflows.Activities;
using PracticeReview.Workflows.Definitions;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Web.Pages.Admin.Workflows;

/// <summary>One instance: where it stands, and how it came there.</summary>
public sealed class InstanceModel(AppDbContext db, Executions executions, ActivityRegistry activities, InstanceControl control, TimeProvider time) : StudioPage(time)
{
    /// <summary>The instance.</summary>
    public string Id { get; private set; } = "";

    /// <summary>The workflow.</summary>
    public string DefinitionId { get; private set; } = "";

    /// <summary>What the instance is called when it moves no submission.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Name and version of the workflow.</summary>
    public string Workflow { get; private set; } = "";

    /// <summary>Something in it failed and can be tried again.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>The submission that it moves, if it moves one.</summary>
    public (Guid Id, string Title)? Submission { get; private set; }

    /// <inheritdoc />
    public override StudioElement Studio => new("elsa-workflow-instance-viewer", "instance-id", Id);

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancellation)
    {
        var found = await (
            from instance in db.WorkflowInstances
            where instance.Id == id
            join definition in db.WorkflowDefinitions on instance.DefinitionVersionId equals definition.Id
            select new { instance.Id, instance.DefinitionId, instance.CorrelationId, instance.State, definition.Name, definition.Version, definition.Json }).SingleOrDefaultAsync(cancellation);
        if (found is null)
        {
            return NotFound();
        }

        (Id, DefinitionId, Workflow) = (found.Id, found.DefinitionId, $"{found.Name}, version {found.Version}");
        if (Guid.TryParse(found.CorrelationId, out var practice) && await db.Practices.AsNoTracking().SingleOrDefaultAsync(p => p.Id == practice, cancellation) is { } submitted)
        {
            Submission = (practice, submitted.Draft.Title);
        }

        var state = WorkflowInstance.FromJson(found.State);
        Name = string.IsNullOrWhiteSpace(state.Name) ? $"Instance of {found.Name}" : state.Name;
        HasFailed = state.ActivityExecutions.Any(execution => execution.Status == ActivityStatus.Faulted)
            || await db.WorkflowBookmarks.AnyAsync(b => b.InstanceId == id && b.Problem != null, cancellation);
        Drawing = WorkflowDrawing.Of(WorkflowDefinition.Parse(found.Json), activities, await executions.StatsAsync(id, [], cancellation));
        return Page();
    }

    /// <summary>Tries again what failed.</summary>
    public async Task<IActionResult> OnPostRetryAsync(string id, CancellationToken cancellation)
    {
        try
        {
            await control.RetryAsync(id, [], Actor, cancellation);
            var state = WorkflowInstance.FromJson(await db.WorkflowInstances.Where(instance => instance.Id == id).Select(instance => instance.State).SingleAsync(cancellation));
            if (state.ActivityExecutions.Exists(execution => execution.Status == ActivityStatus.Faulted) && state.Incidents.LastOrDefault() is { } incident)
            {
                this.SayProblem($"It was tried again, and something failed: {incident.Message}");
            }
            else
            {
                this.Say("What failed is tried again. How it went stands below.");
            }
        }
        catch (Exception e) when (e is InvalidOperationException or FlowFaultedException or DefinitionRefusedException)
        {
            this.SayProblem(e.Message);
        }

        return this.RedirectTo($"/admin/workflows/instances/{id}");
    }
}
