using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Reproducible.Recording.TensorBoard;

/// <summary>A picture of 8-bit red, green and blue, as PNG.</summary>
/// <remarks>Source: PNG (Third Edition), W3C Recommendation.</remarks>
internal sealed class Png(int width, int height)
{
    private const int Channels = 3;
    private const byte Rgb = 2;
    private const uint Polynomial = 0xedb88320; // CRC-32 of ISO 3309, bits reversed.

    private static readonly byte[] Signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a];

    // A row begins with the number of its filter; 0 is none.
    private readonly byte[] pixels = new byte[height * (1 + (width * Channels))];

    public int Width => width;

    public int Height => height;

    public (byte Red, byte Green, byte Blue) this[int x, int y]
    {
        get => At(x, y) is var at ? (pixels[at], pixels[at + 1], pixels[at + 2]) : default;
        set => (pixels[At(x, y)], pixels[At(x, y) + 1], pixels[At(x, y) + 2]) = value;
    }

    public void Fill(int left, int top, int columns, int rows, (byte Red, byte Green, byte Blue) colour)
    {
        for (var y = top; y < top + rows; y++)
        {
            for (var x = left; x < left + columns; x++)
            {
                this[x, y] = colour;
            }
        }
    }

    public byte[] ToArray()
    {
        using var file = new MemoryStream();
        file.Write(Signature);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, Rgb);
        Chunk(file, "IHDR", header);
        Chunk(file, "IDAT", Compressed());
        Chunk(file, "IEND", []);

        return file.ToArray();
    }

    private int At(int x, int y) => (y * (1 + (width * Channels))) + 1 + (x * Channels);

    private byte[] Compressed()
    {
        using var data = new MemoryStream();
        using (var zlib = new ZLibStream(data, CompressionLevel.SmallestSize))
        {
            zlib.Write(pixels);
        }

        return data.ToArray();
    }

    private static void Chunk(Stream file, string type, byte[] data)
    {
        byte[] bytes = [.. Encoding.ASCII.GetBytes(type), .. data];
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(bytes);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc(bytes));
        file.Write(number);
    }

    private static uint Crc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) == 0 ? 0 : Polynomial);
            }
        }

        return ~crc;
    }
}
