using System.Security.Cryptography;

namespace PracticeReview.Workflows.Hosting;

/// <summary>Where new ids come from; replaced where the same ones are wanted each time.</summary>
public class IdSource(TimeProvider time)
{
    private const int Size = 16;

    // Random bytes are fetched for many ids at once: one by one they cost more than the rest of a small burst.
    [ThreadStatic]
    private static byte[]? _random;

    [ThreadStatic]
    private static int _used;

    /// <summary>A new id that sorts by time and so stays close to its neighbours in an index: UUID version 7.</summary>
    public virtual Guid Next()
    {
        if (_random is null || _used == _random.Length)
        {
            RandomNumberGenerator.Fill(_random ??= new byte[256 * Size]);
            _used = 0;
        }

        Span<byte> id = stackalloc byte[Size];
        _random.AsSpan(_used, Size).CopyTo(id);
        _random.AsSpan(_used, Size).Clear();
        _used += Size;
        var milliseconds = time.GetUtcNow().ToUnixTimeMilliseconds();
        for (var i = 0; i < 6; i++)
        {
            id[i] = (byte)(milliseconds >> (40 - (8 * i)));
        }

        id[6] = (byte)((id[6] & 0x0f) | 0x70);
        id[8] = (byte)((id[8] & 0x3f) | 0x80);
        return new Guid(id, bigEndian: true);
    }
}
