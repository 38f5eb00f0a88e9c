using System.Buffers.Binary;

namespace PracticeReview.Practices;

/// <summary>An image without its metadata.</summary>
/// <param name="Bytes">The image.</param>
/// <param name="Width">Pixels from side to side, as it is shown.</param>
/// <param name="Height">Pixels from top to bottom, as it is shown.</param>
public sealed record CleanImage(byte[] Bytes, int Width, int Height);

/// <summary>
/// Takes out of PNG, JPEG and WebP files all that is no picture: place, device, author, comments, previews, and
/// whatever was appended. Pixels are copied as they are, since nothing is decoded: no loss, and no decoder for a hostile
/// file to break. Color profiles and the orientation of photographs stay.
/// </summary>
public static class ImageCleaning
{
    private static readonly string[] PngChunks =
    [
        "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "cICP", "mDCV", "cLLI", "bKGD", "hIST", "pHYS", "sPLT", "acTL", "fcTL", "fdAT",
    ];

    private static readonly string[] WebPChunks = ["VP8X", "VP8 ", "VP8L", "ALPH", "ANIM", "ANMF", "ICCP"];

    /// <summary>Whether the bytes begin as a PNG.</summary>
    public static bool IsPng(byte[] bytes) => bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

    /// <summary>Whether the bytes begin as a JPEG.</summary>
    public static bool IsJpeg(byte[] bytes) => bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xff, 0xd8, 0xff]);

    /// <summary>Whether the bytes begin as a WebP.</summary>
    public static bool IsWebP(byte[] bytes) => bytes.Length > 12 && bytes.AsSpan().StartsWith("RIFF"u8) && bytes.AsSpan(8).StartsWith("WEBP"u8);

    /// <summary>The image without metadata; null when it is broken, or none of the three.</summary>
    public static CleanImage? Clean(byte[] bytes)
    {
        try
        {
            var image = IsPng(bytes) ? Png(bytes) : IsJpeg(bytes) ? Jpeg(bytes) : IsWebP(bytes) ? WebP(bytes) : null;
            return image is { Width: > 0, Height: > 0 } ? image : null;
        }
        catch (ArgumentOutOfRangeException)
        {
            // A length that leads beyond the end.
            return null;
        }
    }

    private static CleanImage? Png(ReadOnlySpan<byte> bytes)
    {
        var clean = new MemoryStream(bytes.Length);
        clean.Write(bytes[..8]);
        var (width, height, hasPixels) = (0, 0, false);
        for (var at = 8; ;)
        {
            var length = checked((int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(bytes.Slice(at, 4)), int.MaxValue - 12));
            var type = System.Text.Encoding.Latin1.GetString(bytes.Slice(at + 4, 4));
            var chunk = bytes.Slice(at, length + 12);
            if (at == 8)
            {
                if (type != "IHDR" || length != 13)
                {
                    return null;
                }

                (width, height) = (BinaryPrimitives.ReadInt32BigEndian(chunk[8..]), BinaryPrimitives.ReadInt32BigEndian(chunk[12..]));
            }

            if (PngChunks.Contains(type))
            {
                clean.Write(chunk);
            }

            hasPixels |= type == "IDAT";
            if (type == "IEND")
            {
                return hasPixels ? new(clean.ToArray(), width, height) : null;
            }

            at += chunk.Length;
        }
    }

    private static CleanImage? Jpeg(ReadOnlySpan<byte> bytes)
    {
        var clean = new MemoryStream(bytes.Length);
        clean.Write(bytes[..2]);
        var (width, height, orientation, hasPixels) = (0, 0, 1, false);
        for (var at = 2; ;)
        {
            if (bytes.Slice(at, 2)[0] != 0xff)
            {
                return null;
            }

            var marker = bytes[at + 1];
            if (marker == 0xff)
            {
                at++;
                continue;
            }

            if (marker == 0xd9)
            {
                clean.Write([0xff, 0xd9]);
                return !hasPixels ? null : orientation >= 5 ? new(clean.ToArray(), height, width) : new(clean.ToArray(), width, height);
            }

            var segment = bytes.Slice(at, 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes.Slice(at + 2, 2)));
            at += segment.Length;
            var data = segment[4..];
            switch (marker)
            {
                case 0xe0 when data.StartsWith("JFIF\0"u8) && data.Length >= 14:
                    clean.Write([0xff, 0xe0, 0, 16]);
                    clean.Write(data[..12]);
                    clean.Write([0, 0]);
                    break;
                case 0xe1 when data.StartsWith("Exif\0\0"u8):
                    if (Orientation(data[6..]) is { } turned and > 1 && orientation == 1)
                    {
                        orientation = turned;
                        clean.Write([0xff, 0xe1, 0, 34]);
                        clean.Write("Exif\0\0MM\0*\0\0\0\b\0\u0001\u0001\u0012\0\u0003\0\0\0\u0001\0"u8);
                        clean.Write([(byte)turned, 0, 0, 0, 0, 0, 0]);
                    }

                    break;
                case 0xe2 when data.StartsWith("ICC_PROFILE\0"u8):
                case 0xee when data.StartsWith("Adobe"u8):
                case 0xdb or 0xc4 or 0xcc or 0xdd:
                    clean.Write(segment);
                    break;
                case >= 0xc0 and <= 0xcf and not 0xc8:
                    (height, width) = (BinaryPrimitives.ReadUInt16BigEndian(data[1..]), BinaryPrimitives.ReadUInt16BigEndian(data[3..]));
                    clean.Write(segment);
                    break;
                case 0xda:
                    clean.Write(segment);
                    var scan = bytes[at..];
                    var end = EndOfScan(scan);
                    clean.Write(scan[..end]);
                    at += end;
                    hasPixels = true;
                    break;
            }
        }
    }

    /// <summary>Compressed data holds no markers but stuffed zeros and restarts.</summary>
    private static int EndOfScan(ReadOnlySpan<byte> scan)
    {
        for (var at = 0; ;)
        {
            var next = scan[at..].IndexOf((byte)0xff);
            ArgumentOutOfRangeException.ThrowIfNegative(next);
            at += next;
            if (scan.Slice(at, 2)[1] is not (0 or >= 0xd0 and <= 0xd7))
            {
                return at;
            }

            at += 2;
        }
    }

    /// <summary>How a photograph is turned: tag 0x0112 of the first directory, 1 to 8; null when it isn't said.</summary>
    private static int? Orientation(ReadOnlySpan<byte> tiff)
    {
        var little = tiff.StartsWith("II"u8);
        if (tiff.Length < 8)
        {
            return null;
        }

        var directory = Number(tiff, 4, 4, little);
        if (directory < 8 || directory + 2 > tiff.Length)
        {
            return null;
        }

        var count = Number(tiff, (int)directory, 2, little);
        for (var at = (int)directory + 2; count > 0 && at + 12 <= tiff.Length; at += 12, count--)
        {
            if (Number(tiff, at, 2, little) == 0x0112)
            {
                return Number(tiff, at + 8, 2, little) is >= 1 and <= 8 and var turned ? (int)turned : null;
            }
        }

        return null;
    }

    private static uint Number(ReadOnlySpan<byte> bytes, int at, int length, bool little) => (length, little) switch
    {
        (2, true) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]),
        (2, false) => BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]),
        (_, true) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]),
        _ => BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]),
    };

    private static CleanImage? WebP(ReadOnlySpan<byte> bytes)
    {
        var clean = new MemoryStream(bytes.Length);
        clean.Write(bytes[..12]);
        var (width, height, hasPixels) = (0, 0, false);
        var end = (int)Math.Min(8 + (long)BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]), bytes.Length);
        for (var at = 12; at + 8 <= end;)
        {
            var type = System.Text.Encoding.Latin1.GetString(bytes.Slice(at, 4));
            var length = (int)Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(bytes[(at + 4)..]), int.MaxValue - 16);
            var chunk = bytes.Slice(at, 8 + length);
            var data = chunk[8..];
            at += chunk.Length + (length & 1);
            if (!WebPChunks.Contains(type))
            {
                continue;
            }

            hasPixels |= type is "VP8 " or "VP8L" or "ANMF";
            var kept = chunk.ToArray();
            switch (type)
            {
                case "VP8X":
                    kept[8] &= 0xf3;
                    (width, height) = (1 + Int24(data[4..]), 1 + Int24(data[7..]));
                    break;
                case "VP8 " when width == 0:
                    (width, height) = (BinaryPrimitives.ReadUInt16LittleEndian(data[6..]) & 0x3fff, BinaryPrimitives.ReadUInt16LittleEndian(data[8..]) & 0x3fff);
                    break;
                case "VP8L" when width == 0:
                    var size = BinaryPrimitives.ReadUInt32LittleEndian(data[1..]);
                    (width, height) = (1 + (int)(size & 0x3fff), 1 + (int)((size >> 14) & 0x3fff));
                    break;
            }

            clean.Write(kept);
            clean.Write(new byte[length & 1]);
        }

        var result = clean.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(result.AsSpan(4), (uint)(result.Length - 8));
        return hasPixels ? new(result, width, height) : null;
    }

    private static int Int24(ReadOnlySpan<byte> bytes) => bytes[0] | bytes[1] << 8 | bytes[2] << 16;
}
