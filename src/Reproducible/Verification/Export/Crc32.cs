namespace Reproducible.Verification;

/// <summary>The checksum of zip entries, which System.IO.Compression does not check on reading.</summary>
/// <remarks>Source: PKWARE APPNOTE 4.4.7, the polynomial 0xEDB88320.</remarks>
internal static class Crc32
{
    /// <summary>The checksum of no bytes.</summary>
    public const uint Start = 0;

    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(Entry)];

    /// <summary>The checksum of what came before and these bytes.</summary>
    public static uint Append(uint checksum, ReadOnlySpan<byte> bytes)
    {
        var rest = ~checksum;
        foreach (var value in bytes)
        {
            rest = Table[(byte)(rest ^ value)] ^ (rest >> 8);
        }

        return ~rest;
    }

    private static uint Entry(int index)
    {
        var rest = (uint)index;
        for (var bit = 0; bit < 8; bit++)
        {
            rest = (rest & 1) != 0 ? 0xEDB88320 ^ (rest >> 1) : rest >> 1;
        }

        return rest;
    }
}
