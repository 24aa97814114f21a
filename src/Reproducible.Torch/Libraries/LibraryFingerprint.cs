using System.Security.Cryptography;

namespace Reproducible.Torch.Libraries;

/// <summary>What tells one build of a library from another.</summary>
internal static class LibraryFingerprint
{
    /// <summary>The build-id, which the linker computes from all that it links; without one, SHA-256 of the file (about a second a gigabyte).</summary>
    public static string Of(string path, ElfFile elf) => elf.BuildId is { } id ? $"build-id:{id}" : OfContent(path);

    private static string OfContent(string path)
    {
        using var file = File.OpenRead(path);

        return $"sha256:{Convert.ToHexStringLower(SHA256.HashData(file))}";
    }
}
