using System.Text;
using Reproducible.Recording.TensorBoard;

namespace Reproducible.Recording.Tests.TensorBoard;

public class EventRecordsTests
{
    // RFC 3720, appendix B.4; the last is the check value that catalogues of CRCs give for CRC-32/ISCSI.
    public static TheoryData<byte[], uint> Known => new()
    {
        { new byte[32], 0x8a9136aa },
        { [.. Enumerable.Repeat((byte)0xff, 32)], 0x62a8ab43 },
        { [.. Enumerable.Range(0, 32).Select(value => (byte)value)], 0x46dd794e },
        { [.. Enumerable.Range(0, 32).Select(value => (byte)(31 - value))], 0x113fdb5c },
        { "123456789"u8.ToArray(), 0xe3069283 },
        { [], 0 },
    };

    [Theory]
    [MemberData(nameof(Known))]
    public void Has_castagnolis_checksum(byte[] bytes, uint checksum) => Assert.Equal(checksum, EventRecords.Crc32C(bytes));

    [Fact]
    public void Turns_a_checksum_by_fifteen_bits_and_adds_a_constant()
    {
        // 0 turned is 0.
        Assert.Equal(0xa282ead8, EventRecords.Masked([]));
        // 0xe3069283 turned right by 15 is 0x2507c60d.
        Assert.Equal(0x2507c60d + 0xa282ead8, EventRecords.Masked("123456789"u8));
    }

    [Fact]
    public void Gives_back_what_was_written_of_any_length()
    {
        byte[][] records = [[], [7], [.. Enumerable.Range(0, 1000).Select(value => (byte)value)]];

        Assert.Equal(records, EventRecords.Read(Written(records)).Select(record => record.ToArray()));
    }

    [Fact]
    public void Reads_a_file_that_was_cut_at_any_byte_up_to_there()
    {
        byte[][] records = ["first"u8.ToArray(), [], "third"u8.ToArray()];
        var file = Written(records);
        // 16 bytes frame a record.
        int[] ends = [21, 37, 58];
        Assert.Equal(ends[^1], file.Length);

        for (var length = 0; length <= file.Length; length++)
        {
            Assert.Equal(ends.Count(end => end <= length), EventRecords.Read(file.AsMemory(0, length)).Count());
        }
    }

    [Fact]
    public void Refuses_a_file_with_any_byte_altered_but_gives_out_what_stands_before()
    {
        byte[][] records = ["first"u8.ToArray(), "second"u8.ToArray()];
        var file = Written(records);
        for (var place = 0; place < file.Length; place++)
        {
            var altered = file.ToArray();
            altered[place] ^= 1;
            var read = new List<string>();

            Assert.Throws<ReproducibleException>(() => read.AddRange(EventRecords.Read(altered).Select(record => Encoding.UTF8.GetString(record.Span))));
            Assert.Equal(place < 21 ? [] : ["first"], Begun(altered, records.Length));
        }
    }

    private static List<string> Begun(byte[] file, int most)
    {
        var read = new List<string>();
        using var records = EventRecords.Read(file).GetEnumerator();
        try
        {
            while (read.Count < most && records.MoveNext())
            {
                read.Add(Encoding.UTF8.GetString(records.Current.Span));
            }
        }
        catch (ReproducibleException)
        {
            // What was read before it counts.
        }

        return read;
    }

    private static byte[] Written(IEnumerable<byte[]> records)
    {
        using var file = new MemoryStream();
        foreach (var record in records)
        {
            EventRecords.Write(file, record);
        }

        return file.ToArray();
    }
}
