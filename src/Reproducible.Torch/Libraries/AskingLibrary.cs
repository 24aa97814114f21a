namespace Reproducible.Torch.Libraries;

/// <summary>A library that is loaded already and needs others.</summary>
/// <param name="Path">Absolute, links followed.</param>
/// <param name="Above">The library because of which it was loaded; null for the first.</param>
internal sealed record AskingLibrary(string Path, ElfFile File, AskingLibrary? Above)
{
    /// <summary>Folders of RPATH, this library's and then those of the libraries above; none where this one has a RUNPATH.</summary>
    public IEnumerable<string> RPathFolders => File.RunPath is null ? Chain.Where(library => library.File.RunPath is null).SelectMany(library => library.Expand(library.File.RPath)) : [];

    /// <summary>Folders of RUNPATH, which count for this library's own needs alone.</summary>
    public IEnumerable<string> RunPathFolders => Expand(File.RunPath);

    private IEnumerable<AskingLibrary> Chain
    {
        get
        {
            for (var library = this; library is not null; library = library.Above)
            {
                yield return library;
            }
        }
    }

    private IEnumerable<string> Expand(string? folders)
    {
        var own = System.IO.Path.GetDirectoryName(Path)!;

        return SearchSettings.Folders(folders).Select(folder => folder
            .Replace("${ORIGIN}", own, StringComparison.Ordinal)
            .Replace("$ORIGIN", own, StringComparison.Ordinal));
    }
}
