using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Reproducible.Torch.Libraries;

/// <summary>
/// Reads headers, dynamic section and notes of a 64-bit little-endian ELF file, and nothing else: a few small reads even in a library of a gigabyte.
/// Every offset and count comes from the file, so each is held against the file's length and a bound.
/// </summary>
/// <exception cref="InvalidDataException">Thrown by every method when the bytes are not such a file.</exception>
internal sealed class ElfReader(SafeFileHandle file)
{
    public const int HeaderLength = 64;
    private const int ProgramHeaderLength = 56;
    private const int DynamicEntryLength = 16;
    private const int MaxProgramHeaders = 1024;
    private const int MaxSectionBytes = 1 << 20;
    private const int MaxStringBytes = 4096;

    // Kinds of segments, tags of the dynamic section, kinds of notes: elf.h.
    private const uint LoadSegment = 1, DynamicSegment = 2, NoteSegment = 4;
    private const long NullTag = 0, NeededTag = 1, StringTableTag = 5, StringSizeTag = 10, SonameTag = 14, RPathTag = 15, RunPathTag = 29;
    private const uint BuildIdNote = 3;

    private readonly long length = RandomAccess.GetLength(file);

    private readonly record struct Segment(uint Kind, long Offset, long Address, long Length, long Alignment);

    public static bool IsForThisMachine(ReadOnlySpan<byte> header) =>
        IsElf64(header) && BinaryPrimitives.ReadUInt16LittleEndian(header[18..]) == RuntimeInformation.ProcessArchitecture switch
        {
            Architecture.X64 => 62,
            Architecture.Arm64 => 183,
            Architecture.RiscV64 => 243,
            Architecture.Ppc64le => 21,
            _ => 0,
        };

    public ElfFile Read()
    {
        var segments = Segments();
        var dynamic = segments.FirstOrDefault(segment => segment.Kind == DynamicSegment);
        if (dynamic.Kind != DynamicSegment)
        {
            throw new InvalidDataException("it has no dynamic section.");
        }

        var tags = Tags(dynamic);
        var table = OffsetOf(Value(tags, StringTableTag) ?? throw new InvalidDataException("its dynamic section names no string table."), segments);
        var tableLength = Value(tags, StringSizeTag) ?? throw new InvalidDataException("its dynamic section states no length of its string table.");
        Bound(table, tableLength, "string table");
        string? Text(long tag) => Value(tags, tag) is { } at ? TextAt(table, tableLength, at) : null;

        return new(
            Text(SonameTag),
            [.. tags.Where(entry => entry.Tag == NeededTag).Select(entry => TextAt(table, tableLength, entry.Value))],
            Text(RunPathTag),
            Text(RPathTag),
            segments.Where(segment => segment.Kind == NoteSegment).Select(BuildIdIn).FirstOrDefault(id => id is not null));
    }

    private static bool IsElf64(ReadOnlySpan<byte> header) => header.StartsWith("\u007fELF\u0002\u0001"u8);

    private static long? Value(IReadOnlyList<(long Tag, long Value)> tags, long tag)
    {
        foreach (var entry in tags)
        {
            if (entry.Tag == tag)
            {
                return entry.Value;
            }
        }

        return null;
    }

