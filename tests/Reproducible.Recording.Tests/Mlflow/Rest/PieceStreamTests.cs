using Reproducible.Recording.Mlflow.Rest;

namespace Reproducible.Recording.Tests.Mlflow.Rest;

public sealed class PieceStreamTests
{
    [Fact]
    public void Reads_pieces_one_after_another_whatever_is_asked_for_at_once()
    {
        using var stream = new PieceStream([[1, 2, 3], [], [4], [5, 6]], length: 6);
        var read = new List<byte>();
        var two = new byte[2];
        while (stream.Read(two) is > 0 and var count)
        {
            read.AddRange(two[..count]);
        }

        Assert.Equal([1, 2, 3, 4, 5, 6], read);
        Assert.Equal(stream.Length, stream.Position);
    }

    [Fact]
    public void Makes_a_piece_when_it_is_reached()
    {
        var made = 0;
        using var stream = new PieceStream(Enumerable.Range(1, 3).Select(piece => new byte[] { (byte)(made = piece) }), length: 3);

        Assert.Equal(0, made);
        Assert.Equal(1, stream.ReadByte());
        Assert.Equal(1, made);
    }
}
