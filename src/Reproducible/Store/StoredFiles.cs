namespace Reproducible.Store;

/// <summary>What garbage collection asks of files.</summary>
internal static class StoredFiles
{
    // A write takes seconds; what it has not renamed after an hour it never will.
    private static readonly TimeSpan Settled = TimeSpan.FromHours(1);

    /// <summary>The files right in a folder, in order of names; none if there is no such folder.</summary>
    public static IEnumerable<FileInfo> In(string folder) =>
        Directory.Exists(folder) ? new DirectoryInfo(folder).EnumerateFiles().OrderBy(file => file.Name, StringComparer.Ordinal) : [];

    /// <summary>Whether nobody can still be writing it, or be about to name it.</summary>
    public static bool IsSettled(FileInfo file) => DateTime.UtcNow - file.LastWriteTimeUtc > Settled;
}
