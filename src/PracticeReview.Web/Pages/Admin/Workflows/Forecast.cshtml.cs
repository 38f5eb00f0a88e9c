using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using PracticeReview.Data;
using PracticeReview.Data.Flow;
using PracticeReview.Simulation;
using PracticeReview.Web.Api.Elsa;
using PracticeReview.Web.Hosting;
using PracticeReview.Workflows.Definitions;

namespace PracticeReview.Web.Pages.Admin.Workflows;

/// <summary>What a version would do to submissions, against another: both simulated with the same people and the same luck.</summary>
[Authorize(Policy = Policies.Administrator)]
public sealed class ForecastModel(AppDbContext db, DefinitionStore definitions, StoredSimulation simulation, TimeProvider time) : AdminPage(time)
{
    /// <summary>Most submissions that are simulated while somebody waits for the page; the command does as many as one likes.</summary>
    public const int MostRuns = 300;

    /// <summary>Submissions that are simulated.</summary>
    public int Runs { get; private set; }

    /// <summary>The version as it is.</summary>
    public StoredDefinition Before { get; private set; } = null!;

    /// <summary>The version as it would be.</summary>
    public StoredDefinition After { get; private set; } = null!;

    /// <summary>The result; null when it can't be had.</summary>
    public SimulationComparison? Comparison { get; private set; }

    /// <summary>Why it can't.</summary>
    public IReadOnlyList<string> Problems { get; private set; } = [];

    /// <summary>About how long the simulation takes, in seconds.</summary>
    public int Seconds => 2 + (Runs / 15);

    /// <summary>Shows the page at once; its script, or the link on it, asks for the result.</summary>
    public async Task<IActionResult> OnGetAsync(string id, int from, int to, CancellationToken cancellation, int runs = 60) =>
        await ReadAsync(id, from, to, runs, cancellation) ? Page() : NotFound();

    /// <summary>Simulates both; the script gets the result alone, a browser without it the whole page.</summary>
    public async Task<IActionResult> OnGetResultAsync(string id, int from, int to, CancellationToken cancellation, int runs = 60)
    {
        if (!await ReadAsync(id, from, to, runs, cancellation))
        {
            return NotFound();
        }

        try
        {
            Comparison = await simulation.CompareAsync(
                await definitions.ReadAsync(Before, cancellation), await definitions.ReadAsync(After, cancellation), new SimulationRequest { Runs = Runs }, cancellation);
        }
        catch (InvalidDefinitionException e)
        {
            Problems = ElsaProblems.Sentences(e.Problems);
        }

        return Request.Headers["X-Requested-With"] == "load" ? Partial("_Forecast", this) : Page();
    }

    private async Task<bool> ReadAsync(string id, int from, int to, int runs, CancellationToken cancellation)
    {
        Runs = Math.Clamp(runs, 1, MostRuns);
        var versions = await db.WorkflowDefinitions.AsNoTracking().Where(d => d.DefinitionId == id && (d.Version == from || d.Version == to)).ToListAsync(cancellation);
        if (versions.Find(v => v.Version == from) is not { } before || versions.Find(v => v.Version == to) is not { } after)
        {
            return false;
        }

        (Before, After) = (before, after);
        return true;
    }

    /// <summary>A number as people read it.</summary>
    public static string InWords(double? value, MeasureUnit unit) => value is not { } number ? "–" : unit switch
    {
        MeasureUnit.Share => $"{number:P0}",
        MeasureUnit.Days => $"{number:0.0} days",
        _ => $"{number:0.0}",
    };
}
