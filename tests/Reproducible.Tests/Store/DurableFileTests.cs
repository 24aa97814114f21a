using Reproducible.Store;

namespace Reproducible.Tests.Store;

public sealed class DurableFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_file_is_replaced_and_nothing_is_left_beside_it()
    {
        var path = folder.File("file");
        File.WriteAllText(path, "something longer");

        DurableFile.Write(path, stream => stream.Write("new"u8));

        Assert.Equal("new", File.ReadAllText(path));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void A_write_that_fails_midway_leaves_the_file_as_it_was()
    {
        var path = folder.File("file");
        File.WriteAllText(path, "old");

        Assert.Throws<IOException>(() => DurableFile.Write(path, stream =>
        {
            stream.Write("ne"u8);
            throw new IOException("No space left on device");
        }));

        Assert.Equal("old", File.ReadAllText(path));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void Until_the_content_is_whole_the_name_holds_the_old_one()
    {
        var path = folder.File("file");
        File.WriteAllText(path, "old");
        var meanwhile = "";

        DurableFile.Write(path, stream =>
        {
            stream.Write("new"u8);
            stream.Flush();
            meanwhile = File.ReadAllText(path);
        });

        Assert.Equal("old", meanwhile);
    }

    [Fact]
    public void Files_and_folders_that_are_there_can_be_flushed()
    {
        File.WriteAllText(folder.File("file"), "text");

        DurableFile.FlushFile(folder.File("file"));
        DurableFile.FlushFolder(folder.Path);
    }

    [Fact]
    public void An_absent_folder_is_named()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows flushes no folders.");

        var error = Assert.Throws<IOException>(() => DurableFile.FlushFolder(folder.File("absent")));

        Assert.Contains(folder.File("absent"), error.Message, StringComparison.Ordinal);
        Assert.Contains("No such file", error.Message, StringComparison.Ordinal);
    }
}
