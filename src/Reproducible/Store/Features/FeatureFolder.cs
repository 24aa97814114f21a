using static Reproducible.Torch.torch;

namespace Reproducible.Store;

/// <summary>
/// What frozen stages make of splits, a file each, named by the hash of all that decides its bits. All of it can be computed again: a file that is
/// damaged, or cannot be kept, costs time and nothing else.
/// </summary>
/// <param name="folder">Absolute path; made with the first.</param>
/// <param name="freeBytes">Free space where the folder lies; null: asked of the system.</param>
public sealed class FeatureFolder(string folder, Func<long>? freeBytes = null)
{
    /// <summary>Ends the name of each file.</summary>
    public const string Suffix = ".safetensors";

    /// <summary>Bytes of the largest that is kept, in memory or here: 1 GiB.</summary>
    public const long MostBytes = 1L << 30;

    /// <summary>Bytes of all together; the least recently used make room: 8 GiB.</summary>
    public const long MostBytesInAll = 8L << 30;

    /// <summary>Bytes that stay free for what cannot be computed again, such as receipts: 1 GiB.</summary>
    public const long LeastBytesFree = 1L << 30;

    /// <summary>Absolute path of the file of a key, there or not.</summary>
    /// <param name="key">64 lower-case hex digits.</param>
    public string PathOf(string key) => Path.Combine(folder, key + Suffix);

    /// <summary>The files that are there, in ordinal order of their names.</summary>
    public IReadOnlyList<FileInfo> Files => Directory.Exists(folder)
        ? [.. new DirectoryInfo(folder).EnumerateFiles("*" + Suffix).OrderBy(file => file.Name, StringComparer.Ordinal)]
        : [];

    /// <summary>Features, mapped and held against their sum; null when they are not there, or not as they were written.</summary>
    /// <param name="damaged">Told why they are not used: a sentence.</param>
    public StoredRows? Find(string key, Action<string> damaged)
    {
        ArgumentNullException.ThrowIfNull(damaged);

        var path = PathOf(key);
        if (!File.Exists(path))
        {
            return null;
        }

        var (rows, seconds, fault) = FeatureFile.Map(path, key);
        if (rows is null)
        {
            damaged($"The features '{path}' are damaged and are computed again: {fault}");
            return null;
        }

        Touch(path);

        return new(rows, seconds);
    }

    /// <summary>What is wrong with the file of a key, as the end of a sentence; null: nothing.</summary>
    public string? FaultOf(string key)
    {
        var (rows, _, fault) = FeatureFile.Map(PathOf(key), key);
        rows?.Dispose();

        return fault;
    }

    /// <summary>Keeps features; those of the same key, written by somebody else meanwhile, are replaced by the same bits.</summary>
    /// <param name="rows">On any device; stays the caller's.</param>
    /// <param name="seconds">What making them took.</param>
    /// <returns>Why they were not kept, a sentence; null: they were.</returns>
    public string? Save(string key, Tensor rows, double seconds)
    {
        ArgumentNullException.ThrowIfNull(rows);

        var bytes = rows.numel() * rows.element_size();
        try
        {
            Directory.CreateDirectory(folder);
            MakeRoom(bytes);
            if ((freeBytes?.Invoke() ?? new DriveInfo(folder).AvailableFreeSpace) is var free && free - bytes < LeastBytesFree)
            {
                return $"Features are not kept in '{folder}': {free >> 20} MiB are free there, and {LeastBytesFree >> 20} shall stay free.";
            }

            DurableFile.Write(PathOf(key), file => FeatureFile.Write(file, key, rows, seconds));

            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return $"Features cannot be kept in '{folder}': {fault.Message.TrimEnd('.')}.";
        }
    }

    private void MakeRoom(long bytes)
    {
        var files = Files.OrderBy(file => file.LastWriteTimeUtc).ToList();
        var over = files.Sum(file => file.Length) + bytes - MostBytesInAll;
        foreach (var file in files)
        {
            if (over <= 0)
            {
                return;
            }

            // Whoever has it mapped keeps it.
            over -= file.Length;
            file.Delete();
        }
    }

    // When it was last used: what was not makes room first.
    private static void Touch(string path)
    {
        try
        {
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // A store that may only be read makes no room either.
        }
    }
}
