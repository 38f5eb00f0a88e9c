using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace PracticeReview.Workflows.Execution;

/// <summary>How states and values are written and read: deep enough for all that requests and files bring, and what stands around it.</summary>
public static class StateJson
{
    /// <summary>Levels of objects and lists. Requests and files bring half as many at most; scripts give and take 64.</summary>
    public const int MaximumDepth = 512;

    /// <summary>For states.</summary>
    internal static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, MaxDepth = MaximumDepth };

    private static readonly JsonSerializerOptions Plain = new() { MaxDepth = MaximumDepth };

    /// <summary>Writes values by their names.</summary>
    public static string Write(IReadOnlyDictionary<string, JsonNode?> values) => JsonSerializer.Serialize(values, Plain);

    /// <summary>Reads a value.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static JsonNode? Read(string json) => JsonNode.Parse(json, documentOptions: new JsonDocumentOptions { MaxDepth = MaximumDepth });
}
