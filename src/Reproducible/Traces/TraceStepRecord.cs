using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Reproducible.Traces;

/// <summary>A Step record, which is made so often that it is written where it will lie, and its checksum taken of the numbers rather than of their bytes.</summary>
internal static class TraceStepRecord
{
    /// <summary>With head and checksum.</summary>
    internal const int Bytes = TraceFormat.HeadBytes + TraceFormat.StepBytes + TraceFormat.CheckBytes;

    /// <param name="record">As many bytes as it has.</param>
    /// <param name="chain">The checksum of the record before.</param>
    /// <returns>This one's.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static uint Write(Span<byte> record, in TraceStep step, uint chain)
    {
        // The fields of README.md, two of four bytes in one number.
        var head = TraceFormat.Head(TraceRecord.Step, TraceFormat.StepBytes);
        var place = (ulong)step.Step;
        var loss = Pair((uint)step.Epoch, BitConverter.SingleToUInt32Bits(step.Loss));
        var rate = BitConverter.DoubleToUInt64Bits(step.LearningRate);
        var drawn = Pair(step.Batch, step.Input);

        var check = BitOperations.Crc32C(uint.MaxValue, Pair(chain, head));
        check = BitOperations.Crc32C(check, place);
        check = BitOperations.Crc32C(check, loss);
        check = BitOperations.Crc32C(check, rate);
        check = BitOperations.Crc32C(check, drawn);
        check = ~BitOperations.Crc32C(check, step.Weights);

        BinaryPrimitives.WriteUInt32LittleEndian(record, head);
        BinaryPrimitives.WriteUInt64LittleEndian(record[4..], place);
        BinaryPrimitives.WriteUInt64LittleEndian(record[12..], loss);
        BinaryPrimitives.WriteUInt64LittleEndian(record[20..], rate);
        BinaryPrimitives.WriteUInt64LittleEndian(record[28..], drawn);
        BinaryPrimitives.WriteUInt64LittleEndian(record[36..], Pair(step.Weights, check));

        return check;
    }

    private static ulong Pair(uint first, uint second) => first | ((ulong)second << 32);
}
