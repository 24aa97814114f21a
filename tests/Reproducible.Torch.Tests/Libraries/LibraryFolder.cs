using Reproducible.Torch.Libraries;

namespace Reproducible.Torch.Tests.Libraries;

/// <summary>Folders of made-up libraries, removed afterwards.</summary>
internal sealed class LibraryFolder : IDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("reproducible-test-");

    /// <summary>Every link followed, as the search returns paths.</summary>
    public string Root => RealPath.Of(root.FullName);

    public string Folder(string name) => Directory.CreateDirectory(Path.Combine(Root, name)).FullName;

    /// <summary>What loading this file loads when nothing is installed but these folders.</summary>
    public static IReadOnlyDictionary<string, string> Load(string path, string[]? libraryPath = null, string[]? preload = null, string[]? defaults = null) =>
        ComputingLibraries.Map(new LibraryClosure(
            new LibrarySearch(new(libraryPath ?? [], preload ?? [], LoaderCache.Parse([]), defaults ?? [])),
            ComputingLibraries.Follows).Of([path]));

    public void Dispose() => root.Delete(recursive: true);
}
