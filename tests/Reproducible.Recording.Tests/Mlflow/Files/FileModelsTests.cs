using Reproducible.Recording.Mlflow.Files;
using Reproducible.Recording.Mlflow.Rest;

namespace Reproducible.Recording.Tests.Mlflow.Files;

public sealed class FileModelsTests : IDisposable
{
    private static readonly NewModelVersion Version = new("digits of mine", "file:///runs/1/ab/artifacts", "ab") { Description = "the *best*: one", Tags = [new("key", "b c")] };

    private readonly TempFolder folder = new();

    private FileStore Store => new(folder.Path) { Now = () => 12 };

    // The keys are those of a file that MLflow 2.22 and 3.11 both wrote for the same version, less those that only one of them knows.
    [Fact]
    public async Task Writes_a_version_as_MLflow_does()
    {
        var made = await Store.RegisterAsync(Version, CancellationToken.None);

        Assert.Equal(("digits of mine", "1", "READY"), (made.Name, made.Version, made.Status));
        Assert.Equal(["models/digits of mine/meta.yaml", "models/digits of mine/version-1/meta.yaml", "models/digits of mine/version-1/tags/key"], folder.Files());
        Assert.Equal(
            """
            creation_timestamp: 12
            current_stage: None
            description: 'the *best*: one'
            last_updated_timestamp: 12
            name: digits of mine
            run_id: ab
            run_link: null
            source: file:///runs/1/ab/artifacts
            status: READY
            status_message: null
            storage_location: file:///runs/1/ab/artifacts
            user_id: null
            version: 1

            """.ReplaceLineEndings("\n"),
            await File.ReadAllTextAsync(folder["models/digits of mine/version-1/meta.yaml"], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Registers_the_same_once_and_another_as_the_next_version()
    {
        var versions = new[] { Version, Version, Version with { RunId = "cd" }, Version };
        var numbers = new List<string>();
        foreach (var version in versions)
        {
            numbers.Add((await Store.RegisterAsync(version, CancellationToken.None)).Version);
        }

        Assert.Equal(["1", "1", "2", "1"], numbers);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder[".drafts.trash"]));
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("..")]
    [InlineData("a:b")]
    [InlineData("")]
    public async Task Refuses_a_name_that_MLflow_refuses(string name) =>
        await Assert.ThrowsAsync<ArgumentException>(() => Store.RegisterAsync(Version with { Name = name }, CancellationToken.None));

    public void Dispose() => folder.Dispose();
}
