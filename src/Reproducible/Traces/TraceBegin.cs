using System.Buffers.Binary;
using System.Text;

namespace Reproducible.Traces;

/// <summary>The payload of a Begin record: its own length, the run id, the tensors' names.</summary>
internal sealed record TraceBegin(string RunId, IReadOnlyList<string> Tensors)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a payload; null when its texts do not fill it exactly or are no UTF-8.</summary>
    internal static TraceBegin? Of(ReadOnlySpan<byte> payload)
    {
        try
        {
            var rest = payload[sizeof(uint)..];
            var runId = Text(ref rest);
            var count = Number(ref rest);

            // Each name takes its length at least: a count beyond that is not worth the memory.
            if (count > rest.Length / sizeof(uint))
            {
                return null;
            }

            var names = new string[count];
            for (var index = 0; index < names.Length; index++)
            {
                names[index] = Text(ref rest);
            }

            return rest.IsEmpty ? new TraceBegin(runId, names) : null;
        }
        catch (ArgumentException)
        {
            // Spans that are too short and bytes that are no UTF-8 both end here.
            return null;
        }
    }

    internal byte[] ToPayload()
    {
        using var payload = new MemoryStream();
        using (var writer = new BinaryWriter(payload, Strict, leaveOpen: true))
        {
            // The payload's length, which is known at the end.
            writer.Write(0);
            Write(writer, RunId);
            writer.Write(Tensors.Count);
            foreach (var name in Tensors)
            {
                Write(writer, name);
            }
        }

        var begin = payload.ToArray();
        BinaryPrimitives.WriteInt32LittleEndian(begin, begin.Length);
        return begin;
    }

    private static void Write(BinaryWriter writer, string text)
    {
        var bytes = Strict.GetBytes(text);
        writer.Write(bytes.Length);
        writer.Write(bytes);
    }

    private static int Number(ref ReadOnlySpan<byte> rest)
    {
        var number = BinaryPrimitives.ReadUInt32LittleEndian(rest);
        rest = rest[sizeof(uint)..];
        return (int)Math.Min(int.MaxValue, number);
    }

    private static string Text(ref ReadOnlySpan<byte> rest)
    {
        var length = Number(ref rest);
        var text = Strict.GetString(rest[..length]);
        rest = rest[length..];
        return text;
    }
}
