using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Reproducible.Traces;

/// <summary>Writes trace.bin while a run goes on; others may read it meanwhile.</summary>
/// <remarks>Whole records reach the file about once a second, whether or not the run calls. A step costs no allocation. Not for several threads at once.</remarks>
public sealed class TraceWriter : IDisposable
{
    private readonly TraceFile file;
    private readonly TraceFrame weights;
    private readonly int tensors;
    private uint chain;
    private long steps;
    private long lastStep;
    private bool isEnded;

    private TraceWriter(TraceFile file, int tensors)
    {
        this.file = file;
        this.tensors = tensors;
        weights = new(TraceRecord.Weights, TraceFormat.WeightsBytes(tensors));
    }

    /// <summary>Bytes so far, those not yet in the file included: what <see cref="Resume"/> takes.</summary>
    public long Length => file.Length;

    /// <summary>Starts a trace; a file that is there is replaced.</summary>
    /// <param name="path">The file; its folder exists.</param>
    /// <param name="runId">The run that it is of.</param>
    /// <param name="tensors">Names of the tensors that <see cref="Weights"/> gets the hashes of, in order.</param>
    /// <exception cref="ArgumentException">A record over so many tensors needs 16 MiB or more, or a name is no valid UTF-16.</exception>
    /// <exception cref="IOException">The file can't be written.</exception>
    public static TraceWriter Create(string path, string runId, IReadOnlyList<string> tensors)
    {
        ArgumentNullException.ThrowIfNull(runId);
        ArgumentNullException.ThrowIfNull(tensors);
        var begin = Begin(runId, tensors);
        var file = new TraceFile(new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0));
        var writer = new TraceWriter(file, tensors.Count);
        try
        {
            file.Put(TraceFormat.Magic);
            writer.chain = TraceDigest.Of(TraceFormat.Magic);
            writer.Put(begin);
            writer.Flush();
            return writer;
        }
        catch
        {
            writer.Dispose();
            throw;
        }
    }

    /// <summary>Goes on with a trace from a length it once had: checks it up to there and cuts off what is behind.</summary>
    /// <param name="path">The file.</param>
    /// <param name="length">Bytes to keep: a <see cref="Length"/> from before, after which <see cref="Flush"/> wrote to disk.</param>
    /// <exception cref="ReproducibleException">The file is absent, shorter or damaged, or no record ends there.</exception>
    public static TraceWriter Resume(string path, long length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        if (!File.Exists(path))
        {
            throw TraceScanner.Unfit($"The trace '{path}' is absent; expected {length} bytes to go on from.");
        }

        var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        try
        {
            var before = TraceScanner.UpTo(file, path, length);
            file.SetLength(length);
            file.Position = length;
            return new TraceWriter(new TraceFile(file), before.Tensors!.Count)
            {
                chain = before.Chain,
                steps = before.Steps,
                lastStep = before.LastStep,
                isEnded = before.IsEnded,
            };
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Notes a step.</summary>
    /// <exception cref="ArgumentException">It does not follow those before.</exception>
    /// <exception cref="IOException">The disk is full or refuses, now or at an earlier write.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Step(in TraceStep step)
    {
        if (step.Step <= lastStep)
        {
            throw new ArgumentException($"Step {step.Step} does not follow; expected one after {lastStep}.", nameof(step));
        }

        ThrowIfEnded(TraceRecord.Step);
        chain = TraceStepRecord.Write(file.Room(TraceStepRecord.Bytes), step, chain);
        file.Took(TraceStepRecord.Bytes);
        steps++;
        lastStep = step.Step;
    }

    /// <summary>Notes all tensors after a step.</summary>
    /// <param name="step">The last step noted; 0 before the first.</param>
    /// <param name="hashes">As <see cref="TraceDigest.OfTensor"/> gives them, one for each name.</param>
    /// <exception cref="ArgumentException">The step lies before the last one, or there are more or fewer hashes than names.</exception>
    /// <exception cref="IOException">The disk is full or refuses, now or at an earlier write.</exception>
    public void Weights(long step, ReadOnlySpan<ulong> hashes)
    {
        if (step < lastStep)
        {
            throw new ArgumentException($"Weights of step {step} do not follow; expected {lastStep} or later.", nameof(step));
        }

        if (hashes.Length != tensors)
        {
            throw new ArgumentException($"{hashes.Length} hashes; expected {tensors}, one for each name.", nameof(hashes));
        }

        var payload = weights.Payload;
        BinaryPrimitives.WriteInt64LittleEndian(payload, step);
        for (var index = 0; index < hashes.Length; index++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(payload[(sizeof(long) * (index + 1))..], hashes[index]);
        }

        Put(weights);
        lastStep = step;
    }

    /// <summary>Notes that no more follows, and flushes; a second call does nothing.</summary>
    /// <exception cref="IOException">The disk is full or refuses, now or at an earlier write.</exception>
    public void End()
    {
        if (isEnded)
        {
            return;
        }

        var end = new TraceFrame(TraceRecord.End, TraceFormat.EndBytes);
        BinaryPrimitives.WriteInt64LittleEndian(end.Payload, steps);
        Put(end);
        isEnded = true;
        Flush();
    }

    /// <summary>Hands all records to the operating system, where other processes see them.</summary>
    /// <param name="toDisk">Also waits until they lie on the disk, where a power cut leaves them.</param>
    /// <exception cref="IOException">The disk is full or refuses, now or at an earlier write.</exception>
    public void Flush(bool toDisk = false) => file.Flush(toDisk);

    /// <summary>Flushes, unless a write failed before, and closes the file; without <see cref="End"/> the trace stays one that is still being written.</summary>
    public void Dispose() => file.Dispose();

    private static TraceFrame Begin(string runId, IReadOnlyList<string> tensors)
    {
        var begin = new TraceBegin(runId, tensors).ToPayload();
        var longest = Math.Max(begin.Length, sizeof(ulong) * (1L + tensors.Count));
        if (longest > TraceFormat.LargestPayload)
        {
            throw new ArgumentException($"A record over {tensors.Count} tensors needs {longest} bytes; expected at most {TraceFormat.LargestPayload}.", nameof(tensors));
        }

        var frame = new TraceFrame(TraceRecord.Begin, begin.Length);
        begin.CopyTo(frame.Payload);
        return frame;
    }

    private void Put(TraceFrame frame)
    {
        ThrowIfEnded(frame.Kind);
        file.Put(frame.Seal(ref chain));
    }

    private void ThrowIfEnded(TraceRecord kind)
    {
        if (isEnded)
        {
            throw new InvalidOperationException($"A {kind} record after the trace's End.");
        }
    }
}
