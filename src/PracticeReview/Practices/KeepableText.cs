using System.Globalization;
using System.Text;

namespace PracticeReview.Practices;

/// <summary>Which characters a text can hold, and whether anything of it can be seen.</summary>
public static class KeepableText
{
    /// <summary>
    /// The text without what nobody types and much can't hold: control characters but tab and line breaks, code points that
    /// are no characters, halves of surrogate pairs, and overrides of direction, which make a text read as another.
    /// </summary>
    public static string Clean(string text) => text.All(IsPlain) ? text : string.Concat(text.EnumerateRunes().Where(IsKept).Select(rune => rune.ToString()));

    /// <summary>Nothing of the text can be seen: it is empty, or all white space, marks without a letter, or invisible.</summary>
    public static bool IsBlank(string? text) => text is null || !text.EnumerateRunes().Any(IsVisible);

    // Nearly every text is made of these alone.
    private static bool IsPlain(char c) => c is >= ' ' and < (char)0x7F or '\n' or '\r' or '\t' or (>= (char)0xA0 and < (char)0x2000);

    private static bool IsKept(Rune rune) => rune.Value switch
    {
        '\t' or '\n' or '\r' => true,
        0x202D or 0x202E or (>= 0xFDD0 and <= 0xFDEF) => false,
        0xFFFD => true,
        var value => (value & 0xFFFE) != 0xFFFE && Rune.GetUnicodeCategory(rune) != UnicodeCategory.Control,
    };

    // Letters that show nothing: fillers of Hangul and the blank of Braille.
    private static bool IsVisible(Rune rune) => rune.Value is not (0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x2800) && Rune.GetUnicodeCategory(rune)
        is not (UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate);
}
