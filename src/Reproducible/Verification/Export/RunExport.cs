using System.IO.Compression;
using System.Security.Cryptography;
using Reproducible.Runs;
using Reproducible.Store;

namespace Reproducible.Verification;

/// <summary>Hands over a run as one zip that proves it elsewhere: the run and its sources whole, what their receipts name, and an RO-Crate that says what is what.</summary>
/// <remarks>The same run gives the same bytes: entries in a fixed order, not compressed, with the time at which the run began.</remarks>
public static class RunExport
{
    private const int RegularFile = 0x81A4 << 16; // Unix: a file, read by all, written by its owner.
    private static readonly DateTime FirstZipTime = new(1980, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Writes the zip, whole or not at all; one that is there is replaced.</summary>
    /// <param name="id">Of a finished run.</param>
    /// <param name="zipPath">Its folder is made where it is missing.</param>
    /// <returns>The paths inside, in order.</returns>
    /// <exception cref="ReproducibleException">The run or a source is missing, unfinished or damaged, or the zip cannot be written.</exception>
    public static IReadOnlyList<string> Write(RunStore store, string id, string zipPath)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentException.ThrowIfNullOrEmpty(id);
        ArgumentException.ThrowIfNullOrEmpty(zipPath);

        try
        {
            var chain = RunChain.Read(store, id);
            var paths = ExportLayout.PathsOf(chain);
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(zipPath))!);
            DurableFile.Write(zipPath, file => WriteZip(file, store, chain, paths));

            return paths;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ReproducibleException($"Run {id} cannot be exported to '{zipPath}': {fault.Message}", "Free space or rights there, or name another file.", fault);
        }
    }

    private static void WriteZip(Stream file, RunStore store, IReadOnlyList<Receipt> chain, IReadOnlyList<string> paths)
    {
        var texts = new Dictionary<string, byte[]>
        {
            [ExportLayout.Plan] = ExportLayout.Json(PlanEntry.Of(chain[0])),
            [ExportLayout.Environment] = ExportLayout.Json(new SortedDictionary<string, string>(chain[0].Environment.ToDictionary(), StringComparer.Ordinal)),
        };
        foreach (var receipt in chain)
        {
            texts[$"{receipt.Id}/{ReceiptFile.Name}"] = File.ReadAllBytes(Path.Combine(store.FolderOf(receipt.Id), ReceiptFile.Name));
        }

        var expected = chain.SelectMany(run => run.Files.Select(entry => KeyValuePair.Create($"{run.Id}/{entry.Key}", entry.Value)))
            .Concat(chain.SelectMany(ExportLayout.ObjectsOf).Distinct().Select(sha256 => KeyValuePair.Create(ExportLayout.ObjectPath(sha256), sha256)))
            .ToDictionary();
        var sizes = paths.Skip(1).ToDictionary(
            path => path,
            path => texts.TryGetValue(path, out var text)
                ? (text.LongLength, Convert.ToHexStringLower(SHA256.HashData(text)))
                : (new FileInfo(PlaceOf(store, path)).Length, expected[path]));
        texts[ExportLayout.Crate] = RoCrate.Write(chain, sizes);

        using var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var path in paths)
        {
            var entry = zip.CreateEntry(path, CompressionLevel.NoCompression);
            entry.LastWriteTime = chain[0].StartedAt.UtcDateTime < FirstZipTime ? FirstZipTime : chain[0].StartedAt.ToUniversalTime();
            entry.ExternalAttributes = RegularFile;
            using var target = entry.Open();
            if (texts.TryGetValue(path, out var text))
            {
                target.Write(text);
            }
            else
            {
                Copy(PlaceOf(store, path), target, expected[path]);
            }
        }
    }

    // Hashed once more: what changed since it was checked must not go out.
    private static void Copy(string place, Stream target, string sha256)
    {
        using var source = File.OpenRead(place);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 16];
        for (int count; (count = source.Read(buffer)) > 0;)
        {
            hash.AppendData(buffer.AsSpan(0, count));
            target.Write(buffer.AsSpan(0, count));
        }

        if (Convert.ToHexStringLower(hash.GetHashAndReset()) != sha256)
        {
            throw new ReproducibleException($"'{place}' changed while it was exported.", "Nothing was written; export it once nobody writes there.");
        }
    }

    private static string PlaceOf(RunStore store, string path) => path.Split('/') switch
    {
        ["objects", var sha256] => store.Objects.PathOf(sha256),
        [var id, var name] => Path.Combine(store.FolderOf(id), name),
        _ => throw new ArgumentException($"'{path}' is no path of a stored file.", nameof(path)),
    };
}
