using System.IO.Compression;
using System.Security.Cryptography;

namespace Reproducible.Verification;

/// <summary>A zip from elsewhere. Nothing in it is believed: names, kinds, counts, sizes and checksums are looked at before a byte is used.</summary>
internal sealed class ArchiveReader : IDisposable
{
    private const int MostEntries = 1000;
    private const long MostBytes = 4L << 30;
    private const int UnixKind = 0xF000;
    private const int UnixFile = 0x8000;

    private readonly string path;
    private readonly ZipArchive zip;
    private readonly Dictionary<string, ZipArchiveEntry> entries = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="ReproducibleException">It is no zip, or its list of entries is not one of ours.</exception>
    public ArchiveReader(string path)
    {
        this.path = path;
        try
        {
            zip = ZipFile.OpenRead(path);
            List();
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            zip?.Dispose();
            throw Refused($"it cannot be read: {fault.Message.TrimEnd('.')}", fault);
        }
        catch (ReproducibleException)
        {
            zip?.Dispose();
            throw;
        }
    }

    /// <summary>Names of the entries.</summary>
    public IEnumerable<string> Names => entries.Values.Select(entry => entry.FullName);

    /// <summary>Hands an entry's bytes to <paramref name="each"/> as they are inflated, and counts and checks them.</summary>
    /// <returns>SHA-256, 64 lower-case hex digits.</returns>
    /// <exception cref="ReproducibleException">The entry is missing, longer or shorter than it says, or damaged.</exception>
    public string Read(string name, Action<ReadOnlySpan<byte>>? each = null)
    {
        if (!entries.TryGetValue(name, out var entry) || entry.FullName != name)
        {
            throw Refused($"it lacks '{name}'");
        }

        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            using var stream = entry.Open();
            var buffer = new byte[1 << 16];
            var (length, checksum) = (0L, Crc32.Start);
            for (int count; (count = stream.Read(buffer)) > 0;)
            {
                var bytes = buffer.AsSpan(0, count);
                if ((length += count) > entry.Length)
                {
                    throw Refused($"'{name}' inflates to more than the {entry.Length} bytes that it declares");
                }

                checksum = Crc32.Append(checksum, bytes);
                hash.AppendData(bytes);
                each?.Invoke(bytes);
            }

            return length != entry.Length ? throw Refused($"'{name}' holds {length} bytes and declares {entry.Length}")
                : checksum != entry.Crc32 ? throw Refused($"'{name}' has the checksum {checksum:x8}; {entry.Crc32:x8} is expected")
                : Convert.ToHexStringLower(hash.GetHashAndReset());
        }
        catch (InvalidDataException fault)
        {
            throw Refused($"'{name}' cannot be inflated: {fault.Message}", fault);
        }
    }

    /// <summary>The bytes of a small entry.</summary>
    /// <param name="most">Bytes that it may have.</param>
    /// <exception cref="ReproducibleException">As <see cref="Read"/>, or it is longer.</exception>
    public byte[] Bytes(string name, int most)
    {
        if (entries.TryGetValue(name, out var entry) && entry.Length > most)
        {
            throw Refused($"'{name}' has {entry.Length} bytes; {most} are the most");
        }

        using var bytes = new MemoryStream();
        _ = Read(name, part => bytes.Write(part));

        return bytes.ToArray();
    }

    public ReproducibleException Refused(string problem, Exception? cause = null) =>
        new($"The export '{path}' is refused: {problem}.", "Nothing was unpacked. Ask for it again where it comes from.", cause);

    public void Dispose() => zip.Dispose();

    private void List()
    {
        if (zip.Entries.Count > MostEntries)
        {
            throw Refused($"it has {zip.Entries.Count} entries; {MostEntries} are the most");
        }

        var total = 0L;
        foreach (var entry in zip.Entries)
        {
            if (Problem(entry) is { } problem)
            {
                throw Refused($"its entry '{Shown(entry.FullName)}' {problem}");
            }

            if (entry.Length < 0 || (total += Math.Min(entry.Length, MostBytes + 1)) > MostBytes)
            {
                throw Refused($"with '{entry.FullName}' it declares more than {MostBytes} bytes in all");
            }

            if (!entries.TryAdd(entry.FullName, entry))
            {
                throw Refused($"its entry '{entry.FullName}' is there twice");
            }
        }
    }

    private static string? Problem(ZipArchiveEntry entry)
    {
        var (name, kind) = (entry.FullName, (entry.ExternalAttributes >> 16) & UnixKind);

        return name.Contains('\\', StringComparison.Ordinal) ? "has a backslash in its name"
            : name.StartsWith('/') || name.Contains(':', StringComparison.Ordinal) ? "has an absolute name"
            : name.Split('/') is var parts && parts.Contains("..") ? "leads out of its folder"
            : parts.Any(part => part is "" or ".") || name.Any(char.IsControl) ? "has a name that is no file's"
            : kind is not 0 and not UnixFile ? "is a link or no plain file"
            : entry.IsEncrypted ? "is encrypted"
            : null;
    }

    private static string Shown(string name) => string.Concat(name.Take(200).Select(letter => char.IsControl(letter) ? '?' : letter));
}
