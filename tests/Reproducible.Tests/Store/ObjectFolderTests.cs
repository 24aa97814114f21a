using Reproducible.Store;

namespace Reproducible.Tests.Store;

public sealed class ObjectFolderTests : IDisposable
{
    // SHA-256 of "abc": FIPS 180-2, appendix B.1.
    private const string Abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    private readonly TemporaryFolder temporary = new();

    private ObjectFolder Objects => new(temporary.File("objects"));

    public void Dispose() => temporary.Dispose();

    [Fact]
    public void What_is_put_is_found_by_its_hash()
    {
        Assert.Null(Objects.Find(Abc));
        Assert.Equal(Abc, Objects.Put("abc"u8));
        Assert.Equal("abc"u8, Objects.Find(Abc)!);
    }

    [Fact]
    public void What_is_put_twice_lies_there_once()
    {
        Objects.Put("abc"u8);
        var written = File.GetLastWriteTimeUtc(Objects.PathOf(Abc));
        Objects.Put("abc"u8);

        Assert.Equal(written, File.GetLastWriteTimeUtc(Objects.PathOf(Abc)));
        Assert.Single(Directory.GetFiles(temporary.File("objects")));
    }

    [Theory]
    [InlineData("abd")]
    [InlineData("ab")]
    [InlineData("")]
    public void One_that_is_damaged_is_named_and_not_handed_out(string content)
    {
        Objects.Put("abc"u8);
        File.WriteAllText(Objects.PathOf(Abc), content);

        var fault = Assert.Throws<ReproducibleException>(() => Objects.Find(Abc));

        Assert.Contains(Objects.PathOf(Abc), fault.Problem, StringComparison.Ordinal);
        Assert.Equal("Delete it; runs write it again.", fault.Remedy);
    }

    [Fact]
    public void Deleted_when_damaged_it_is_written_again()
    {
        Objects.Put("abc"u8);
        File.WriteAllText(Objects.PathOf(Abc), "abd");
        File.Delete(Objects.PathOf(Abc));
        Objects.Put("abc"u8);

        Assert.Equal("abc"u8, Objects.Find(Abc)!);
    }

    [Fact]
    public void Written_by_many_at_once_and_read_meanwhile_each_is_whole_and_nothing_else_is_left()
    {
        var contents = Enumerable.Range(0, 4).Select(number => Enumerable.Repeat((byte)number, 100_000).ToArray()).ToList();
        Parallel.For(0, 64, new() { MaxDegreeOfParallelism = 8 }, turn =>
        {
            // Several put the same one, others look for it.
            var content = contents[turn % contents.Count];
            var hash = Objects.Put(content);
            Assert.Equal(content, Objects.Find(hash));
        });

        Assert.Equal(contents.Count, Directory.GetFiles(temporary.File("objects")).Length);
    }
}
