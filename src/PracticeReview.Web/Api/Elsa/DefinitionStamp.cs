using PracticeReview.Data.Flow;

namespace PracticeReview.Web.Api.Elsa;

/// <summary>
/// The entity tag of the newest version of a workflow. Who sends it back with a save (If-Match) is refused when somebody else
/// saved meanwhile; who doesn't, as any program for Elsa, is not.
/// </summary>
internal static class DefinitionStamp
{
    /// <summary>Sends the tag along; an older version has none, because nobody saves over it.</summary>
    public static void Tell(HttpContext context, StoredDefinition version)
    {
        if (version.IsLatest)
        {
            context.Response.Headers.ETag = $"\"{Uri.EscapeDataString(version.DefinitionId)}:{version.Stamp}\"";
        }
    }

    /// <summary>The stamp that the request has seen; null when it says none.</summary>
    public static string? Seen(HttpContext context)
    {
        var tag = context.Request.Headers.IfMatch.ToString().Trim('"');
        return tag.Length > 0 && tag != "*" ? tag[(tag.LastIndexOf(':') + 1)..] : null;
    }
}
