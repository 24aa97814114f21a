using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace Reproducible.Traces;

/// <summary>The digests that a trace holds.</summary>
public static class TraceDigest
{
    /// <summary>CRC-32C (Castagnoli, as in RFC 3720), which needs a few microseconds for 100 kB.</summary>
    /// <param name="bytes">What is digested.</param>
    /// <param name="start">The digest of what came before, to go on from; 0 is nothing.</param>
    /// <remarks>Compiled for speed at once: a short run is over before the compiler would find that this is called in each of its steps.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static uint Of(ReadOnlySpan<byte> bytes, uint start = 0)
    {
        var crc = ~start;
        while (bytes.Length >= sizeof(ulong))
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        foreach (var one in bytes)
        {
            crc = BitOperations.Crc32C(crc, one);
        }

        return ~crc;
    }

    /// <summary>The first eight bytes of the SHA-256 over a tensor's bytes, the first byte lowest.</summary>
    public static ulong OfTensor(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return BinaryPrimitives.ReadUInt64LittleEndian(hash);
    }
}
