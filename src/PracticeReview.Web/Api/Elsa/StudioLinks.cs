using Microsoft.EntityFrameworkCore;
using PracticeReview.Data;
using PracticeReview.Web.Hosting;

namespace PracticeReview.Web.Api.Elsa;

/// <summary>The Studio links to pages that an application of its own would have; these addresses lead to ours.</summary>
public static class StudioLinks
{
    /// <summary>Maps them, for administrators.</summary>
    public static void MapStudioLinks(this WebApplication app)
    {
        var links = app.MapGroup("").RequireAuthorization(Policies.Administrator).ExcludeFromDescription();
        links.MapGet("/workflows/definitions", () => Results.LocalRedirect(StudioFiles.Base));
        links.MapGet("/workflows/definitions/{id}/edit", (string id) => Results.LocalRedirect($"{StudioFiles.Base}/edit/{Uri.EscapeDataString(id)}"));
        links.MapGet("/workflows/instances", () => Results.LocalRedirect($"{StudioFiles.Base}/instances"));
        links.MapGet("/workflows/instances/{id}/view", (string id) => Results.LocalRedirect($"{StudioFiles.Base}/instances/{Uri.EscapeDataString(id)}"));
        links.MapGet("/diagnostics/structured-logs", LogAsync);
    }

    // What is logged about an instance stands in the audit trail of its practice; without a practice, only in its journal.
    private static async Task<IResult> LogAsync(string? workflowInstanceId, AppDbContext db, CancellationToken cancellation)
    {
        var about = await db.WorkflowInstances.Where(instance => instance.Id == workflowInstanceId).Select(instance => new { instance.Id, instance.CorrelationId }).SingleOrDefaultAsync(cancellation);
        return about is null ? Results.NotFound()
            : Guid.TryParse(about.CorrelationId, out var practice) && await db.Practices.AnyAsync(p => p.Id == practice, cancellation) ? Results.LocalRedirect($"/admin/audit?practice={practice}")
            : Results.LocalRedirect($"{StudioFiles.Base}/instances/{Uri.EscapeDataString(about.Id)}");
    }
}
