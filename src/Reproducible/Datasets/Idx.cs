using System.Buffers.Binary;

namespace Reproducible.Datasets;

/// <summary>The IDX format of unsigned bytes: magic number 0x00 0x00 0x08 rank, the sizes as big-endian 32-bit integers, the bytes.</summary>
/// <remarks>Source: LeCun, Cortes, Burges, the MNIST database.</remarks>
internal static class Idx
{
    /// <summary>Bytes of magic number and sizes.</summary>
    /// <param name="rank">How many sizes.</param>
    public static int HeaderBytes(int rank) => 4 + (4 * rank);

    /// <summary>Checks magic number and sizes, and returns the bytes behind them.</summary>
    /// <param name="header">As many bytes as <see cref="HeaderBytes"/> says.</param>
    /// <param name="body">All that follow.</param>
    /// <param name="name">For errors.</param>
    /// <param name="sizes">The sizes the header must state.</param>
    public static byte[] Parse(byte[] header, byte[] body, string name, params ReadOnlySpan<int> sizes)
    {
        var magic = BinaryPrimitives.ReadInt32BigEndian(header);
        if (magic != (0x0800 | sizes.Length))
        {
            throw Fault($"begins with magic number 0x{magic:x8}; 0x{0x0800 | sizes.Length:x8} is expected");
        }

        long bytes = 1;
        for (var axis = 0; axis < sizes.Length; axis++)
        {
            var size = BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(HeaderBytes(axis)));
            bytes *= sizes[axis];
            if (size != sizes[axis])
            {
                throw Fault($"states {size} along axis {axis}; {sizes[axis]} is expected");
            }
        }

        return body.Length == bytes ? body : throw Fault($"holds {body.Length} bytes behind its header; {bytes} are expected");

        ReproducibleException Fault(string problem) => new($"'{name}' {problem}.", "Get the file again from its source.");
    }

    /// <summary>Checks that every label is below a bound.</summary>
    public static byte[] CheckLabels(byte[] labels, string name, int classes)
    {
        var place = labels.AsSpan().IndexOfAnyExceptInRange((byte)0, (byte)(classes - 1));

        return place < 0 ? labels : throw new ReproducibleException(
            $"'{name}' has label {labels[place]} at example {place}; labels are 0 to {classes - 1}.", "Get the file again from its source.");
    }
}
