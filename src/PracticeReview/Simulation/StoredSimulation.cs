using Microsoft.EntityFrameworkCore;
using PracticeReview.Data;
using PracticeReview.Workflows.Definitions;

namespace PracticeReview.Simulation;

/// <summary>Simulates definitions among those that are stored: with the published workflows that they start or use, and against the published version.</summary>
public sealed class StoredSimulation(AppDbContext db, ReviewSimulation simulation)
{
    /// <summary>Simulates a definition, stored or still being drawn. Workflows given with the request take the place of published ones.</summary>
    /// <inheritdoc cref="ReviewSimulation.RunAsync" path="/exception"/>
    public async Task<SimulationReport> RunAsync(WorkflowDefinition definition, SimulationRequest request, CancellationToken cancellation) =>
        await simulation.RunAsync(definition, WithOthers(definition, request, await PublishedAsync(cancellation)), cancellation);

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
        await simulation.TellAsync(definition, WithOthers(definition, request, await PublishedAsync(cancellation)), cancellation);

    /// <summary>Simulates a draft and the published version of the same workflow with the same people; null when none is published.</summary>
    /// <inheritdoc cref="ReviewSimulation.RunAsync" path="/exception"/>
    public async Task<SimulationComparison?> CompareWithPublishedAsync(WorkflowDefinition draft, SimulationRequest request, CancellationToken cancellation)
    {
        var published = await PublishedAsync(cancellation);
        return published.Find(d => d.DefinitionId == draft.DefinitionId) is { } before
            ? await simulation.CompareAsync(before, draft, WithOthers(draft, request, published), cancellation)
            : null;
    }

    // What can't be used can't be executed by a stored workflow either, so all that is published is at hand.
    private static SimulationRequest WithOthers(WorkflowDefinition definition, SimulationRequest request, List<WorkflowDefinition> published) => request with
    {
        Others = [.. request.Others, .. published.Where(p => p.DefinitionId != definition.DefinitionId && request.Others.All(o => o.DefinitionId != p.DefinitionId))],
    };

    private async Task<List<WorkflowDefinition>> PublishedAsync(CancellationToken cancellation)
    {
        var stored = await db.WorkflowDefinitions.AsNoTracking().Where(d => d.IsPublished).OrderBy(d => d.DefinitionId).Select(d => d.Json).ToListAsync(cancellation);
        return stored.ConvertAll(WorkflowDefinition.Parse);
    }
}
