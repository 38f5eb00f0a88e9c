using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using PracticeReview.Simulation;
using PracticeReview.Workflows.Definitions;

namespace PracticeReview.Web.Hosting.Commands;

/// <summary><c>workflow simulate FILE</c>: what a definition would do to submissions, as a table or as JSON.</summary>
internal static class SimulateCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task RunAsync(string file, string[] options, TextWriter output, CancellationToken cancellation)
    {
        var (request, against, asJson) = ReadOptions(options);
        var definition = WorkflowFiles.Read(file);
        var simulation = new ReviewSimulation();
        try
        {
            if (against is null)
            {
                var report = await simulation.RunAsync(definition, request, cancellation);
                output.WriteLine(asJson ? JsonSerializer.Serialize(report, Json) : ReportTable.Of(report));
            }
            else
            {
                var comparison = await simulation.CompareAsync(WorkflowFiles.Read(against), definition, request, cancellation);
                output.WriteLine(asJson ? JsonSerializer.Serialize(comparison, Json) : ReportTable.Of(comparison));
            }
        }
        catch (FormatException e)
        {
            throw new UsageException(e.Message);
        }
    }

    private static (SimulationRequest Request, string? Against, bool AsJson) ReadOptions(string[] options)
    {
        var others = new List<WorkflowDefinition>();
        var input = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        var assumptions = new List<JsonObject>();
        var request = new SimulationRequest();
        string? against = null;
        var asJson = false;
        for (var i = 0; i < options.Length; i++)
        {
            var option = options[i];
            if (option == "--json")
            {
                asJson = true;
                continue;
            }

            var value = i + 1 < options.Length ? options[++i] : throw new UsageException($"A value is missing after '{option}'.");
            switch (option)
            {
                case "--runs":
                    request = request with { Runs = Whole(option, value) };
                    break;
                case "--seed":
                    request = request with { Seed = Whole(option, value) };
                    break;
                case "--with":
                    others.Add(WorkflowFiles.Read(value));
                    break;
                case "--against":
                    against = value;
                    break;
                case "--input":
                    WorkflowFiles.AddInput(input, value);
                    break;
                case "--assume":
                    assumptions.Add(Assumption(value));
                    break;
                default:
                    throw new UsageException($"There is no option '{option}'.");
            }
        }

        try
        {
            return (request with { Others = others, Input = input, Assumptions = AssumptionNames.Read(assumptions) }, against, asJson);
        }
        catch (FormatException e)
        {
            throw new UsageException(e.Message);
        }
    }

    private static int Whole(string option, string value) =>
        int.TryParse(value, CultureInfo.InvariantCulture, out var number) ? number : throw new UsageException($"'{value}' after '{option}' is not a whole number.");

    // A file of assumptions, or one of them: "accept=0.5".
    private static JsonObject Assumption(string value)
    {
        if (value.Contains('=', StringComparison.Ordinal) && !File.Exists(value))
        {
            try
            {
                return AssumptionNames.One(value);
            }
            catch (FormatException e)
            {
                throw new UsageException(e.Message);
            }
        }

        try
        {
            return JsonNode.Parse(WorkflowFiles.ReadText(value)) as JsonObject ?? throw new UsageException($"'{value}' is not a JSON object of assumptions.");
        }
        catch (JsonException e)
        {
            throw new UsageException($"'{value}' is not a JSON object of assumptions: {e.Message}");
        }
    }
}
