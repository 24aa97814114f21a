using System.Buffers.Binary;

namespace Reproducible.Traces;

/// <summary>What a run did, step by step.</summary>
/// <param name="RunId">The run; empty when the file ends before it.</param>
/// <param name="Tensors">Names of the hashed tensors, in order.</param>
/// <param name="Steps">In order.</param>
/// <param name="Weights">In order.</param>
/// <param name="IsComplete">Whether the run ended; else it is still being written, or was killed.</param>
public sealed record Trace(string RunId, IReadOnlyList<string> Tensors, IReadOnlyList<TraceStep> Steps, IReadOnlyList<TraceWeights> Weights, bool IsComplete)
{
    /// <summary>Reads all whole records of a file, which may still be written to.</summary>
    /// <exception cref="ReproducibleException">The file is absent or damaged; the byte, what was found and what was expected are named.</exception>
    public static Trace Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new ReproducibleException($"The trace '{path}' is absent.", "Execute the run again to get one.");
        }

        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1 << 16);
        var scanner = new TraceScanner(file, path, file.Length);
        List<TraceStep> steps = [];
        List<TraceWeights> weights = [];
        while (scanner.Next())
        {
            if (scanner.Kind == TraceRecord.Step)
            {
                steps.Add(StepOf(scanner.Payload));
            }
            else if (scanner.Kind == TraceRecord.Weights)
            {
                weights.Add(WeightsOf(scanner.Payload));
            }
        }

        return new Trace(scanner.RunId, scanner.Tensors ?? [], steps, weights, scanner.IsEnded);
    }

    private static TraceStep StepOf(ReadOnlySpan<byte> payload) => new(
        BinaryPrimitives.ReadInt64LittleEndian(payload),
        BinaryPrimitives.ReadInt32LittleEndian(payload[8..]),
        BinaryPrimitives.ReadSingleLittleEndian(payload[12..]),
        BinaryPrimitives.ReadDoubleLittleEndian(payload[16..]),
        BinaryPrimitives.ReadUInt32LittleEndian(payload[24..]),
        BinaryPrimitives.ReadUInt32LittleEndian(payload[28..]),
        BinaryPrimitives.ReadUInt32LittleEndian(payload[32..]));

    private static TraceWeights WeightsOf(ReadOnlySpan<byte> payload)
    {
        var hashes = new ulong[(payload.Length / sizeof(ulong)) - 1];
        for (var index = 0; index < hashes.Length; index++)
        {
            hashes[index] = BinaryPrimitives.ReadUInt64LittleEndian(payload[(sizeof(ulong) * (index + 1))..]);
        }

        return new TraceWeights(BinaryPrimitives.ReadInt64LittleEndian(payload), hashes);
    }
}
