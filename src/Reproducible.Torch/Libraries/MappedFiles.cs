namespace Reproducible.Torch.Libraries;

/// <summary>A file that is mapped into this process.</summary>
/// <param name="Path">As the kernel states it: every link followed.</param>
/// <param name="Replaced">Whether the file was deleted, or replaced by another of its name, since.</param>
internal sealed record MappedFile(string Path, bool Replaced)
{
    public string Name => System.IO.Path.GetFileName(Path);

    public ComputingLibrary Identify()
    {
        if (Replaced)
        {
            return new(Name, Path, "replaced since it was loaded");
        }

        var elf = ElfFile.Read(Path);

        return new(elf.Soname ?? Name, Path, LibraryFingerprint.Of(Path, elf));
    }
}

/// <summary>Lines of /proc/self/maps: <c>7f12…-7f34… r-xp 00000000 08:01 1234   /usr/lib/libm.so.6</c>.</summary>
internal static class MappedFiles
{
    public const string Source = "/proc/self/maps";
    private const string Deleted = " (deleted)";

    /// <summary>Each file once, in order of path.</summary>
    public static IReadOnlyList<MappedFile> Among(IEnumerable<string> lines) =>
        [.. lines.Select(line => line.IndexOf('/', StringComparison.Ordinal) is var start and >= 0 ? line[start..] : "")
            .Where(path => path.Length > 0)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .Select(path => path.EndsWith(Deleted, StringComparison.Ordinal) ? new MappedFile(path[..^Deleted.Length], Replaced: true) : new MappedFile(path, Replaced: false))];
}
