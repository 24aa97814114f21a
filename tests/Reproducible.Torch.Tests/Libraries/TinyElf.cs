using System.Buffers.Binary;
using System.Text;

namespace Reproducible.Torch.Tests.Libraries;

/// <summary>The smallest shared library that a loader's search can be asked about: headers, a dynamic section, its strings, a note; no code.</summary>
internal sealed record TinyElf(string Soname, string[] Needed)
{
    public string? RunPath { get; init; }

    public string? RPath { get; init; }

    public byte[]? BuildId { get; init; }

    /// <summary>62: x86-64, 183: 64-bit ARM.</summary>
    public ushort Machine { get; init; } = System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture == System.Runtime.InteropServices.Architecture.Arm64 ? (ushort)183 : (ushort)62;

    public string WriteTo(string folder, string? name = null)
    {
        var path = Path.Combine(Directory.CreateDirectory(folder).FullName, name ?? Soname);
        File.WriteAllBytes(path, Bytes());

        return path;
    }

    /// <summary>64 bytes of header, three program headers of 56, then dynamic section, strings and note; everything is loaded to address 0x10000 and up.</summary>
    public byte[] Bytes()
    {
        List<byte> strings = [0];
        long Text(string text)
        {
            var at = strings.Count;
            strings.AddRange([.. Encoding.UTF8.GetBytes(text), 0]);

            return at;
        }

        var tags = new List<(long Tag, long Value)>();
        tags.AddRange(Needed.Select(name => (1L, Text(name))));
        tags.Add((14, Text(Soname)));
        if (RunPath is not null)
        {
            tags.Add((29, Text(RunPath)));
        }

        if (RPath is not null)
        {
            tags.Add((15, Text(RPath)));
        }

        const int dynamicAt = 64 + 3 * 56;
        var stringsAt = dynamicAt + (tags.Count + 3) * 16;
        tags.AddRange([(5, 0x10000 + stringsAt), (10, strings.Count), (0, 0)]);
        var noteAt = (stringsAt + strings.Count + 3) / 4 * 4;
        byte[] note = BuildId is { } id ? [4, 0, 0, 0, (byte)id.Length, 0, 0, 0, 3, 0, 0, 0, (byte)'G', (byte)'N', (byte)'U', 0, .. id] : [];

        var bytes = new byte[noteAt + note.Length];
        "\u007fELF\u0002\u0001\u0001"u8.CopyTo(bytes);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(16), 3);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(18), Machine);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(32), 64);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(54), 56);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(56), 3);
        Segment(bytes, 0, kind: 1, 0, bytes.Length);
        Segment(bytes, 1, kind: 2, dynamicAt, tags.Count * 16);
        Segment(bytes, 2, kind: 4, noteAt, note.Length);
        for (var i = 0; i < tags.Count; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(dynamicAt + i * 16), tags[i].Tag);
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(dynamicAt + i * 16 + 8), tags[i].Value);
        }

        strings.CopyTo(bytes, stringsAt);
        note.CopyTo(bytes, noteAt);

        return bytes;
    }

    private static void Segment(byte[] bytes, int index, uint kind, long offset, long length)
    {
        var header = bytes.AsSpan(64 + index * 56);
        BinaryPrimitives.WriteUInt32LittleEndian(header, kind);
        BinaryPrimitives.WriteInt64LittleEndian(header[8..], offset);
        BinaryPrimitives.WriteInt64LittleEndian(header[16..], 0x10000 + offset);
        BinaryPrimitives.WriteInt64LittleEndian(header[32..], length);
        BinaryPrimitives.WriteInt64LittleEndian(header[40..], length);
        BinaryPrimitives.WriteInt64LittleEndian(header[48..], 4);
    }
}
