using System.Runtime.CompilerServices;
using Reproducible.Store;

namespace Reproducible.Traces;

/// <summary>The buffered end of a trace's file: what is put reaches the file about once a second, by a timer, or by a flush.</summary>
internal sealed class TraceFile : IDisposable
{
    private static readonly TimeSpan BetweenFlushes = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly FileStream file;
    private readonly byte[] buffer = new byte[1 << 16];
    private readonly Timer timer;
    private int buffered;
    private long written;
    private bool isFolderFlushed;
    private bool isDisposed;
    private IOException? failure;

    /// <param name="file">Unbuffered, at its end; owned.</param>
    internal TraceFile(FileStream file)
    {
        this.file = file;
        written = file.Position;
        timer = new Timer(_ => FlushNowAndThen(), null, BetweenFlushes, BetweenFlushes);
    }

    /// <summary>Bytes put so far, and those that were in the file before.</summary>
    internal long Length
    {
        get
        {
            lock (gate)
            {
                return written + buffered;
            }
        }
    }

    /// <summary>Closes the file, after a flush unless a write failed before.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            if (isDisposed)
            {
                return;
            }

            timer.Dispose();
            try
            {
                if (failure is null)
                {
                    Drain();
                }
            }
            finally
            {
                isDisposed = true;
                file.Dispose();
            }
        }
    }

    /// <summary>Puts bytes at the end, as one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Put(ReadOnlySpan<byte> bytes)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isDisposed, this);
            if (bytes.TryCopyTo(buffer.AsSpan(buffered)))
            {
                buffered += bytes.Length;
                return;
            }

            Append(bytes);
        }
    }

    internal void Flush(bool toDisk)
    {
        lock (gate)
        {
            Drain();
            if (!toDisk)
            {
                return;
            }

            file.Flush(flushToDisk: true);
            if (!isFolderFlushed)
            {
                DurableFile.FlushFolder(Path.GetDirectoryName(file.Name)!);
                isFolderFlushed = true;
            }
        }
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (buffered == buffer.Length)
            {
                Drain();
            }

            var part = bytes[..Math.Min(bytes.Length, buffer.Length - buffered)];
            part.CopyTo(buffer.AsSpan(buffered));
            buffered += part.Length;
            bytes = bytes[part.Length..];
        }
    }

    // After a failed write nothing more may follow: part of the buffer may lie in the file already.
    private void Drain()
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        if (failure is not null)
        {
            throw new IOException($"The trace '{file.Name}' can't be written: {failure.Message}", failure);
        }

        try
        {
            file.Write(buffer, 0, buffered);
            written += buffered;
            buffered = 0;
        }
        catch (IOException cause)
        {
            failure = cause;
            throw;
        }
    }

    // What fails here is kept, and the next call that writes tells it.
    private void FlushNowAndThen()
    {
        lock (gate)
        {
            if (isDisposed || failure is not null)
            {
                timer.Dispose();
                return;
            }

            try
            {
                Drain();
            }
            catch (IOException)
            {
            }
        }
    }
}
