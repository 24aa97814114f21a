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

    // Of the buffer: up to where it is filled, with whole records; up to where it lies in the file. Only the writing thread moves the first ahead.
    private int whole;
    private int drained;
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
                return written + whole - drained;
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

    /// <summary>
    /// Room for a record at the end, to be filled; it is there with <see cref="Took"/>. Neither takes the lock, which costs a step of a head alone
    /// more than its record does.
    /// </summary>
    /// <param name="bytes">No more than the buffer has.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Span<byte> Room(int bytes)
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        if (buffer.Length - whole < bytes)
        {
            MakeRoom();
        }

        return buffer.AsSpan(whole, bytes);
    }

    /// <summary>The record that room was asked for is written.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Took(int bytes) => Volatile.Write(ref whole, whole + bytes);

    /// <summary>Puts bytes of any length at the end, as one.</summary>
    internal void Put(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length <= buffer.Length)
        {
            bytes.CopyTo(Room(bytes.Length));
            Took(bytes.Length);
            return;
        }

        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isDisposed, this);
            while (!bytes.IsEmpty)
            {
                var part = bytes[..Math.Min(bytes.Length, buffer.Length - whole)];
                part.CopyTo(buffer.AsSpan(whole));
                whole += part.Length;
                bytes = bytes[part.Length..];
                if (whole == buffer.Length)
                {
                    MakeRoom();
                }
            }
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

    private void MakeRoom()
    {
        lock (gate)
        {
            Drain();
            (whole, drained) = (0, 0);
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
            var until = Volatile.Read(ref whole);
            file.Write(buffer, drained, until - drained);
            written += until - drained;
            drained = until;
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
