using System.Runtime.CompilerServices;
using Reproducible.Snapshots.Files;

namespace Reproducible.Snapshots.Tests.Files;

public sealed class SourceFolderTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Takes_a_path_that_exists_as_it_is() => Assert.Equal(folder.Path, SourceFolder.Of(folder.Write("Some.cs", "")));

    [Fact]
    public void Climbs_from_the_tests_to_the_root_that_the_path_was_mapped_from()
    {
        var (tests, binaries) = (folder.At("tests"), folder.At("artifacts/bin/debug"));
        Directory.CreateDirectory(tests);
        Directory.CreateDirectory(binaries);
        folder.Write("tests/Some.cs", "");

        Assert.Equal(tests, SourceFolder.Of("/_/tests/Some.cs", "/nowhere", binaries));
    }

    [Fact]
    public void Finds_this_very_file() => Assert.True(File.Exists(Path.Combine(SourceFolder.Of(ThisFile(), AppContext.BaseDirectory), "SourceFolderTests.cs")));

    [Theory]
    [InlineData("/_/tests/Gone.cs")]
    [InlineData("/elsewhere/tests/Gone.cs")]
    public void Says_where_it_looked(string source)
    {
        var failure = Assert.Throws<ArgumentException>(() => SourceFolder.Of(source, folder.Path, "/nowhere"));

        Assert.Equal(
            $"The source file '{source}' was looked for in '{folder.Path}' and in '/nowhere' and every folder above, and is not there. "
            + "Run the tests from a build below the repository's root, or name an absolute folder with UseDirectory.",
            failure.Message);
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
