namespace Reproducible.Snapshots.Files;

/// <summary>Finds the folder a source file lies in, though the compiler may have written another path into the assembly.</summary>
internal static class SourceFolder
{
    // What Directory.Build.props maps the repository's root to, so that the same sources give the same assembly everywhere.
    private const string MappedRoot = "/_/";

    /// <param name="sourceFile">As <c>[CallerFilePath]</c> gave it.</param>
    /// <param name="starts">Folders below the repository's root, to climb from.</param>
    internal static string Of(string sourceFile, params string[] starts)
    {
        if (File.Exists(sourceFile))
        {
            return Path.GetDirectoryName(Path.GetFullPath(sourceFile))!;
        }

        var relative = sourceFile.StartsWith(MappedRoot, StringComparison.Ordinal) ? sourceFile[MappedRoot.Length..] : null;
        var found = relative is null ? null : starts.SelectMany(Ancestors).Select(folder => Path.Combine(folder, relative)).FirstOrDefault(File.Exists);
        return Path.GetDirectoryName(found) ?? throw new ArgumentException(
            $"The source file '{sourceFile}' was looked for in {string.Join(" and in ", starts.Select(start => $"'{start}'"))} "
            + "and every folder above, and is not there. "
            + "Run the tests from a build below the repository's root, or name an absolute folder with UseDirectory.");
    }

    private static IEnumerable<string> Ancestors(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            yield return folder.FullName;
        }
    }
}
