using System.Security.Cryptography;

namespace Reproducible.Store;

/// <summary>Long texts that many receipts share, each in a file named by its SHA-256: code closures, patches.</summary>
/// <param name="folder">Absolute path; made with the first object.</param>
public sealed class ObjectFolder(string folder)
{
    /// <summary>Absolute path of an object's file, there or not.</summary>
    public string PathOf(string sha256) => Path.Combine(folder, sha256);

    /// <summary>Keeps bytes, once.</summary>
    /// <returns>Their SHA-256, 64 lower-case hex digits.</returns>
    public string Put(ReadOnlySpan<byte> bytes)
    {
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
        if (!File.Exists(PathOf(sha256)))
        {
            Directory.CreateDirectory(folder);
            var content = bytes.ToArray();
            DurableFile.Write(PathOf(sha256), file => file.Write(content));
        }

        return sha256;
    }

    /// <summary>The bytes; null when there is no such object.</summary>
    /// <exception cref="ReproducibleException">The file does not hold what its name says.</exception>
    public byte[]? Find(string sha256)
    {
        if (!File.Exists(PathOf(sha256)))
        {
            return null;
        }

        var bytes = File.ReadAllBytes(PathOf(sha256));

        return Convert.ToHexStringLower(SHA256.HashData(bytes)) == sha256
            ? bytes
            : throw new ReproducibleException($"'{PathOf(sha256)}' is damaged: its bytes do not have the SHA-256 that is its name.", "Delete it; runs write it again.");
    }
}
