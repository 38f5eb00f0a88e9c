using System.Text.Json;
using Npgsql;
using PracticeReview.Data.Flow;
using PracticeReview.Workflows.Definitions;

namespace PracticeReview.Web.Api.Elsa;

/// <summary>Says what went wrong in the form that the Studio shows to people.</summary>
public static class ElsaProblems
{
    private const int MostShown = 20;

    /// <summary>Turns exceptions of the routes into answers.</summary>
    public static async ValueTask<object?> ExplainAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (InvalidDefinitionException e)
        {
            return Problem(StatusCodes.Status400BadRequest, Sentences(e.Problems));
        }
        catch (DefinitionRefusedException e)
        {
            return Problem(e.IsMissing ? StatusCodes.Status404NotFound : StatusCodes.Status400BadRequest, [e.Message]);
        }
        catch (JsonException e)
        {
            return Problem(StatusCodes.Status400BadRequest, [$"The request is not valid JSON: {e.Message}"]);
        }
        catch (Exception e) when (e.GetBaseException() is PostgresException { SqlState: PostgresErrorCodes.UntranslatableCharacter or PostgresErrorCodes.CharacterNotInRepertoire })
        {
            return Problem(StatusCodes.Status400BadRequest, ["A text of the request contains the character U+0000, which can't be kept."]);
        }
        catch (Exception e) when (e is InvalidOperationException or FlowFaultedException && e is not ObjectDisposedException)
        {
            return Problem(StatusCodes.Status400BadRequest, [e.Message]);
        }
    }

    /// <summary>There is no such thing.</summary>
    public static IResult Missing(string what) => Problem(StatusCodes.Status404NotFound, [what]);

    /// <summary>An answer with sentences; the Studio reads "errors", tools the rest.</summary>
    public static IResult Problem(int statusCode, IReadOnlyList<string> sentences) => Results.Json(
        new
        {
            type = "about:blank",
            title = sentences.Count == 1 ? sentences[0] : "The workflow has problems.",
            status = statusCode,
            statusCode,
            message = string.Join(" ", sentences),
            detail = string.Join(" ", sentences),
            errors = new Dictionary<string, IReadOnlyList<string>> { ["generalErrors"] = sentences },
        },
        ElsaApi.Json, "application/problem+json", statusCode);

    /// <summary>Problems of a definition as sentences, each with the name of its activity.</summary>
    public static IReadOnlyList<string> Sentences(IReadOnlyList<DefinitionProblem> problems)
    {
        var sentences = problems.Select(Sentence).Distinct().ToList();
        return sentences.Count <= MostShown ? sentences : [.. sentences.Take(MostShown), $"And {sentences.Count - MostShown} more."];
    }

    /// <summary>A problem as a sentence.</summary>
    public static string Sentence(DefinitionProblem problem) =>
        (problem.ActivityName is { Length: > 0 } name ? name : problem.ActivityId) is { } activity ? $"{activity}: {problem.Message}" : problem.Message;
}
