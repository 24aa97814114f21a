namespace Reproducible.Torch.Libraries;

/// <summary>What a shared library says of itself, as far as the loader asks. Strings are as they stand: <c>$ORIGIN</c> is not replaced.</summary>
/// <param name="Soname">The name others need it by; null where it has none.</param>
/// <param name="Needed">Names of the libraries that it needs, in order.</param>
/// <param name="RunPath">Folders with colons between, for what it needs itself; null where it has none.</param>
/// <param name="RPath">The older form, which counts for what its dependencies need as well, where there is no <paramref name="RunPath"/>.</param>
/// <param name="BuildId">Lower-case hex digits; null where the linker wrote none.</param>
/// <remarks>Source: System V ABI, "Object Files" and "Dynamic Linking"; ld.so(8).</remarks>
internal sealed record ElfFile(string? Soname, IReadOnlyList<string> Needed, string? RunPath, string? RPath, string? BuildId)
{
    /// <exception cref="TorchException">The file can't be read, or is no 64-bit little-endian ELF library, or is torn.</exception>
    public static ElfFile Read(string path)
    {
        try
        {
            using var file = File.OpenHandle(path);

            return new ElfReader(file).Read();
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or InvalidDataException or NotSupportedException)
        {
            throw new TorchException(
                "reading which libraries compute",
                $"'{path}' can't be read as a shared library: {cause.Message} Install the package that it belongs to again, or take its folder out of LD_LIBRARY_PATH and LD_PRELOAD.",
                cause);
        }
    }

    /// <summary>Whether the loader would take this file for this process: it passes over those made for another machine.</summary>
    public static bool IsForThisMachine(string path)
    {
        Span<byte> start = stackalloc byte[ElfReader.HeaderLength];
        try
        {
            using var file = File.OpenHandle(path);

            return RandomAccess.Read(file, start, 0) == start.Length && ElfReader.IsForThisMachine(start);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
