using Microsoft.EntityFrameworkCore;
using PracticeReview.Criteria;
using PracticeReview.Data;
using PracticeReview.Mail;
using PracticeReview.Workflows.Definitions;

namespace PracticeReview.Simulation;

/// <summary>
/// Simulates definitions among what is stored: with the published workflows that they start or use, the published rubrics
/// that reviewers score by, and against the published version.
/// </summary>
public sealed class StoredSimulation(AppDbContext db, Rubrics rubrics, MailTexts mailTexts, ReviewSimulation simulation)
{
    /// <summary>Simulates a definition, stored or still being drawn. Workflows given with the request take the place of published ones.</summary>
    /// <inheritdoc cref="ReviewSimulation.RunAsync" path="/exception"/>
    public async Task<SimulationReport> RunAsync(WorkflowDefinition definition, SimulationRequest request, CancellationToken cancellation) =>
        await simulation.RunAsync(definition, await WithStoredAsync(definition, request, cancellation), cancellation);

    /// <summary>Simulates a version by its id.</summary>
    /// <exception cref="InvalidOperationException">It is not stored.</exception>
    /// <inheritdoc cref="ReviewSimulation.RunAsync" path="/exception"/>
    public async Task<SimulationReport> RunAsync(string versionId, SimulationRequest request, CancellationToken cancellation)
    {
        var json = await db.WorkflowDefinitions.AsNoTracking().Where(d => d.Id == versionId).Select(d => d.Json).SingleAsync(cancellation);
        return await RunAsync(WorkflowDefinition.Parse(json), request, cancellation);
    }

    /// <summary>Simulates one submission and tells what happens to it.</summary>
    /// <inheritdoc cref="ReviewSimulation.RunAsync" path="/exception"/>
    public async Task<SimulatedStory> TellAsync(WorkflowDefinition definition, SimulationRequest request, CancellationToken cancellation) =>
        await simulation.TellAsync(definition, await WithStoredAsync(definition, request, cancellation), cancellation);

    /// <summary>Simulates two versions of a workflow with the same people.</summary>
    /// <inheritdoc cref="ReviewSimulation.RunAsync" path="/exception"/>
    public async Task<SimulationComparison> CompareAsync(
        WorkflowDefinition before, WorkflowDefinition after, SimulationRequest request, CancellationToken cancellation) =>
        await simulation.CompareAsync(before, after, await WithStoredAsync(after, request, cancellation), cancellation);

    /// <summary>Simulates a draft and the published version of the same workflow with the same people; null when none is published.</summary>
    /// <inheritdoc cref="ReviewSimulation.RunAsync" path="/exception"/>
    public async Task<SimulationComparison?> CompareWithPublishedAsync(WorkflowDefinition draft, SimulationRequest request, CancellationToken cancellation)
    {
        var published = await db.WorkflowDefinitions.AsNoTracking().Where(d => d.IsPublished && d.DefinitionId == draft.DefinitionId).Select(d => d.Json).FirstOrDefaultAsync(cancellation);
        return published is null ? null : await CompareAsync(WorkflowDefinition.Parse(published), draft, request, cancellation);
    }

    // What can't be used can't be executed by a stored workflow either, so all that is published is at hand.
    private async Task<SimulationRequest> WithStoredAsync(WorkflowDefinition definition, SimulationRequest request, CancellationToken cancellation)
    {
        var stored = await db.WorkflowDefinitions.AsNoTracking()
            .Where(d => d.IsPublished && d.DefinitionId != definition.DefinitionId).OrderBy(d => d.DefinitionId).Select(d => d.Json).ToListAsync(cancellation);
        var published = await rubrics.AllPublishedAsync(cancellation);
        return request with
        {
            Others = [.. request.Others, .. stored.Select(WorkflowDefinition.Parse).Where(p => request.Others.All(o => o.DefinitionId != p.DefinitionId))],
            Rubrics = published.Count == 0 ? request.Rubrics : [.. published.Select(version => version.Content)],
            MailTexts = await mailTexts.NewestAsync(cancellation),
        };
    }
}
