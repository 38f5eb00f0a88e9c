using System.Text.Json;
using PracticeReview.Practices;

namespace PracticeReview.Criteria;

/// <summary>The criteria that reviewers score a practice by. Ours, and editable: no scale of the United Nations.</summary>
public sealed record Rubric
{
    /// <summary>Key of the rubric shipped with the product, which counts where no other is chosen.</summary>
    public const string DefaultKey = "default";

    /// <summary>The lowest level.</summary>
    public const int LowestLevel = 1;

    /// <summary>The highest level.</summary>
    public const int HighestLevel = 5;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };
    private static readonly Lazy<Rubric> Shipped = new(ReadShipped);

    /// <summary>The rubric shipped with the product.</summary>
    public static Rubric Default => Shipped.Value;

    /// <summary>Identity.</summary>
    public required string Key { get; init; }

    /// <summary>Name, shown to reviewers.</summary>
    public required LocalText Title { get; init; }

    /// <summary>How to use it, shown above the criteria.</summary>
    public required LocalText Introduction { get; init; }

    /// <summary>The criteria, in the order they are asked.</summary>
    public required IReadOnlyList<Criterion> Criteria { get; init; }

    /// <summary>A criterion by key; null when the rubric has no such criterion.</summary>
    public Criterion? Criterion(string key) => Criteria.FirstOrDefault(c => c.Key == key);

    /// <summary>Reads a rubric.</summary>
    /// <exception cref="FormatException">It can't be used; the message says why, a sentence for each problem.</exception>
    public static Rubric Parse(string json)
    {
        var rubric = Read(json);
        var problems = RubricRules.Problems(rubric);
        return problems.Count == 0 ? rubric : throw new FormatException(string.Join(" ", problems));
    }

    /// <summary>Reads a rubric that may be unfinished, such as a draft.</summary>
    /// <exception cref="FormatException">It is no rubric at all.</exception>
    public static Rubric Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<Rubric>(json, Json) ?? throw new FormatException("The rubric is empty.");
        }
        catch (JsonException e)
        {
            throw new FormatException($"The rubric can't be read: {e.Message}", e);
        }
    }

    /// <summary>Writes the rubric in the form that <see cref="Parse"/> reads.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    private static Rubric ReadShipped()
    {
        using var stream = typeof(Rubric).Assembly.GetManifestResourceStream("PracticeReview.Criteria.default-rubric.json")
            ?? throw new InvalidOperationException("The product was built without its rubric.");
        using var reader = new StreamReader(stream);
        return Parse(reader.ReadToEnd());
    }
}
