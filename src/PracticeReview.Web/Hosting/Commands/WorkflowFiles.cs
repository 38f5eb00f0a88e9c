using System.Text.Json.Nodes;
using PracticeReview.Workflows.Definitions;

namespace PracticeReview.Web.Hosting.Commands;

/// <summary>What the workflow commands read: definitions, inputs, options.</summary>
internal static class WorkflowFiles
{
    public static WorkflowDefinition Read(string file)
    {
        try
        {
            return WorkflowDefinition.Parse(ReadText(file));
        }
        catch (InvalidDefinitionException e)
        {
            throw new InvalidDefinitionException([.. e.Problems.Select(p => p with { Path = $"{file}: {p.Path}" })]);
        }
    }

    public static string ReadText(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The file '{file}' can't be read: {e.Message}");
        }
    }

    /// <summary>Adds what "NAME=VALUE" gives.</summary>
    public static void AddInput(Dictionary<string, JsonNode?> input, string value)
    {
        var equals = value.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0)
        {
            throw new UsageException($"'{value}' is not NAME=VALUE.");
        }

        input[value[..equals]] = InputDefinition.Typed(value[(equals + 1)..]);
    }
}

/// <summary>The command line is not understood; the message says what isn't.</summary>
internal sealed class UsageException(string message) : Exception(message);
