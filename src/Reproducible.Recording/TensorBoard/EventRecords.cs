using System.Buffers.Binary;
using System.Numerics;

namespace Reproducible.Recording.TensorBoard;

/// <summary>
/// The framing of event files, TensorFlow's TFRecord: length as 8 bytes, the length's masked CRC-32C as 4, the bytes, and their
/// masked CRC-32C as 4; all little-endian.
/// </summary>
/// <remarks>Source: TensorFlow, core/lib/io/record_writer.h; the polynomial is Castagnoli's (RFC 3720, appendix B.4).</remarks>
internal static class EventRecords
{
    private const int Header = sizeof(ulong) + sizeof(uint);
    private const int Footer = sizeof(uint);

    // So that the CRC of a text that holds CRCs is not a fixed point.
    private const uint MaskDelta = 0xa282ead8;

    /// <summary>Appends one record.</summary>
    public static void Write(Stream file, ReadOnlySpan<byte> bytes)
    {
        Span<byte> header = stackalloc byte[Header];
        BinaryPrimitives.WriteUInt64LittleEndian(header, (ulong)bytes.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(header[sizeof(ulong)..], Masked(header[..sizeof(ulong)]));
        Span<byte> footer = stackalloc byte[Footer];
        BinaryPrimitives.WriteUInt32LittleEndian(footer, Masked(bytes));
        file.Write(header);
        file.Write(bytes);
        file.Write(footer);
    }

    /// <summary>The whole records, in order. A file that was cut ends at the last whole one.</summary>
    /// <exception cref="ReproducibleException">Bytes were altered: a checksum does not fit. The records before it have been given out.</exception>
    public static IEnumerable<ReadOnlyMemory<byte>> Read(ReadOnlyMemory<byte> file)
    {
        for (var at = 0; file.Length - at >= Header;)
        {
            var length = LengthAt(file.Span[at..], at);
            var rest = file.Length - at - Header - Footer;
            if (rest < 0 || length > (ulong)rest)
            {
                yield break;
            }

            var bytes = file.Slice(at + Header, (int)length);
            Check(bytes.Span, BinaryPrimitives.ReadUInt32LittleEndian(file.Span[(at + Header + bytes.Length)..]), at);
            yield return bytes;
            at += Header + bytes.Length + Footer;
        }
    }

    /// <summary>The CRC-32C, rotated right by 15 bits, plus a constant.</summary>
    public static uint Masked(ReadOnlySpan<byte> bytes) => BitOperations.RotateRight(Crc32C(bytes), 15) + MaskDelta;

    /// <summary>CRC-32C as iSCSI has it: begun with ones, inverted at the end.</summary>
    public static uint Crc32C(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }

        foreach (var value in bytes)
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        return ~crc;
    }

    private static ulong LengthAt(ReadOnlySpan<byte> record, int at)
    {
        Check(record[..sizeof(ulong)], BinaryPrimitives.ReadUInt32LittleEndian(record[sizeof(ulong)..]), at);

        return BinaryPrimitives.ReadUInt64LittleEndian(record);
    }

    private static void Check(ReadOnlySpan<byte> bytes, uint stated, int at)
    {
        if (Masked(bytes) is var found && found != stated)
        {
            throw new ReproducibleException(
                $"The record at byte {at} has checksum {found:x8}, it states {stated:x8}.", "Delete the event file; the next call writes it anew from the store.");
        }
    }
}
