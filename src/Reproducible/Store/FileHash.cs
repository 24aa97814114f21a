using System.Security.Cryptography;

namespace Reproducible.Store;

/// <summary>What tells a file's bytes from all others.</summary>
internal static class FileHash
{
    /// <summary>SHA-256 over the file's bytes, 64 lower-case hex digits. Reads it once, in pieces.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static string Of(string path)
    {
        using var file = File.OpenRead(path);

        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
