using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace PracticeReview.Workflows.Execution;

/// <summary>What wakes a waiting activity: a kind of event and which one of it. The payload reaches the activity.</summary>
public sealed record Stimulus(string Name, string Key, JsonNode? Payload = null)
{
    /// <summary>Hex SHA-256 of name, line feed, key: what bookmarks are found by.</summary>
    public string Hash { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Name + "\n" + Key)));
}

/// <summary>Where an instance waits.</summary>
public sealed record Bookmark
{
    /// <summary>Identity.</summary>
    public required string Id { get; init; }

    /// <summary>The execution that waits.</summary>
    public required string ActivityInstanceId { get; init; }

    /// <summary>Its activity.</summary>
    public required string ActivityNodeId { get; init; }

    /// <summary>Name of the stimulus, or of the due time.</summary>
    public required string Name { get; init; }

    /// <summary>Hash of the stimulus that hits it.</summary>
    public required string Hash { get; init; }

    /// <summary>What the activity wants to remember with it.</summary>
    public JsonNode? Payload { get; init; }

    /// <summary>When the clock hits it (UTC); null when only a stimulus does.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>When it was made (UTC).</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>A bookmark was hit: which, and what came with the stimulus.</summary>
public sealed record Resumption(Bookmark Bookmark, JsonNode? Payload);

/// <summary>A child of a composite ended, with its outcomes and the tag it was scheduled with.</summary>
public sealed record ChildCompletion(Definitions.ActivityNode Node, string ActivityInstanceId, IReadOnlyList<string> Outcomes, string? Tag);
