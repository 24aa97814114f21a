namespace Reproducible.Build;

/// <summary>`dotnet cake` runs what was built last; this says when that is not what the sources say now.</summary>
internal static class Freshness
{
    private static readonly string[] Folders = ["src", "experiments", "build"];
    private static readonly string[] Kinds = [".cs", ".csproj", ".cpp", ".h", ".txt", ".js", ".css", ".proto"];

    /// <summary>Prints one line when a source file is younger than every assembly built.</summary>
    /// <param name="root">Absolute path of the repository.</param>
    public static void Warn(string root)
    {
        var built = new DirectoryInfo(Path.GetDirectoryName(typeof(Freshness).Assembly.Location)!)
            .EnumerateFiles("Reproducible.*.dll").Append(new FileInfo(Path.Combine(root, "artifacts", "built"))).Max(file => file.LastWriteTimeUtc);
        var changed = Folders.Select(folder => new DirectoryInfo(Path.Combine(root, folder))).Where(folder => folder.Exists)
            .SelectMany(folder => folder.EnumerateFiles("*", SearchOption.AllDirectories))
            .FirstOrDefault(file => Kinds.Contains(file.Extension) && file.LastWriteTimeUtc > built);
        if (changed is not null)
        {
            Console.WriteLine($"{Path.GetRelativePath(root, changed.FullName)} is newer than what was built; `./build.sh` instead of `dotnet cake` builds it first.");
        }
    }
}
