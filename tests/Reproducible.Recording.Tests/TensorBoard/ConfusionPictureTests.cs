using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Reproducible.Recording.TensorBoard;

namespace Reproducible.Recording.Tests.TensorBoard;

public class ConfusionPictureTests
{
    private static readonly (byte, byte, byte) White = (255, 255, 255);

    [Fact]
    public void Is_a_square_with_an_edge_for_the_classes_numbers()
    {
        var picture = ConfusionPicture.Draw([[100, 0], [25, 75]]);

        // A digit is 6 pixels wide, three are 22, and 6 are left on each side of a number: an edge of 18, cells of 34.
        Assert.Equal((18 + (2 * 34), 18 + (2 * 34)), (picture.Width, picture.Height));
    }

    [Fact]
    public void Is_as_dark_as_the_share_of_the_true_class()
    {
        var picture = ConfusionPicture.Draw([[100, 0], [25, 75]]);

        // The corners of the cells, which no number covers: #08306b at 1, white at 0, in between 255 + (c - 255) × share.
        Assert.Equal(((byte)8, (byte)48, (byte)107), picture[18, 18]);
        Assert.Equal(White, picture[18 + 34, 18]);
        Assert.Equal(((byte)193, (byte)203, (byte)218), picture[18, 18 + 34]);
        Assert.Equal(((byte)70, (byte)100, (byte)144), picture[18 + 34, 18 + 34]);
    }

    [Fact]
    public void Shows_the_count_in_the_middle_of_its_cell()
    {
        var picture = ConfusionPicture.Draw([[1, 0], [0, 1]]);

        // Cells of 6 or 10 pixels and twice 6: 22, from 18 on. The cell 1,0 holds a 0 of 6 by 10, which has ink along its sides and none in its middle.
        var (left, top) = (18 + ((22 - 6) / 2), 18 + 22 + ((22 - 10) / 2));
        Assert.NotEqual(White, picture[left, top]);
        Assert.NotEqual(White, picture[left + 4, top + 5]);
        Assert.Equal(White, picture[left + 2, top + 5]);
        Assert.Equal(White, picture[left - 1, top]);
    }

    [Fact]
    public void Leaves_out_numbers_where_there_are_too_many_classes_to_read_them()
    {
        var picture = ConfusionPicture.Draw([.. Enumerable.Range(0, 50).Select(row => Enumerable.Range(0, 50).Select(column => row == column ? 3L : 0).ToArray())]);

        Assert.Equal(300, picture.Width);
    }

    [Fact]
    public void Draws_a_class_without_examples_white()
    {
        Assert.Equal(White, ConfusionPicture.Draw([[0, 0], [0, 1]])[18, 18]);
    }

    [Fact]
    public void Is_a_png_whose_chunks_hold_the_pixels()
    {
        var picture = new Png(3, 2) { [0, 0] = (1, 2, 3), [2, 1] = (250, 251, 252) };
        var chunks = Chunks(picture.ToArray());

        Assert.Equal(["IHDR", "IDAT", "IEND"], chunks.Select(chunk => chunk.Type));
        Assert.Equal("00000003" + "00000002" + "08" + "02" + "000000", Convert.ToHexString(chunks[0].Data));
        using var zlib = new ZLibStream(new MemoryStream(chunks[1].Data), CompressionMode.Decompress);
        using var rows = new MemoryStream();
        zlib.CopyTo(rows);
        Assert.Equal([0, 1, 2, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 250, 251, 252], rows.ToArray());
        // The empty end is the same in every PNG: its CRC-32 stands in the specification's examples.
        Assert.Equal("0000000049454E44AE426082", Convert.ToHexString(picture.ToArray()[^12..]));
    }

    [Fact]
    public void Names_the_classes_that_the_dataset_keeps_in_their_order()
    {
        var value = ConfusionPicture.Of("test/confusion", [[1, 0], [0, 1]], new Garments { Classes = [1, 0] });

        Assert.Equal("Test split; a row a true class, a column a predicted one. 0 shoe, 1 top.", value.Metadata.SummaryDescription);
        Assert.Equal((62, 62, 3), (value.Image.Width, value.Image.Height, value.Image.Colorspace));
    }

    private static List<(string Type, byte[] Data)> Chunks(byte[] png)
    {
        Assert.Equal("89504E470D0A1A0A", Convert.ToHexString(png[..8]));
        var chunks = new List<(string, byte[])>();
        for (var at = 8; at < png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            chunks.Add((Encoding.ASCII.GetString(png, at + 4, 4), png[(at + 8)..(at + 8 + length)]));
            at += 12 + length;
        }

        return chunks;
    }
}
