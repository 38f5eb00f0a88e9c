using System.Collections;
using System.Globalization;
using System.Text;

namespace PracticeReview.Mail;

/// <summary>Makes values that people wrote harmless in a template: they are text, whatever they look like.</summary>
internal static class MailText
{
    /// <summary>The value with every sign escaped that Markdown could take for markup.</summary>
    public static string Escape(string value)
    {
        var escaped = new StringBuilder(value.Length + 16);
        foreach (var c in Readable(value))
        {
            if (char.IsAscii(c) && (char.IsPunctuation(c) || char.IsSymbol(c)))
            {
                escaped.Append('\\');
            }

            escaped.Append(c == '\n' ? MailBody.LineBreak : c);
        }

        return escaped.ToString();
    }

    /// <summary>The value on one line, as a subject needs it.</summary>
    public static string OneLine(string value) => string.Join(' ', Readable(value).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>
    /// A model for Liquid: strings go through <paramref name="text"/>; lists, dictionaries and the properties of other
    /// objects (in snake_case) are followed. What is empty becomes null, so that <c>{% if %}</c> asks the right question.
    /// </summary>
    public static object? Model(object? value, Func<string, string> text) => value switch
    {
        null => null,
        string s => text(s) is { Length: > 0 } full ? full : null,
        bool or int or long or double or decimal => value,
        Enum e => text(e.ToString()),
        IReadOnlyDictionary<string, object?> map => map.ToDictionary(pair => pair.Key, pair => Model(pair.Value, text)),
        IEnumerable list => List(list.Cast<object?>().Select(item => Model(item, text)).Where(item => item is not null)),
        IFormattable formattable => text(formattable.ToString(null, CultureInfo.InvariantCulture)),
        _ => value.GetType().GetProperties().Where(property => property.GetIndexParameters().Length == 0)
            .ToDictionary(property => SnakeCase(property.Name), property => Model(property.GetValue(value), text)),
    };

    private static List<object?>? List(IEnumerable<object?> items) => items.ToList() is { Count: > 0 } list ? list : null;

    // Without control characters, and without those that make text read backwards.
    private static string Readable(string value) => new string([.. value.ReplaceLineEndings("\n").Select(c => c == '\t' ? ' ' : c)
        .Where(c => c == '\n' || !(char.IsControl(c) || c is MailBody.LineBreak or '\u202D' or '\u202E'))]).Trim();

    private static string SnakeCase(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i > 0 ? "_" : "") + char.ToLowerInvariant(c) : c.ToString()));
}
