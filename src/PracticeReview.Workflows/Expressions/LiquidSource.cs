using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Fluid;

namespace PracticeReview.Workflows.Expressions;

/// <summary>
/// Reads Liquid. The library reads what is nested by calling itself, without a limit: a text of some thousand brackets would
/// use up the stack, and that ends the process. So the nesting is looked at first.
/// </summary>
public static partial class LiquidSource
{
    /// <summary>Blocks that may stand within one another, and brackets, filters and conditions that one tag may have.</summary>
    public const int Deepest = 200;

    private static readonly FluidParser Parser = new();

    /// <summary>Parses a template.</summary>
    /// <param name="source">The text.</param>
    /// <param name="template">What was read.</param>
    /// <param name="error">Why it can't be read.</param>
    /// <returns>Whether it can be read.</returns>
    public static bool TryParse(string source, [NotNullWhen(true)] out IFluidTemplate? template, [NotNullWhen(false)] out string? error)
    {
        if (IsTooDeep(source))
        {
            (template, error) = (null, $"It is nested more than {Deepest} deep.");
            return false;
        }

        return Parser.TryParse(source, out template!, out error!);
    }

    private static bool IsTooDeep(string source)
    {
        var depth = 0;
        foreach (var tag in Tags().EnumerateMatches(source))
        {
            var text = source.AsSpan(tag.Index, tag.Length);
            if (Parts().Count(text) > Deepest)
            {
                return true;
            }

            foreach (var block in Blocks().EnumerateMatches(text))
            {
                depth += text.Slice(block.Index, block.Length).Contains("end", StringComparison.Ordinal) ? -1 : 1;
                if (depth > Deepest)
                {
                    return true;
                }
            }
        }

        return false;
    }

    [GeneratedRegex(@"\{\{.*?(\}\}|\z)|\{%.*?(%\}|\z)", RegexOptions.Singleline)]
    private static partial Regex Tags();

    [GeneratedRegex(@"[(\[|]|\b(and|or)\b")]
    private static partial Regex Parts();

    // A tag has one at its start, a tag "liquid" one on each line.
    [GeneratedRegex(@"(?:^\{%-?|\n)\s*(?:end)?(?:if|unless|for|case|capture|tablerow)\b")]
    private static partial Regex Blocks();
}
