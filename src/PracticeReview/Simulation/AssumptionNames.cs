using System.Text.Json;
using System.Text.Json.Nodes;

namespace PracticeReview.Simulation;

/// <summary>Reads assumptions by name: whole files, or one at a time.</summary>
public static class AssumptionNames
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The defaults with what the JSON objects say instead, the last one last.</summary>
    /// <exception cref="FormatException">A name is unknown, a value is of the wrong kind or out of range; the message says which.</exception>
    public static SimulationAssumptions Read(IEnumerable<JsonObject> changes)
    {
        var all = JsonSerializer.SerializeToNode(SimulationAssumptions.Default, Json)!.AsObject();
        foreach (var change in changes)
        {
            Merge(all, change, "");
        }

        var assumptions = Deserialize(all);
        var problems = assumptions.Problems();
        return problems.Count == 0 ? assumptions : throw new FormatException(string.Join(" ", problems));
    }

    /// <summary>What "accept=0.5" or "daysToReview.median=10" changes.</summary>
    /// <exception cref="FormatException">It isn't NAME=NUMBER.</exception>
    public static JsonObject One(string assignment)
    {
        var equals = assignment.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0 || !double.TryParse(assignment[(equals + 1)..], System.Globalization.CultureInfo.InvariantCulture, out var number))
        {
            throw new FormatException($"'{assignment}' is not NAME=NUMBER.");
        }

        JsonNode value = number == Math.Floor(number) && Math.Abs(number) < int.MaxValue ? JsonValue.Create((int)number) : JsonValue.Create(number);
        return (JsonObject)assignment[..equals].Split('.').Reverse().Aggregate(value, (inner, name) => new JsonObject { [name] = inner });
    }

    internal static string InJson(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);

    private static void Merge(JsonObject all, JsonObject change, string path)
    {
        foreach (var (name, value) in change)
        {
            if (!all.ContainsKey(name))
            {
                throw new FormatException($"There is no assumption '{path}{name}'. There are: {string.Join(", ", all.Select(a => path + a.Key))}.");
            }

            if (all[name] is JsonObject inner)
            {
                Merge(inner, value as JsonObject ?? throw new FormatException($"'{path}{name}' has parts: {string.Join(", ", inner.Select(i => $"{path}{name}.{i.Key}"))}."), $"{path}{name}.");
            }
            else
            {
                all[name] = value?.GetValueKind() == JsonValueKind.Number ? value.DeepClone() : throw new FormatException($"'{path}{name}' must be a number.");
            }
        }
    }

    private static SimulationAssumptions Deserialize(JsonObject all)
    {
        try
        {
            return all.Deserialize<SimulationAssumptions>(Json)!;
        }
        catch (JsonException e)
        {
            throw new FormatException($"'{e.Path?.TrimStart('$', '.')}' must be a whole number.", e);
        }
    }
}
