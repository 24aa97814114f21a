using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Reproducible.Torch;

namespace Reproducible.Store;

/// <summary>The bytes of a checkpoint: magic and version (8), SHA-256 of all that follows (32), length of the state (u32, little-endian), the state in UTF-8, then safetensors to the end.</summary>
internal static class CheckpointFile
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static ReadOnlySpan<byte> Magic => "RCHECK\u0001\0"u8;

    private static int HashedFrom => Magic.Length + SHA256.HashSizeInBytes;

    internal static void Write(Stream file, string state, IReadOnlyDictionary<string, torch.Tensor> tensors)
    {
        file.Write(Magic);
        file.Write(stackalloc byte[SHA256.HashSizeInBytes]);
        using var sha = SHA256.Create();
        using (var hashed = new CryptoStream(file, sha, CryptoStreamMode.Write, leaveOpen: true))
        {
            var text = Strict.GetBytes(state);
            Span<byte> length = stackalloc byte[sizeof(uint)];
            BinaryPrimitives.WriteUInt32LittleEndian(length, (uint)text.Length);
            hashed.Write(length);
            hashed.Write(text);
            Safetensors.Save(hashed, tensors);
        }

        file.Position = Magic.Length;
        file.Write(sha.Hash);
    }

    /// <summary>Null when the file is damaged or can't be read, which is told.</summary>
    internal static Checkpoint? Read(string path, long step, Action<string> damaged)
    {
        try
        {
            using var file = File.OpenRead(path);
            if (Damage(file) is { } damage)
            {
                damaged($"The checkpoint '{path}' is damaged and is not used: {damage}");
                return null;
            }

            file.Position = HashedFrom;
            Span<byte> length = stackalloc byte[sizeof(uint)];
            file.ReadExactly(length);
            var text = new byte[BinaryPrimitives.ReadUInt32LittleEndian(length)];
            file.ReadExactly(text);
            return new Checkpoint(step, Strict.GetString(text), Safetensors.Load(file));
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or TorchException or DecoderFallbackException)
        {
            damaged($"The checkpoint '{path}' can't be read and is not used: {cause.Message}");
            return null;
        }
    }

    private static string? Damage(FileStream file)
    {
        if (file.Length < HashedFrom + sizeof(uint))
        {
            return $"it has {file.Length} bytes; the shortest has {HashedFrom + sizeof(uint)}.";
        }

        Span<byte> magic = stackalloc byte[8];
        file.ReadExactly(magic);
        if (!magic.SequenceEqual(Magic))
        {
            return $"its first bytes are {Convert.ToHexString(magic)}; expected {Convert.ToHexString(Magic)}.";
        }

        Span<byte> written = stackalloc byte[SHA256.HashSizeInBytes];
        file.ReadExactly(written);
        Span<byte> found = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(file, found);
        if (!found.SequenceEqual(written))
        {
            return $"the SHA-256 of its content is {Convert.ToHexStringLower(found)}; expected {Convert.ToHexStringLower(written)}.";
        }

        Span<byte> length = stackalloc byte[sizeof(uint)];
        file.Position = HashedFrom;
        file.ReadExactly(length);
        var state = BinaryPrimitives.ReadUInt32LittleEndian(length);
        var left = file.Length - file.Position;
        return state > left ? $"it announces {state} bytes of state; {left} bytes follow." : null;
    }
}
