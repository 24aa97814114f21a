using Reproducible.Runs;
using Reproducible.Store;

namespace Reproducible.Build.Tests;

/// <summary>A store that lies is found out, by the real script and real workers.</summary>
[Collection(SmallStore.Tests)]
public sealed class SpotCheckTests(SmallStore small)
{
    [Fact]
    public async Task Paranoid_names_both_receipts_of_a_run_that_is_not_what_it_says_and_keeps_them()
    {
        var results = small.Planted();

        var (exitCode, output) = await small.Cake.RunAsync("--target=FromScratch", "--seeds=2", "--epochs=1", $"--results={results}", "--paranoid");

        var recorded = Path.Combine(results, "store", small.Ids[0], ReceiptFile.Name);
        var again = Path.Combine(results, "store", ".verify", small.Ids[0], "store", small.Ids[0], ReceiptFile.Name);
        Assert.Equal(1, exitCode);
        Assert.Contains("2 reused runs are executed again, to see whether the store still tells the truth:", output, StringComparison.Ordinal);
        Assert.Contains("they differ before the first step: other start weights", output, StringComparison.Ordinal);
        Assert.Contains("cause: nondeterminism: same key, different bits", output, StringComparison.Ordinal);
        Assert.Contains($"recorded: {recorded}", output, StringComparison.Ordinal);
        Assert.Contains($"executed again: {again}", output, StringComparison.Ordinal);
        Assert.Contains($"THE STORE IS NOT CONFIRMED: executed again, {small.Ids[0]} gave other numbers than recorded.", output, StringComparison.Ordinal);
        Assert.Single(output.Split('\n'), line => line.Contains("identical bit for bit", StringComparison.Ordinal));
        Assert.All([recorded, again], path => Assert.Equal(RunStatus.Finished, ReceiptFile.Read(File.ReadAllBytes(path), small.Ids[0], path).Status));
    }

    [Fact]
    public async Task A_spot_check_draws_one_run_of_an_experiment()
    {
        var (exitCode, output) = await small.Cake.RunAsync("--target=FromScratch", "--seeds=2", "--epochs=1", $"--results={small.Copy()}", "--spot-check=1");

        Assert.Equal(0, exitCode);
        Assert.Contains("1 reused run is executed again", output, StringComparison.Ordinal);
        Assert.Single(output.Split('\n'), line => line.Contains("identical bit for bit", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Runs_of_this_call_are_not_checked_and_zero_checks_none()
    {
        var results = small.Planted();
        Directory.Delete(Path.Combine(results, "store", small.Ids[1]), recursive: true);

        var (exitCode, output) = await small.Cake.RunAsync("--target=FromScratch", "--seeds=2", "--epochs=1", $"--results={results}", "--spot-check=0");

        Assert.Equal(0, exitCode);
        Assert.Contains("FromScratch: 2 runs, 1 reused, 0 failed", output, StringComparison.Ordinal);
        Assert.DoesNotContain("executed again", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_cannot_be_compared_is_not_called_confirmed()
    {
        var results = small.Copy();
        var weights = Path.Combine(results, "store", small.Ids[0], RunFiles.Weights);
        File.WriteAllText(weights, "torn");

        var (exitCode, output) = await small.Cake.RunAsync("--target=FromScratch", "--seeds=1", "--epochs=1", $"--results={results}", "--paranoid");

        Assert.Equal(1, exitCode);
        Assert.Contains($"'{weights}' has SHA-256 ", output, StringComparison.Ordinal);
        Assert.Contains($"THE STORE IS NOT CONFIRMED: executed again, {small.Ids[0]} could not be compared.", output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(results, "store", ".verify", small.Ids[0])));
    }

    [Fact]
    public async Task A_store_that_may_only_be_read_is_verified_elsewhere()
    {
        var results = small.Copy();
        File.WriteAllText(Path.Combine(results, "store", ".verify"), "no folder, so that none can be made in it");

        var (exitCode, output) = await small.Cake.RunAsync("--target=Verify", $"--run={small.Ids[0]}", $"--results={results}");

        Assert.True(exitCode == 0, output);
        Assert.Contains("identical bit for bit: ", output, StringComparison.Ordinal);
    }
}
