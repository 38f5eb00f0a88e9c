using System.Text.Json;
using System.Text.Json.Nodes;
using PracticeReview.Workflows.Definitions;
using PracticeReview.Workflows.Execution;

namespace PracticeReview.Workflows.Tests.Conformance;

/// <summary>Definitions that a real Elsa ran, with the lines that it wrote: ours must be the same, also when each instance is written and read before each resume.</summary>
public class ConformanceTests
{
    private static readonly string Own = Path.Combine(AppContext.BaseDirectory, "Scenarios");
    private static readonly string? Shared = FindShared();

    public static IEnumerable<TheoryDataRow<string, bool>> Cases() =>
        from file in new[] { Path.Combine(Own, "scenarios.json"), Shared is null ? "" : Path.Combine(Shared, "cases.json") }
        where File.Exists(file)
        from one in Read(file)
        from reload in new[] { false, true }
        select new TheoryDataRow<string, bool>($"{Path.GetFileName(file)}: {one.Name}", reload);

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Gives_what_Elsa_gives(string title, bool reload)
    {
        var (folder, one) = Find(title);
        using var simulation = new Simulation(reload);
        if (one.Validate is { } file)
        {
            Assert.Equal(one.Valid, simulation.Validate(Load(folder, file)).Count == 0);
            return;
        }

        foreach (var other in one.With ?? [])
        {
            simulation.Simulator.Add(Load(folder, other));
        }

        var definition = Load(folder, one.Run!);
        Assert.DoesNotContain(simulation.Validate(definition), p => !p.FaultsWhenReached);
        var instance = await simulation.RunAsync(definition, one.Input);

        Assert.Equal(one.Status, instance.SubStatus.ToString());
        if (one.Lines is not null)
        {
            Assert.Equal(one.Lines, simulation.Lines.Where(l => l.Length > 0));
        }

        foreach (var line in one.Contains ?? [])
        {
            Assert.Contains(line, simulation.Lines);
        }
    }

    private static WorkflowDefinition Load(string folder, string file) => WorkflowDefinition.Parse(File.ReadAllText(Path.Combine(folder, file)));

    private static (string Folder, Case Case) Find(string title)
    {
        var (list, name) = (title[..title.IndexOf(": ", StringComparison.Ordinal)], title[(title.IndexOf(": ", StringComparison.Ordinal) + 2)..]);
        var folder = list == "cases.json" ? Shared! : Own;
        return (folder, Read(Path.Combine(folder, list)).Single(c => c.Name == name));
    }

    private static Case[] Read(string file) => JsonSerializer.Deserialize<Case[]>(File.ReadAllText(file), JsonSerializerOptions.Web)!;

    // The collection lies beside the repository on machines that have it.
    private static string? FindShared()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", "elsa", "conformance");
            if (File.Exists(Path.Combine(candidate, "cases.json")))
            {
                return candidate;
            }
        }

        return null;
    }

    private sealed record Case(
        string Name, string? Run, string? Validate, bool Valid, string[]? With, Dictionary<string, JsonNode?>? Input, string[]? Lines, string[]? Contains, string? Status);
}
