using System.Buffers.Binary;

namespace Reproducible.Traces;

/// <summary>Goes through the whole records of a trace, checking each; memory is asked for only for bytes that are there.</summary>
/// <param name="file">At its start; can seek.</param>
/// <param name="path">For messages.</param>
/// <param name="limit">Bytes to look at; the file has at least as many.</param>
internal sealed class TraceScanner(Stream file, string path, long limit)
{
    private byte[] payload = new byte[64];
    private int payloadBytes;

    internal TraceRecord Kind { get; private set; }

    /// <summary>Of the record last read; good until the next.</summary>
    internal ReadOnlySpan<byte> Payload => payload.AsSpan(0, payloadBytes);

    /// <summary>The end of the last whole record, bytes from the file's start.</summary>
    internal long Position { get; private set; }

    /// <summary>The last record's checksum, which the next one's goes on from.</summary>
    internal uint Chain { get; private set; }

    internal string RunId { get; private set; } = "";

    /// <summary>Null before the Begin record.</summary>
    internal IReadOnlyList<string>? Tensors { get; private set; }

    internal long Steps { get; private set; }

    internal long LastStep { get; private set; }

    internal bool IsEnded { get; private set; }

    /// <summary>Goes through a trace that is to be gone on with.</summary>
    /// <param name="length">Bytes to look at; a record ends there.</param>
    /// <exception cref="ReproducibleException">The file is shorter or damaged, or no record ends there.</exception>
    internal static TraceScanner UpTo(FileStream file, string path, long length)
    {
        if (file.Length < length)
        {
            throw Unfit($"The trace '{path}' has {file.Length} bytes; expected at least {length}.");
        }

        // The stream underneath stays open, so the buffer that reads from it is left to the collector.
        var scanner = new TraceScanner(new BufferedStream(file, 1 << 16), path, length);
        while (scanner.Next())
        {
        }

        return scanner.Position == length && scanner.Tensors is not null
            ? scanner
            : throw Unfit($"In the trace '{path}' a record ends at byte {scanner.Position}; expected one to end at byte {length}.");
    }

    /// <summary>A trace that cannot be gone on with.</summary>
    internal static ReproducibleException Unfit(string problem) => new(problem, "Execute the run from its start.");

    /// <summary>Reads the next record; false when no whole one is left.</summary>
    /// <exception cref="ReproducibleException">The file is damaged.</exception>
    internal bool Next()
    {
        if (Position == 0 && !ReadMagic())
        {
            return false;
        }

        var left = limit - Position;
        if (left > 0 && IsEnded)
        {
            throw Damaged(Position, $"{left} bytes follow the End record; expected none");
        }

        if (left < TraceFormat.HeadBytes)
        {
            return false;
        }

        Span<byte> frame = stackalloc byte[TraceFormat.CheckBytes + TraceFormat.HeadBytes];
        BinaryPrimitives.WriteUInt32LittleEndian(frame, Chain);
        file.Position = Position;
        file.ReadExactly(frame[TraceFormat.CheckBytes..]);
        var head = BinaryPrimitives.ReadUInt32LittleEndian(frame[TraceFormat.CheckBytes..]);
        var kind = (TraceRecord)(head >> 24);
        var length = (int)(head & TraceFormat.LargestPayload);
        CheckHead(kind, length, left);
        if (left < TraceFormat.HeadBytes + length + TraceFormat.CheckBytes)
        {
            return false;
        }

        Fill(length);
        CheckSum(frame);
        Kind = kind;
        Take(kind);
        Position += TraceFormat.HeadBytes + length + TraceFormat.CheckBytes;
        return true;
    }

    private bool ReadMagic()
    {
        Span<byte> found = stackalloc byte[TraceFormat.MagicBytes];
        found = found[..(int)Math.Min(limit, found.Length)];
        file.ReadExactly(found);
        var alike = found.CommonPrefixLength(TraceFormat.Magic);
        if (alike < found.Length)
        {
            throw Damaged(alike, $"the file's first bytes are {Convert.ToHexString(found)}; expected {Convert.ToHexString(TraceFormat.Magic)}, a trace of version {TraceFormat.Version}");
        }

        if (found.Length < TraceFormat.MagicBytes)
        {
            return false;
        }

        Position = found.Length;
        Chain = TraceDigest.Of(found);
        return true;
    }

    // A length is checked against its kind's before the file's end is, so that a wrong one is not taken for a record still being written.
    private void CheckHead(TraceRecord kind, int length, long left)
    {
        if ((Tensors is null) != (kind == TraceRecord.Begin) || kind is TraceRecord.None or > TraceRecord.End)
        {
            throw Damaged(Position, $"a record of kind {(byte)kind}; expected {(Tensors is null ? "1 (Begin)" : "2 (Step), 3 (Weights) or 4 (End)")}");
        }

        var expected = kind switch
        {
            TraceRecord.Step => TraceFormat.StepBytes,
            TraceRecord.Weights => TraceFormat.WeightsBytes(Tensors!.Count),
            TraceRecord.End => TraceFormat.EndBytes,
            _ => BeginLength(length, left),
        };
        if (length != expected)
        {
            throw Damaged(Position, $"a {kind} record of {length} bytes; expected {expected}");
        }
    }

    private int BeginLength(int length, long left)
    {
        if (left < TraceFormat.HeadBytes + sizeof(uint))
        {
            return length;
        }

        Span<byte> again = stackalloc byte[sizeof(uint)];
        file.ReadExactly(again);
        file.Position -= sizeof(uint);
        return (int)Math.Min(int.MaxValue, BinaryPrimitives.ReadUInt32LittleEndian(again));
    }

    private void Fill(int length)
    {
        if (payload.Length < length)
        {
            payload = new byte[length];
        }

        payloadBytes = length;
        file.ReadExactly(payload, 0, length);
    }

    private void CheckSum(ReadOnlySpan<byte> frame)
    {
        Span<byte> check = stackalloc byte[TraceFormat.CheckBytes];
        file.ReadExactly(check);
        var written = BinaryPrimitives.ReadUInt32LittleEndian(check);
        var found = TraceDigest.Of(Payload, TraceDigest.Of(frame));
        if (written != found)
        {
            throw Damaged(Position, $"the record there has the checksum {found:x8}; expected {written:x8}");
        }

        Chain = found;
    }

    private void Take(TraceRecord kind)
    {
        if (kind == TraceRecord.Begin)
        {
            var begin = TraceBegin.Of(Payload) ?? throw Damaged(Position, "the texts of the Begin record do not fill it; expected a run id and the tensors' names in UTF-8");
            (RunId, Tensors) = (begin.RunId, begin.Tensors);
            return;
        }

        var number = BinaryPrimitives.ReadUInt64LittleEndian(Payload);
        var (fits, expected) = kind switch
        {
            TraceRecord.Step => (number > (ulong)LastStep && number <= long.MaxValue, $"a step after {LastStep}"),
            TraceRecord.Weights => (number >= (ulong)LastStep && number <= long.MaxValue, $"weights of step {LastStep} or later"),
            _ => (number == (ulong)Steps, $"an End of {Steps} steps"),
        };
        if (!fits)
        {
            throw Damaged(Position, $"a {kind} record says {number}; expected {expected}");
        }

        IsEnded = kind == TraceRecord.End;
        if (kind != TraceRecord.End)
        {
            LastStep = (long)number;
            Steps += kind == TraceRecord.Step ? 1 : 0;
        }
    }

    private ReproducibleException Damaged(long offset, string found) =>
        new($"The trace '{path}' is damaged at byte {offset}: {found}.", "Execute the run again to get a whole one.");
}
