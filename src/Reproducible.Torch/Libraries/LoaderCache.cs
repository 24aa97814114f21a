using System.Buffers.Binary;
using System.Text;

namespace Reproducible.Torch.Libraries;

/// <summary>
/// What ldconfig wrote down of the folders that /etc/ld.so.conf names: which file a name stands for. The loader asks this file and not the folders.
/// </summary>
/// <remarks>Source: glibc, sysdeps/generic/dl-cache.h (struct cache_file_new, the form since glibc 2.2; the older form may stand before it).</remarks>
internal static class LoaderCache
{
    public const string Path = "/etc/ld.so.cache";
    private const int HeaderLength = 48;
    private const int EntryLength = 24;
    private static ReadOnlySpan<byte> Magic => "glibc-ld.so.cache1.1"u8;

    /// <summary>Paths by name, in the file's order; empty where the bytes are not such a file, as on a system without glibc.</summary>
    public static ILookup<string, string> Parse(byte[] content)
    {
        var start = content.AsSpan().IndexOf(Magic);
        var entries = new List<(string Name, string Path)>();
        if (start >= 0 && content.Length - start >= HeaderLength)
        {
            var cache = content.AsSpan(start);
            var count = Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(cache[20..]), (uint)((cache.Length - HeaderLength) / EntryLength));
            for (var i = 0; i < count; i++)
            {
                var entry = cache.Slice(HeaderLength + i * EntryLength, EntryLength);
                entries.Add((TextAt(cache, BinaryPrimitives.ReadUInt32LittleEndian(entry[4..])), TextAt(cache, BinaryPrimitives.ReadUInt32LittleEndian(entry[8..]))));
            }
        }

        return entries.ToLookup(entry => entry.Name, entry => entry.Path, StringComparer.Ordinal);
    }

    private static string TextAt(ReadOnlySpan<byte> cache, uint at)
    {
        if (at >= cache.Length)
        {
            return "";
        }

        var text = cache[(int)at..];

        return Encoding.UTF8.GetString(text[..Math.Max(text.IndexOf((byte)0), 0)]);
    }
}
