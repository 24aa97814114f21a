using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using System.Security.Cryptography;

namespace Reproducible.Traces;

/// <summary>The digests that a trace holds.</summary>
public static class TraceDigest
{
    // Words of eight bytes in a lane; three lanes are digested side by side, as the processor's instruction gives its result three cycles later.
    private const int Lane = 16;

    // x^(8n-33) modulo Castagnoli's polynomial, bits reflected: a product with it, digested, stands for n zero bytes behind what was digested.
    private static readonly Vector128<ulong> BehindOneLane = Vector128.CreateScalar(0x0D3B6092UL);
    private static readonly Vector128<ulong> BehindTwoLanes = Vector128.CreateScalar(0xB9E02B86UL);

    /// <summary>CRC-32C (Castagnoli, as in RFC 3720), which needs a few microseconds for 100 kB.</summary>
    /// <param name="bytes">What is digested.</param>
    /// <param name="start">The digest of what came before, to go on from; 0 is nothing.</param>
    /// <remarks>Compiled for speed at once: a short run is over before the compiler would find that this is called in each of its steps.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static uint Of(ReadOnlySpan<byte> bytes, uint start = 0)
    {
        var crc = ~start;
        if (Pclmulqdq.IsSupported && Sse42.X64.IsSupported)
        {
            while (bytes.Length >= 3 * Lane * sizeof(ulong))
            {
                crc = OfThreeLanes(crc, MemoryMarshal.Cast<byte, ulong>(bytes)[..(3 * Lane)]);
                bytes = bytes[(3 * Lane * sizeof(ulong))..];
            }
        }

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

    /// <summary>Gopal and others, Fast CRC Computation for iSCSI Polynomial Using CRC32 Instruction, Intel 2011.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint OfThreeLanes(uint crc, ReadOnlySpan<ulong> words)
    {
        ulong first = crc, second = 0, third = 0;
        for (var word = 0; word < Lane - 1; word++)
        {
            first = Sse42.X64.Crc32(first, words[word]);
            second = Sse42.X64.Crc32(second, words[Lane + word]);
            third = Sse42.X64.Crc32(third, words[(2 * Lane) + word]);
        }

        first = Sse42.X64.Crc32(first, words[Lane - 1]);
        second = Sse42.X64.Crc32(second, words[(2 * Lane) - 1]);
        var behind = Pclmulqdq.CarrylessMultiply(Vector128.CreateScalar(first), BehindTwoLanes, 0) ^ Pclmulqdq.CarrylessMultiply(Vector128.CreateScalar(second), BehindOneLane, 0);

        return (uint)Sse42.X64.Crc32(third, words[(3 * Lane) - 1] ^ behind.ToScalar());
    }
}
