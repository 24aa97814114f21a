using Google.Protobuf;
using Reproducible.Recording.TensorBoard.Messages;

namespace Reproducible.Recording.TensorBoard;

/// <summary>The bytes of an event file: first its version, then one event a call.</summary>
internal sealed class EventFile : IDisposable
{
    /// <summary>A file whose name holds this is one that TensorBoard reads.</summary>
    public const string Prefix = "events.out.tfevents.";

    private const string Version = "brain.Event:2";

    private readonly MemoryStream bytes = new();

    /// <param name="start">Wall time of the first event.</param>
    public EventFile(DateTimeOffset start) => Add(new() { WallTime = SecondsOf(start), FileVersion = Version });

    /// <summary>Seconds since 1970, UTC.</summary>
    public static double SecondsOf(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).TotalSeconds;

    /// <summary>The events of a file up to where it was cut, if it was.</summary>
    /// <exception cref="ReproducibleException">Bytes were altered.</exception>
    public static IEnumerable<Event> Read(ReadOnlyMemory<byte> file) => EventRecords.Read(file).Select(record => Event.Parser.ParseFrom(record.Span));

    /// <summary>Adds values measured at one step, under their tags.</summary>
    public void Add(long step, DateTimeOffset time, params IEnumerable<Summary.Types.Value> values) =>
        Add(new() { Step = step, WallTime = SecondsOf(time), Summary = new() { Value = { values } } });

    public byte[] ToArray() => bytes.ToArray();

    /// <inheritdoc/>
    public void Dispose() => bytes.Dispose();

    private void Add(Event entry) => EventRecords.Write(bytes, entry.ToByteArray());
}
