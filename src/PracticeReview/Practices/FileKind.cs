using System.IO.Compression;

namespace PracticeReview.Practices;

/// <summary>A kind of file that a practice can have.</summary>
/// <param name="MediaType">What it is served as.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Extensions">How its names end, in small letters.</param>
/// <param name="HasSignature">Whether bytes are such a file. Looks at signatures and names only and unpacks nothing of size.</param>
public sealed record FileKind(string MediaType, string Name, IReadOnlyList<string> Extensions, Func<byte[], bool> HasSignature)
{
    /// <summary>All kinds. No SVG or HTML: these are programs as much as pictures and pages.</summary>
    public static readonly IReadOnlyList<FileKind> All =
    [
        new("application/pdf", "PDF", [".pdf"], bytes => bytes.AsSpan().StartsWith("%PDF-"u8)),
        Office("wordprocessingml.document", "Word", ".docx", "word/document.xml"),
        Office("spreadsheetml.sheet", "Excel", ".xlsx", "xl/workbook.xml"),
        Office("presentationml.presentation", "PowerPoint", ".pptx", "ppt/presentation.xml"),
        OpenDocument("text", "OpenDocument text", ".odt"),
        OpenDocument("spreadsheet", "OpenDocument spreadsheet", ".ods"),
        OpenDocument("presentation", "OpenDocument presentation", ".odp"),
        new("image/png", "PNG", [".png"], ImageCleaning.IsPng),
        new("image/jpeg", "JPEG", [".jpg", ".jpeg"], ImageCleaning.IsJpeg),
        new("image/webp", "WebP", [".webp"], ImageCleaning.IsWebP),
    ];

    /// <summary>The kind that a name promises; null when it is none of ours.</summary>
    public static FileKind? Of(string name) =>
        All.FirstOrDefault(kind => kind.Extensions.Any(extension => name.EndsWith(extension, StringComparison.OrdinalIgnoreCase)));

    /// <summary>Whether a file in the format of Office or OpenDocument carries macros.</summary>
    public static bool HasMacros(byte[] bytes) => Entries(bytes)?.Any(name =>
        name.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase) || name.StartsWith("Basic/", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("Scripts/", StringComparison.OrdinalIgnoreCase)) == true;

    private static FileKind Office(string format, string name, string extension, string mainPart) => new(
        "application/vnd.openxmlformats-officedocument." + format, name, [extension],
        bytes => Entries(bytes) is { } entries && entries.Contains("[Content_Types].xml") && entries.Contains(mainPart));

    private static FileKind OpenDocument(string format, string name, string extension)
    {
        var mediaType = "application/vnd.oasis.opendocument." + format;
        return new(mediaType, name, [extension], bytes => Read(bytes, archive =>
        {
            if (archive.GetEntry("mimetype") is not { Length: < 100 } entry)
            {
                return false;
            }

            using var reader = new StreamReader(entry.Open());
            return reader.ReadToEnd() == mediaType;
        }));
    }

    private static List<string>? Entries(byte[] bytes)
    {
        List<string>? names = null;
        Read(bytes, archive =>
        {
            names = [.. archive.Entries.Select(entry => entry.FullName)];
            return true;
        });
        return names;
    }

    private static bool Read(byte[] bytes, Func<ZipArchive, bool> look)
    {
        if (!bytes.AsSpan().StartsWith("PK\u0003\u0004"u8))
        {
            return false;
        }

        try
        {
            using var archive = new ZipArchive(new MemoryStream(bytes, writable: false), ZipArchiveMode.Read);
            return look(archive);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException)
        {
            return false;
        }
    }
}
