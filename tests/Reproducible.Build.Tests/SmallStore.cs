using Reproducible.Store;

namespace Reproducible.Build.Tests;

[CollectionDefinition(SmallStore.Tests)]
public sealed class SmallStoreTests : ICollectionFixture<SmallStore>;

/// <summary>Two from-scratch runs of one epoch, done once by the real script and real workers.</summary>
public sealed class SmallStore : IAsyncLifetime
{
    public const string Tests = "small store";

    private int copies;

    internal CakeFolder Cake { get; private set; } = null!;

    /// <summary>Ids by seed.</summary>
    public IReadOnlyList<string> Ids { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        Cake = await CakeFolder.MakeAsync();
        var (exitCode, output) = await Cake.RunAsync("--target=FromScratch", "--seeds=2", "--epochs=1");
        Assert.True(exitCode == 0, output);
        var store = new RunStore(Cake.Folder.File("results/store"));
        Ids = [.. store.Ids.OrderBy(id => store.FindReceipt(id)!.Settings["seed"], StringComparer.Ordinal)];
    }

    /// <summary>Absolute path of a results folder with copies of the runs.</summary>
    public string Copy()
    {
        var results = Cake.Folder.File($"copy-{++copies}");
        foreach (var file in Directory.EnumerateFiles(Cake.Folder.File("results/store"), "*", SearchOption.AllDirectories))
        {
            var place = Path.Combine(results, "store", Path.GetRelativePath(Cake.Folder.File("results/store"), file));
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            File.Copy(file, place);
        }

        return results;
    }

    /// <summary>A copy in which the first seed's folder holds the second seed's numbers, sealed as if they were its own.</summary>
    public string Planted()
    {
        var results = Copy();
        var store = new RunStore(Path.Combine(results, "store"));
        var (right, wrong) = (store.FindReceipt(Ids[0])!, store.FindReceipt(Ids[1])!);
        foreach (var name in wrong.Files.Keys)
        {
            File.Copy(Path.Combine(store.FolderOf(Ids[1]), name), Path.Combine(store.FolderOf(Ids[0]), name), overwrite: true);
        }

        File.WriteAllBytes(Path.Combine(store.FolderOf(Ids[0]), ReceiptFile.Name), ReceiptFile.Write(wrong with { Id = right.Id, Key = right.Key }));

        return results;
    }

    public ValueTask DisposeAsync()
    {
        Cake.Dispose();

        return ValueTask.CompletedTask;
    }
}
