using System.Text.Json.Nodes;
using PracticeReview.Criteria;
using PracticeReview.Mail;
using PracticeReview.Workflows.Definitions;

namespace PracticeReview.Simulation;

/// <summary>What to simulate with.</summary>
public sealed record SimulationRequest
{
    /// <summary>Most runs that one simulation makes.</summary>
    public const int MostRuns = 10_000;

    /// <summary>Submissions to simulate, 1 to <see cref="MostRuns"/>.</summary>
    public int Runs { get; init; } = 200;

    /// <summary>Where chance begins.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>How people behave.</summary>
    public SimulationAssumptions Assumptions { get; init; } = SimulationAssumptions.Default;

    /// <summary>Workflows that the definition starts or uses as activities.</summary>
    public IReadOnlyList<WorkflowDefinition> Others { get; init; } = [];

    /// <summary>The published rubrics, which activities choose from by their key.</summary>
    public IReadOnlyList<Rubric> Rubrics { get; init; } = [Rubric.Default];

    /// <summary>Texts of mails that administrators wrote, the newest of each.</summary>
    public IReadOnlyList<MailTextVersion> MailTexts { get; init; } = [];

    /// <summary>What each run is given, by input name.</summary>
    public IReadOnlyDictionary<string, JsonNode?> Input { get; init; } = new Dictionary<string, JsonNode?>();
}
