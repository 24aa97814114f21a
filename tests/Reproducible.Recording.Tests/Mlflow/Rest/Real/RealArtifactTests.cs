using Reproducible.Recording.Mlflow.Rest;

namespace Reproducible.Recording.Tests.Mlflow.Rest.Real;

public sealed class RealArtifactTests : IAsyncLifetime
{
    private readonly RealServer server = new();
    private readonly TempFolder folder = new();

    private MlflowArtifacts Artifacts => server.Client.Artifacts;

    [Fact]
    public async Task Takes_lists_and_gives_files_back()
    {
        var run = await server.RunAsync();
        foreach (var (path, text) in new[] { ("a, & 50%.txt", "ж"), ("dir/deep/b.json", "{}"), ("dir/empty.bin", ""), ("dir/a.txt", "old"), ("dir/a.txt", "new") })
        {
            await Artifacts.WriteAsync(run.ArtifactUri, MlflowArtifact.Text(path, text), RealServer.Cancel);
        }

        await Artifacts.DownloadAsync(run.ArtifactUri, "a, & 50%.txt", folder["here/down.txt"], RealServer.Cancel);
        await Artifacts.DownloadAsync(run.ArtifactUri, "dir/a.txt", folder["here/down2.txt"], RealServer.Cancel);

        Assert.Equal([new("a, & 50%.txt", false, 2), new("dir", true, 0)], await Artifacts.ListAsync(run.ArtifactUri, "", RealServer.Cancel));
        Assert.Equal(
            [new("a, & 50%.txt", false, 2), new("dir/a.txt", false, 3), new("dir/empty.bin", false, 0), new("dir/deep/b.json", false, 2)],
            await Artifacts.ListFilesAsync(run.ArtifactUri, "", RealServer.Cancel));
        Assert.Equal("ж new", $"{await File.ReadAllTextAsync(folder["here/down.txt"], RealServer.Cancel)} {await File.ReadAllTextAsync(folder["here/down2.txt"], RealServer.Cancel)}");
        Assert.Equal(["down.txt", "down2.txt"], folder.Files("here"));
    }

    [Fact]
    public async Task Takes_lists_and_deletes_a_file_with_any_name()
    {
        var run = await server.RunAsync();
        await Artifacts.WriteAsync(run.ArtifactUri, MlflowArtifact.Text("имя/имя с.txt", "ж"), RealServer.Cancel);
        Assert.Equal([new("имя/имя с.txt", false, 2)], await Artifacts.ListFilesAsync(run.ArtifactUri, "", RealServer.Cancel));
        await Artifacts.DeleteAsync(run.ArtifactUri, "имя/имя с.txt", RealServer.Cancel);

        Assert.Empty(await Artifacts.ListFilesAsync(run.ArtifactUri, "", RealServer.Cancel));
    }

    [Fact]
    public async Task Says_at_once_that_a_file_is_not_there()
    {
        var run = await server.RunAsync();
        var fault = await Assert.ThrowsAsync<MlflowException>(() => Artifacts.DownloadAsync(run.ArtifactUri, "no such.txt", folder["x"], RealServer.Cancel));

        Assert.Equal("RESOURCE_DOES_NOT_EXIST", fault.Code);
        Assert.Contains("no such.txt", fault.Problem, StringComparison.Ordinal);
        Assert.Empty(folder.Files());
        Assert.Empty(await Artifacts.ListAsync(run.ArtifactUri, "", RealServer.Cancel));
        Assert.Empty(await Artifacts.ListAsync(run.ArtifactUri, "no/such", RealServer.Cancel));
    }

    [Fact]
    public async Task Takes_files_away()
    {
        var run = await server.RunAsync();
        await Artifacts.WriteAsync(run.ArtifactUri, MlflowArtifact.Text("dir/a.txt", "a"), RealServer.Cancel);
        await Artifacts.DeleteAsync(run.ArtifactUri, "dir/a.txt", RealServer.Cancel);
        await Artifacts.DeleteAsync(run.ArtifactUri, "dir/a.txt", RealServer.Cancel);

        Assert.Empty(await Artifacts.ListFilesAsync(run.ArtifactUri, "", RealServer.Cancel));
    }

    [Fact]
    public async Task Registers_a_version_once_and_gives_it_an_alias()
    {
        var (run, second, models, name) = (await server.RunAsync(), await server.RunAsync(), server.Client.Models, $"client-test-{Guid.NewGuid():N}");
        await Artifacts.WriteAsync(run.ArtifactUri, MlflowArtifact.Text("weights.bin", "w"), RealServer.Cancel);
        var version = new NewModelVersion(name, run.ArtifactUri, run.RunId) { Description = "the *best*", Tags = [new("key", "ab")] };
        var first = await models.RegisterAsync(version, RealServer.Cancel);
        var again = await models.RegisterAsync(version, RealServer.Cancel);
        var other = await models.RegisterAsync(version with { RunId = second.RunId, Source = second.ArtifactUri }, RealServer.Cancel);
        await models.SetAliasAsync(name, "best", "1", RealServer.Cancel);
        await models.SetTagAsync(name, new("task", "digits"), RealServer.Cancel);
        await models.SetVersionTagAsync(name, "1", new("accuracy", "0.9"), RealServer.Cancel);
        var best = await models.FindByAliasAsync(name, "best", RealServer.Cancel);

        Assert.Equal(("1", "1", "2"), (first.Version, again.Version, other.Version));
        Assert.Equal(("1", run.RunId, run.ArtifactUri, "READY", "0.9", "ab"), (best!.Version, best.RunId, best.Source, best.Status, best.Tags["accuracy"], best.Tags["key"]));
        Assert.Null(await models.FindByAliasAsync(name, "worst", RealServer.Cancel));
        Assert.Null(await models.FindByAliasAsync("no such model", "best", RealServer.Cancel));
    }

    public ValueTask InitializeAsync() => server.InitializeAsync();

    public ValueTask DisposeAsync()
    {
        folder.Dispose();

        return server.DisposeAsync();
    }
}
