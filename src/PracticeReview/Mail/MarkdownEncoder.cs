using System.Text.Encodings.Web;

namespace PracticeReview.Mail;

/// <summary>Makes a value stand in Markdown as the text it is: each mark is escaped, and its lines stay one run of text.</summary>
internal sealed class MarkdownEncoder : TextEncoder
{
    public static readonly MarkdownEncoder Instance = new();

    public override int MaxOutputCharactersPerInputCharacter => 3;

    public override void Encode(TextWriter output, string value, int startIndex, int characterCount) =>
        Encode(output, value.AsSpan(startIndex, characterCount));

    public override void Encode(TextWriter output, char[] value, int startIndex, int characterCount) =>
        Encode(output, value.AsSpan(startIndex, characterCount));

    public override unsafe int FindFirstCharacterToEncode(char* text, int textLength) => textLength == 0 ? -1 : 0;

    public override unsafe bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        var text = Escape(char.ConvertFromUtf32(unicodeScalar));
        numberOfCharactersWritten = text.Length <= bufferLength ? text.Length : 0;
        text.AsSpan(0, numberOfCharactersWritten).CopyTo(new Span<char>(buffer, bufferLength));
        return numberOfCharactersWritten > 0;
    }

    public override bool WillEncode(int unicodeScalar) => unicodeScalar < 128 && IsMark((char)unicodeScalar);

    private static void Encode(TextWriter output, ReadOnlySpan<char> value)
    {
        foreach (var c in value.Trim())
        {
            if (c == '\n')
            {
                output.Write(MailBody.LineBreak);
                continue;
            }

            // Neither control characters nor those that make text read backwards.
            if (char.IsControl(c) || c is MailBody.LineBreak or '\u202D' or '\u202E')
            {
                output.Write(c == '\t' ? " " : "");
                continue;
            }

            if (IsMark(c))
            {
                output.Write('\\');
            }

            output.Write(c);
        }
    }

    private static string Escape(string text) => text.Length == 1 && IsMark(text[0]) ? "\\" + text : text;

    private static bool IsMark(char c) => char.IsAscii(c) && (char.IsPunctuation(c) || char.IsSymbol(c));
}
