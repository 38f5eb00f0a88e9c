using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace PracticeReview.Testing;

/// <summary>Small files for uploads. The images carry <see cref="Secret"/> wherever cameras and programs leave such traces.</summary>
public static class Pictures
{
    /// <summary>What must not be found in a file that was added.</summary>
    public const string Secret = "GPS 52.5 13.4 by Ana";

    /// <summary>A PNG of this size with text, time and EXIF chunks, and bytes after its end.</summary>
    public static byte[] Png(int width = 20, int height = 10, string mark = "") =>
    [
        0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a,
        .. Chunk("IHDR", [.. Big(width), .. Big(height), 8, 2, 0, 0, 0]), .. Chunk("tEXt", Text("Author\0" + Secret)), .. Chunk("eXIf", Text(Secret)),
        .. Chunk("IDAT", Text("pixels" + mark)), .. Chunk("prIv", Text(Secret)), .. Chunk("IEND", []), .. Text(Secret),
    ];

    /// <summary>A PNG of two pixels that browsers can show.</summary>
    public static byte[] Drawing() =>
        Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAAD0lEQVR4nGPgTiv+sMwGAAhrArdDA45YAAAAAElFTkSuQmCC");

    /// <summary>A JPEG of this size before turning, with EXIF, XMP, comment, and bytes after its end.</summary>
    public static byte[] Jpeg(int width = 20, int height = 10, byte orientation = 1) =>
    [
        0xff, 0xd8,
        .. Segment(0xe0, [.. Text("JFIF\0"), 1, 2, 0, 0, 1, 0, 1, 0, 0]),
        .. Segment(0xe1, [.. Text("Exif\0\0II*\0"), 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0, .. Text(Secret)]),
        .. Segment(0xe1, Text("http://ns.adobe.com/xap/1.0/\0" + Secret)), .. Segment(0xfe, Text(Secret)), .. Segment(0xdb, Text("quantisation")),
        .. Segment(0xc0, [8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 1, 1, 0x11, 0]),
        .. Segment(0xda, [1, 1, 0, 0, 63, 0]), 1, 2, 0xff, 0, 3, 0xff, 0xd0, 4, 0xff, 0xd9, .. Text(Secret),
    ];

    /// <summary>A WebP of this size in the extended format, with EXIF and XMP.</summary>
    public static byte[] WebP(int width = 20, int height = 10)
    {
        byte[] chunks =
        [
            .. Riff("VP8X", [0x0c, 0, 0, 0, (byte)(width - 1), 0, 0, (byte)(height - 1), 0, 0]), .. Riff("VP8L", [0x2f, 1, 2, 3, 4]),
            .. Riff("EXIF", Text(Secret)), .. Riff("XMP ", Text(Secret + "!")),
        ];
        return [.. Text("RIFF"), .. Little(chunks.Length + 4), .. Text("WEBP"), .. chunks];
    }

    /// <summary>The least that is a PDF by its signature.</summary>
    public static byte[] Pdf(string mark = "") => Text("%PDF-1.4\n" + mark + "\n%%EOF");

    /// <summary>A Word document with these parts besides those it needs.</summary>
    public static byte[] Docx(params string[] more) => Zip([("[Content_Types].xml", "<Types/>"), ("word/document.xml", "<w/>"), .. more.Select(name => (name, "x"))]);

    /// <summary>An OpenDocument file of this type.</summary>
    public static byte[] OpenDocument(string type) => Zip([("mimetype", "application/vnd.oasis.opendocument." + type), ("content.xml", "<o/>")]);

    private static byte[] Zip(IEnumerable<(string Name, string Text)> parts)
    {
        var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in parts)
            {
                using var part = archive.CreateEntry(name).Open();
                part.Write(Text(text));
            }
        }

        return file.ToArray();
    }

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Chunk(string type, byte[] data) => [.. Big(data.Length), .. Text(type), .. data, 0, 0, 0, 0];

    private static byte[] Segment(byte marker, byte[] data) => [0xff, marker, (byte)((data.Length + 2) >> 8), (byte)(data.Length + 2), .. data];

    private static byte[] Riff(string type, byte[] data) => [.. Text(type), .. Little(data.Length), .. data, .. new byte[data.Length & 1]];

    private static byte[] Big(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return bytes;
    }

    private static byte[] Little(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        return bytes;
    }
}
