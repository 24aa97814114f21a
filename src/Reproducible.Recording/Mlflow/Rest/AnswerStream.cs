namespace Reproducible.Recording.Mlflow.Rest;

/// <summary>Reads an answer's body, and says how far it is. Were its connection to break, that is told apart from a disk's fault.</summary>
/// <param name="content">Owned.</param>
/// <param name="read">Told how many bytes were read so far, a megabyte at least after the last time.</param>
internal sealed class AnswerStream(Stream content, Action<long> read) : Stream
{
    private const long Often = 1_000_000;

    private long count;
    private long told;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => count;
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        try
        {
            return Count(content.Read(buffer));
        }
        catch (IOException fault)
        {
            throw Broken(fault);
        }
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return Count(await content.ReadAsync(buffer, cancellationToken));
        }
        catch (IOException fault)
        {
            throw Broken(fault);
        }
    }

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            content.Dispose();
        }

        base.Dispose(disposing);
    }

    private static HttpIOException Broken(IOException fault) => fault as HttpIOException ?? new(HttpRequestError.ResponseEnded, fault.Message, fault);

    private int Count(int bytes)
    {
        count += bytes;
        if (count - told >= Often)
        {
            told = count;
            read(count);
        }

        return bytes;
    }
}
