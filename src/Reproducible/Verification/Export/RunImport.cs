using Reproducible.Runs;
using Reproducible.Store;

namespace Reproducible.Verification;

/// <summary>Takes over an exported run into a store of its own. Nothing in the zip is executed.</summary>
public static class RunImport
{
    /// <summary>Checks all of the zip, then unpacks it: each run into <c>folder/&lt;id&gt;</c>, objects into <c>folder/.objects</c>.</summary>
    /// <param name="folder">Empty or not there yet; appears whole or stays as it was.</param>
    /// <exception cref="ReproducibleException">The zip is not whole, not as it was exported, or holds what does not belong there; the folder is not empty or cannot be written.</exception>
    public static ImportedRun Open(string zipPath, string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(zipPath);
        ArgumentException.ThrowIfNullOrEmpty(folder);

        folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
        {
            throw new ReproducibleException($"'{folder}' is not an empty folder.", "Name one that is empty or not there yet.");
        }

        using var archive = new ArchiveReader(zipPath);
        var (chain, hashes) = ArchiveCheck.Of(archive);
        var partial = $"{folder}.{Path.GetRandomFileName()}{DurableFile.PartialSuffix}";
        try
        {
            Unpack(archive, chain, hashes, partial);
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder);
            }

            Directory.Move(partial, folder);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ReproducibleException($"The export cannot be unpacked to '{folder}': {fault.Message}", "Free space or rights there, or name another folder.", fault);
        }
        finally
        {
            if (Directory.Exists(partial))
            {
                Directory.Delete(partial, recursive: true);
            }
        }

        return new(chain[0].Id, [.. chain.Skip(1).Select(run => run.Id)]);
    }

    private static void Unpack(ArchiveReader archive, IReadOnlyList<Receipt> chain, IReadOnlyDictionary<string, string> hashes, string folder)
    {
        var store = new RunStore(folder);
        var places = chain.SelectMany(run => ExportLayout.PathsOf(run).Select(path => (path, Place: Path.Combine(folder, path))))
            .Concat(chain.SelectMany(ExportLayout.ObjectsOf).Distinct().Select(sha256 => (ExportLayout.ObjectPath(sha256), store.Objects.PathOf(sha256))));
        foreach (var (path, place) in places)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            using var file = new FileStream(place, FileMode.CreateNew, FileAccess.Write, FileShare.None);

            // Checked again: somebody may have written to the zip meanwhile.
            if (archive.Read(path, part => file.Write(part)) != hashes[path])
            {
                throw archive.Refused($"'{path}' changed while it was unpacked");
            }
        }
    }
}
