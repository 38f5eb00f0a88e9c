using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using PracticeReview.Data;
using PracticeReview.Data.Flow;
using PracticeReview.Simulation;
using PracticeReview.Web.Api.Elsa;
using PracticeReview.Web.Hosting;
using PracticeReview.Workflows.Definitions;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Web.Pages.Admin.Workflows;

/// <summary>Tries a version with one made-up submission on a clock that jumps, and tells what happened. Nothing is stored or sent.</summary>
[Authorize(Policy = Policies.Administrator)]
public sealed class TryModel(AppDbContext db, DefinitionStore definitions, StoredSimulation simulation, SafetyNet safetyNet, TimeProvider time) : AdminPage(time)
{
    private static readonly JsonSerializerOptions ToRead = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = StateJson.MaximumDepth };

    // A loop without end tells ten thousands of lines, all alike.
    private const int FirstLines = 400;
    private const int LastLines = 20;

    /// <summary>The versions, newest first.</summary>
    public IReadOnlyList<StoredDefinition> Versions { get; private set; } = [];

    /// <summary>The version that is tried.</summary>
    public StoredDefinition Version { get; private set; } = null!;

    /// <summary>What it asks for.</summary>
    public IReadOnlyList<InputDefinition> Inputs { get; private set; } = [];

    /// <summary>What was typed, by the input's name.</summary>
    [BindProperty]
    public Dictionary<string, string?> Given { get; set; } = [];

    /// <summary>Which people are met: the same number meets the same.</summary>
    public int Luck { get; private set; } = 1;

    /// <summary>What the form offers next: what was typed, until it was tried; then another.</summary>
    public string? NextLuck { get; private set; } = "1";

    /// <summary>It is about submissions, so that it should decide something.</summary>
    public bool IsOfReview { get; private set; }

    /// <summary>What happened; null before the first try.</summary>
    public SimulatedStory? Story { get; private set; }

    /// <summary>The lines of the story that are shown: all, unless it is very long; then its beginning, its failures and its end.</summary>
    public IReadOnlyList<StoryLine> Lines { get; private set; } = [];

    /// <summary>Why it can't be tried.</summary>
    public IReadOnlyList<string> Problems { get; private set; } = [];

    /// <summary>Asks for the input.</summary>
    public async Task<IActionResult> OnGetAsync(string id, int? version, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, version, cancellation))
        {
            return NotFound();
        }

        Given = Inputs.Where(input => input.DefaultValue is not null).ToDictionary(input => input.Name, input => (string?)InWords(input.DefaultValue!));
        return Page();
    }

    /// <summary>Tries it.</summary>
    public async Task<IActionResult> OnPostAsync(string id, [FromForm] int? version, [FromForm] string? luck, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, version, cancellation))
        {
            return NotFound();
        }

        ModelState.Clear();
        NextLuck = luck;
        if (!int.TryParse(luck, CultureInfo.InvariantCulture, out var number))
        {
            ModelState.AddModelError(nameof(luck), $"Enter a whole number up to {int.MaxValue:N0}.");
            return Page();
        }

        Luck = number;
        try
        {
            var input = Inputs.Where(i => !string.IsNullOrEmpty(Given.GetValueOrDefault(i.Name))).ToDictionary(i => i.Name, i => InputDefinition.Typed(Given[i.Name]!));
            Story = await simulation.TellAsync(await definitions.ReadAsync(Version, cancellation), new SimulationRequest { Seed = Luck, Input = input }, cancellation);
            NextLuck = unchecked(Luck + 1).ToString(CultureInfo.InvariantCulture);
            Lines = [.. Story.Lines.Where((line, index) => index < FirstLines || index >= Story.Lines.Count - LastLines || line.Kind == StoryKind.Failure)];
        }
        catch (InvalidDefinitionException e)
        {
            Problems = ElsaProblems.Sentences(e.Problems);
        }

        return Page();
    }

    /// <summary>How it came out, as a sentence.</summary>
    public string Sentence(SimulatedStory story)
    {
        var days = story.Lines.Count == 0 ? 0 : (int)(story.Lines[^1].At - story.Start).TotalDays;
        var after = days == 0 ? "on the first day" : days == 1 ? "after a day" : $"after {days} days";
        return story.Outcome switch
        {
            SimulatedOutcome.Published => $"Published, {after}.",
            SimulatedOutcome.Declined => $"Declined, {after}.",
            SimulatedOutcome.Withdrawn => $"Withdrawn by the submitter, {after}.",
            SimulatedOutcome.Expired => $"Closed because no revision came, {after}.",
            SimulatedOutcome.Faulted => $"It failed, {after}.",
            SimulatedOutcome.Stuck => $"It waits for ever for {string.Join(", ", story.Waits)}.",
            _ => IsOfReview ? $"The workflow ended and had decided nothing, {after}." : $"The workflow ended, {after}.",
        };
    }

    /// <summary>When it happened, counted from the start.</summary>
    public static string When(SimulatedStory story, StoryLine line) => $"Day {(int)(line.At.Date - story.Start.Date).TotalDays + 1}, {line.At:HH:mm}";

    /// <summary>A value as people read it: a text as it is, the rest as JSON.</summary>
    public static string InWords(JsonNode value) => value is JsonValue text && text.TryGetValue(out string? words) ? words : value.ToJsonString(ToRead);

    private async Task<bool> ReadAsync(string id, int? version, CancellationToken cancellation)
    {
        Versions = await db.WorkflowDefinitions.AsNoTracking().Where(d => d.DefinitionId == id).OrderByDescending(d => d.Version).ToListAsync(cancellation);
        if (Versions.Count == 0 || (version is null ? Versions[0] : Versions.FirstOrDefault(v => v.Version == version)) is not { } found)
        {
            return false;
        }

        Version = found;
        try
        {
            var definition = await definitions.ReadAsync(found, cancellation);
            (Inputs, IsOfReview) = (definition.Inputs, safetyNet.IsOfReview(definition));
        }
        catch (InvalidDefinitionException e)
        {
            Problems = ElsaProblems.Sentences(e.Problems);
        }

        return true;
    }
}
