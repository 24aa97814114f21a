namespace Reproducible.Torch.Libraries;

/// <summary>Finds the file that ld.so would take for a name.</summary>
/// <remarks>
/// Source: ld.so(8). RPATH of the library that asks and of those above it (unless it has a RUNPATH), LD_LIBRARY_PATH, its own RUNPATH,
/// the cache, the default folders; files for other machines are passed over.
/// </remarks>
internal sealed class LibrarySearch(SearchSettings settings)
{
    public SearchSettings Settings => settings;

    /// <summary>Absolute path with every link followed; null where there is none.</summary>
    /// <param name="asker">The library that needs it, with those that led to it; null for what LD_PRELOAD names.</param>
    public string? Find(string name, AskingLibrary? asker)
    {
        if (name.Contains('/', StringComparison.Ordinal))
        {
            return ElfFile.IsForThisMachine(name) ? RealPath.Of(name) : null;
        }

        var found = Folders(asker).SelectMany(HardwareFolders.Of).Select(folder => Path.Combine(folder, name))
            .Concat(settings.Cache[name].Where(HardwareFolders.CanRun))
            .Concat(settings.DefaultFolders.SelectMany(HardwareFolders.Of).Select(folder => Path.Combine(folder, name)))
            .FirstOrDefault(ElfFile.IsForThisMachine);

        return found is null ? null : RealPath.Of(found);
    }

    private IEnumerable<string> Folders(AskingLibrary? asker) =>
        [.. asker?.RPathFolders ?? [], .. settings.LibraryPath, .. asker?.RunPathFolders ?? []];
}
