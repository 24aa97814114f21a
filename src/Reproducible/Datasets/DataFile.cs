using System.IO.Compression;
using System.Security.Cryptography;

namespace Reproducible.Datasets;

/// <summary>A file of a dataset.</summary>
/// <param name="Name">Its name in the dataset's folder, without <c>.gz</c>.</param>
/// <param name="Sha256">64 lower-case hex digits over its uncompressed bytes.</param>
/// <param name="Length">Uncompressed bytes.</param>
public sealed record DataFile(string Name, string Sha256, int Length)
{
    /// <summary>Where it lies in a folder: the file itself, or <c>Name.gz</c> where only that is there.</summary>
    public string PathIn(string folder) =>
        Path.Combine(folder, Name) is var plain && File.Exists(plain) ? plain : Path.Combine(folder, $"{Name}.gz");

    /// <summary>What the file holds, read from the file itself or from <c>Name.gz</c> beside it.</summary>
    /// <param name="remedy">How to get the file, for the error when it is missing or damaged.</param>
    /// <param name="parse">Makes of the uncompressed bytes what the caller needs; its own errors say more than an altered hash.</param>
    /// <exception cref="ReproducibleException">It is missing, truncated or altered.</exception>
    public T Read<T>(string folder, string remedy, Func<byte[], T> parse) => Read(folder, remedy, 0, (_, bytes) => parse(bytes));

    /// <summary>The same of a file with a header, which is handed over by itself, so that nobody has to copy what follows it.</summary>
    /// <param name="headerBytes">How long the header is.</param>
    /// <param name="parse">Is given the header and what follows it.</param>
    /// <inheritdoc cref="Read{T}(string, string, Func{byte[], T})"/>
    public T Read<T>(string folder, string remedy, int headerBytes, Func<byte[], byte[], T> parse)
    {
        var path = PathIn(folder);
        var packed = Path.GetFileName(path) != Name;
        var (header, body) = (new byte[headerBytes], new byte[Length - headerBytes]);
        int found;
        try
        {
            using var file = File.OpenRead(path);
            using Stream content = packed ? new GZipStream(file, CompressionMode.Decompress) : file;
            found = content.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
            found += content.ReadAtLeast(body, body.Length, throwOnEndOfStream: false);
            found += content.ReadByte() >= 0 ? 1 : 0;
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ReproducibleException($"There is no '{Path.Combine(folder, Name)}' and no '{path}'.", remedy, fault);
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new ReproducibleException($"'{path}' cannot be read: {fault.Message}", remedy, fault);
        }

        if (found != Length)
        {
            throw new ReproducibleException($"'{path}' holds {(found > Length ? $"more than {Length}" : found)} bytes; {Length} are expected.", remedy);
        }

        var parsed = parse(header, body);
        using var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sum.AppendData(header);
        sum.AppendData(body);
        var hash = Convert.ToHexStringLower(sum.GetHashAndReset());

        return hash == Sha256 ? parsed : throw new ReproducibleException($"'{path}' has SHA-256 {hash}; {Sha256} is expected.", remedy);
    }
}
