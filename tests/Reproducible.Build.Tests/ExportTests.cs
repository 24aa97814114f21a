using System.IO.Compression;

namespace Reproducible.Build.Tests;

/// <summary>One checkout hands a run over, another confirms it.</summary>
[Collection(SmallStore.Tests)]
public sealed class ExportTests(SmallStore small)
{
    [Fact]
    public async Task A_run_is_exported_to_its_place_and_confirmed_elsewhere()
    {
        var results = small.Copy();
        var (exported, said) = await small.Cake.RunAsync("--target=Export", $"--run={small.Ids[0][..6]}", $"--results={results}");

        Assert.True(exported == 0, said);
        var zip = Path.Combine(results, "export", $"{small.Ids[0]}.zip");
        using (var archive = ZipFile.OpenRead(zip))
        {
            Assert.Contains($"{zip}: {new FileInfo(zip).Length} bytes, {archive.Entries.Count} files", said, StringComparison.Ordinal);
            Assert.All(archive.Entries, entry => Assert.Contains($"  {entry.FullName}\n", said, StringComparison.Ordinal));
            Assert.Equal("ro-crate-metadata.json", archive.Entries[0].FullName);
        }

        using var elsewhere = await CakeFolder.MakeAsync();
        var (confirmed, verdict) = await elsewhere.RunAsync("--target=Verify", $"--export={zip}");

        Assert.True(confirmed == 0, verdict);
        Assert.Contains($"{small.Ids[0]} FromScratch: FromScratch, seed 0", verdict, StringComparison.Ordinal);
        Assert.Contains("identical bit for bit: ", verdict, StringComparison.Ordinal);
        Assert.DoesNotContain("although", verdict, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_zip_that_was_tampered_with_is_refused_and_nothing_executed()
    {
        var results = small.Copy();
        var zip = Path.Combine(results, "mine.zip");
        Assert.Equal(0, (await small.Cake.RunAsync("--target=Export", $"--run={small.Ids[0]}", $"--results={results}", $"--output={zip}")).ExitCode);
        using (var archive = ZipFile.Open(zip, ZipArchiveMode.Update))
        {
            archive.CreateEntry("../escape.sh");
        }

        var (exitCode, output) = await small.Cake.RunAsync("--target=Verify", $"--export={zip}", $"--results={results}");

        Assert.Equal(1, exitCode);
        Assert.Contains($"The export '{zip}' is refused: its entry '../escape.sh' leads out of its folder. Nothing was unpacked.", output, StringComparison.Ordinal);
        Assert.DoesNotContain("FromScratch: FromScratch", output, StringComparison.Ordinal);
    }
}
