using Reproducible.Execution;

namespace Reproducible.Build.Tests;

/// <summary>What the target hands to the program that measures.</summary>
public sealed class BenchmarkWordsTests
{
    private static readonly BuildSettings Plain = new("/repository", ["Benchmarks"], new LabOptions { Results = "/repository/results" }, null, null);

    [Fact]
    public void Measures_all_of_the_repository_it_is_called_in() =>
        Assert.Equal(["claims", "--root=/repository", "--until-input-ends", "--device=cpu"], BenchmarkWords.Of(Plain));

    [Fact]
    public void Hands_on_what_was_asked_for() => Assert.Equal(
        ["claims", "--root=/repository", "--until-input-ends", "--device=cuda:1", "--filter=step-*", "--quick", "--mlflow=http://host:5000"],
        BenchmarkWords.Of(Plain with { Lab = Plain.Lab with { Device = "cuda:1" }, Filter = "step-*", Quick = true, Mlflow = "http://host:5000" }));

    [Fact]
    public void A_folder_is_no_tracking_server() => Assert.DoesNotContain("--mlflow=mlruns", BenchmarkWords.Of(Plain with { Mlflow = "mlruns" }));
}
