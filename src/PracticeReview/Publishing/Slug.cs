using System.Globalization;
using System.Text;
using PracticeReview.Practices;

namespace PracticeReview.Publishing;

/// <summary>Words of a title as they stand in an address.</summary>
public static class Slug
{
    private const int MaximumLength = 80;

    /// <summary>
    /// Lower-case letters and digits, joined by hyphens, without accents, cut at a word; letters of other scripts
    /// stay. "practice" when the title has no letter or digit.
    /// </summary>
    public static string From(string title)
    {
        var slug = new StringBuilder();
        foreach (var c in KeepableText.Clean(title).Normalize(NormalizationForm.FormD))
        {
            if (char.IsLetterOrDigit(c))
            {
                slug.Append(char.ToLowerInvariant(c));
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark && slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        var text = slug.ToString().Normalize(NormalizationForm.FormC).Trim('-');
        if (text.Length > MaximumLength)
        {
            var cut = text.LastIndexOf('-', MaximumLength);
            text = text[..(cut > 0 ? cut : MaximumLength)];
        }

        return text.Length == 0 ? "practice" : text;
    }
}
