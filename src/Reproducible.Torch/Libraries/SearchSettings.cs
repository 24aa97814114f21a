namespace Reproducible.Torch.Libraries;

/// <summary>What ld.so looks at besides the libraries themselves. The loader reads its variables once, when the process starts; so does this.</summary>
/// <param name="LibraryPath">Folders of LD_LIBRARY_PATH; they come before a library's RUNPATH.</param>
/// <param name="Preload">Libraries of LD_PRELOAD: names or paths, loaded before all others.</param>
/// <param name="Cache">Paths by name, as ldconfig wrote them for the folders of /etc/ld.so.conf.</param>
/// <param name="DefaultFolders">Searched last.</param>
internal sealed record SearchSettings(IReadOnlyList<string> LibraryPath, IReadOnlyList<string> Preload, ILookup<string, string> Cache, IReadOnlyList<string> DefaultFolders)
{
    /// <summary>The settings of this process and machine, read anew: update-alternatives and ldconfig change them at any time.</summary>
    public static SearchSettings OfThisProcess() => new(
        Folders(Environment.GetEnvironmentVariable("LD_LIBRARY_PATH")),
        (Environment.GetEnvironmentVariable("LD_PRELOAD") ?? "").Split([' ', ':'], StringSplitOptions.RemoveEmptyEntries),
        LoaderCache.Parse(File.Exists(LoaderCache.Path) ? File.ReadAllBytes(LoaderCache.Path) : []),
        ["/lib64", "/usr/lib64", "/lib", "/usr/lib"]);

    /// <summary>Colons or semicolons part folders; an empty one is the working folder (ld.so(8)).</summary>
    internal static IReadOnlyList<string> Folders(string? variable) =>
        string.IsNullOrEmpty(variable) ? [] : [.. variable.Split([':', ';']).Select(folder => folder.Length == 0 ? "." : folder)];
}
