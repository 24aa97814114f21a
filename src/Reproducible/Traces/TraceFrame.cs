using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Reproducible.Traces;

/// <summary>Room for one record with its head and checksum, used again for each record of its kind and size.</summary>
internal sealed class TraceFrame
{
    // The checksum before comes first, so that the new one is taken in one go.
    private const int Before = TraceFormat.CheckBytes + TraceFormat.HeadBytes;

    private readonly byte[] bytes;

    internal TraceFrame(TraceRecord kind, int payload)
    {
        Kind = kind;
        bytes = new byte[Before + payload + TraceFormat.CheckBytes];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(TraceFormat.CheckBytes), TraceFormat.Head(kind, payload));
    }

    internal TraceRecord Kind { get; }

    /// <summary>To be filled.</summary>
    internal Span<byte> Payload => bytes.AsSpan(Before, bytes.Length - Before - TraceFormat.CheckBytes);

    /// <summary>The record as it lies in the file; good until the next.</summary>
    /// <param name="chain">The checksum of the record before; becomes this one's.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal ReadOnlySpan<byte> Seal(ref uint chain)
    {
        var end = bytes.Length - TraceFormat.CheckBytes;
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, chain);
        chain = TraceDigest.Of(bytes.AsSpan(0, end));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(end), chain);

        return bytes.AsSpan(TraceFormat.CheckBytes);
    }
}