    private Segment[] Segments()
    {
        var header = Bytes(0, HeaderLength, "ELF header");
        if (!IsElf64(header))
        {
            throw new InvalidDataException("it does not begin as a 64-bit little-endian ELF file does.");
        }

        var count = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(56));
        var size = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(54));
        if (size != ProgramHeaderLength || count is 0 or > MaxProgramHeaders)
        {
            throw new InvalidDataException($"it states {count} program headers of {size} bytes; 1 to {MaxProgramHeaders} of {ProgramHeaderLength} are possible.");
        }

        var headers = Bytes(BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(32)), count * ProgramHeaderLength, "program headers");
        var segments = new Segment[count];
        for (var i = 0; i < count; i++)
        {
            var entry = headers.AsSpan(i * ProgramHeaderLength);
            segments[i] = new(
                BinaryPrimitives.ReadUInt32LittleEndian(entry),
                BinaryPrimitives.ReadInt64LittleEndian(entry[8..]),
                BinaryPrimitives.ReadInt64LittleEndian(entry[16..]),
                BinaryPrimitives.ReadInt64LittleEndian(entry[32..]),
                BinaryPrimitives.ReadInt64LittleEndian(entry[48..]));
        }

        return segments;
    }

    private List<(long Tag, long Value)> Tags(Segment dynamic)
    {
        var bytes = Bytes(dynamic.Offset, dynamic.Length, "dynamic section");
        var tags = new List<(long, long)>();
        for (var at = 0; at + DynamicEntryLength <= bytes.Length; at += DynamicEntryLength)
        {
            var tag = BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(at));
            if (tag == NullTag)
            {
                break;
            }

            tags.Add((tag, BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(at + 8))));
        }

        return tags;
    }

    /// <summary>Where in the file the byte lies that is loaded to this address.</summary>
    private static long OffsetOf(long address, Segment[] segments)
    {
        foreach (var segment in segments)
        {
            if (segment.Kind == LoadSegment && address >= segment.Address && address - segment.Address < segment.Length)
            {
                return segment.Offset + (address - segment.Address);
            }
        }

        throw new InvalidDataException($"no segment holds address 0x{address:x}.");
    }

    private string TextAt(long table, long tableLength, long at)
    {
        if (at < 0 || at >= tableLength)
        {
            throw new InvalidDataException($"a name stands at {at} of a string table of {tableLength} bytes.");
        }

        var bytes = Bytes(table + at, Math.Min(MaxStringBytes, tableLength - at), "name");
        var end = Array.IndexOf(bytes, (byte)0);

        return end >= 0 ? Encoding.UTF8.GetString(bytes, 0, end) : throw new InvalidDataException($"a name does not end within {bytes.Length} bytes.");
    }

    /// <summary>Notes are (length of name, length of content, kind, name, content), name and content padded to the segment's alignment.</summary>
    private string? BuildIdIn(Segment notes)
    {
        var bytes = Bytes(notes.Offset, notes.Length, "notes");
        var padding = notes.Alignment == 8 ? 8 : 4;
        for (long at = 0; at + 12 <= bytes.Length;)
        {
            var note = bytes.AsSpan((int)at);
            long nameLength = BinaryPrimitives.ReadUInt32LittleEndian(note), contentLength = BinaryPrimitives.ReadUInt32LittleEndian(note[4..]);
            var content = Padded(12 + nameLength, padding);
            if (content + contentLength > note.Length)
            {
                throw new InvalidDataException("a note is longer than its section.");
            }

            if (BinaryPrimitives.ReadUInt32LittleEndian(note[8..]) == BuildIdNote && nameLength == 4 && note[12..16].SequenceEqual("GNU\0"u8) && contentLength > 0)
            {
                return Convert.ToHexStringLower(note.Slice((int)content, (int)contentLength));
            }

            at += Padded(content + contentLength, padding);
        }

        return null;
    }

    private static long Padded(long size, int padding) => (size + padding - 1) / padding * padding;

    private byte[] Bytes(long offset, long count, string what)
    {
        Bound(offset, count, what);
        if (count > MaxSectionBytes)
        {
            throw new InvalidDataException($"its {what} would have {count} bytes; at most {MaxSectionBytes} are read.");
        }

        var bytes = new byte[count];
        var read = RandomAccess.Read(file, bytes, offset);

        return read == bytes.Length ? bytes : throw new InvalidDataException($"its {what} ends after {read} of {count} bytes.");
    }

    private void Bound(long offset, long count, string what)
    {
        if (offset < 0 || count < 0 || offset > length || count > length - offset)
        {
            throw new InvalidDataException($"its {what} would lie at {offset} with {count} bytes; the file has {length}.");
        }
    }
}
