using System.Text;
using System.Text.RegularExpressions;

namespace PracticeReview.Publishing;

/// <summary>
/// What a reader typed, taken apart: words, "quoted phrases", and -excluded ones. Anything may be typed; what has
/// no letter or digit is left out, and so is what comes after <see cref="MaximumTerms"/> terms.
/// </summary>
/// <param name="Included">What has to occur.</param>
/// <param name="Excluded">What must not.</param>
/// <param name="EndsInWord">The last term is a bare word, which may still be being typed.</param>
public sealed partial record SearchTerms(IReadOnlyList<string> Included, IReadOnlyList<string> Excluded, bool EndsInWord)
{
    /// <summary>Terms that are looked for.</summary>
    public const int MaximumTerms = 12;

    /// <summary>Characters that are read.</summary>
    public const int MaximumLength = 300;

    /// <summary>Whether nothing is left to look for.</summary>
    public bool IsEmpty => Included.Count + Excluded.Count == 0;

    /// <summary>Takes a text apart.</summary>
    public static SearchTerms Parse(string? text)
    {
        var included = new List<string>();
        var excluded = new List<string>();
        var endsInWord = false;
        foreach (Match match in Terms().Matches(Clean(text)).Take(MaximumTerms))
        {
            var phrase = match.Groups["phrase"];
            var term = phrase.Success ? phrase.Value.Trim() : match.Groups["word"].Value;
            if (!term.Any(char.IsLetterOrDigit))
            {
                continue;
            }

            var isExcluded = match.Groups["not"].Success;
            (isExcluded ? excluded : included).Add(term);
            endsInWord = !isExcluded && !phrase.Success && term.Length > 2;
        }

        return new SearchTerms(included, excluded, endsInWord);
    }

    /// <summary>The text as it can be sent to the database and shown again: one line, no control characters, not too long.</summary>
    public static string Clean(string? text)
    {
        var clean = new StringBuilder();
        foreach (var rune in (text ?? "").EnumerateRunes().Take(MaximumLength))
        {
            clean.Append(Rune.IsControl(rune) || rune == Rune.ReplacementChar ? " " : rune.ToString());
        }

        return clean.ToString().Trim();
    }

    [GeneratedRegex("""(?<not>(?<!\S)-)?(?:["“”«»](?<phrase>[^"“”«»]*)["“”«»]|(?<word>[^\s"“”«»]+))""", RegexOptions.ExplicitCapture)]
    private static partial Regex Terms();
}
