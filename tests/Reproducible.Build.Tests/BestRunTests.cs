using System.Reflection;
using Reproducible.Execution;
using Reproducible.Runs;

namespace Reproducible.Build.Tests;

public class BestRunTests
{
    private static readonly IReadOnlyList<NamedExperiment> All = ExperimentCatalog.In(Assembly.Load("Reproducible.Experiments"));

    [Fact]
    public void Leaves_out_what_others_start_from() =>
        Assert.Equal(["FeatureExtraction", "FromScratch"], BestRun.CandidatesOf(Settings(), Named("FeatureExtraction", "FromScratch", "Source.FashionEight")).Order());

    [Fact]
    public void Takes_a_source_that_is_asked_for_alone() =>
        Assert.Equal(["Source.FashionEight"], BestRun.CandidatesOf(Settings(), Named("Source.FashionEight")));

    [Fact]
    public void Does_not_compare_numbers_of_labels()
    {
        var fault = Assert.Throws<ReproducibleException>(() => BestRun.CandidatesOf(Settings(), Named("FewLabels")));

        Assert.Contains("cannot compare runs on 4 datasets", fault.Problem, StringComparison.Ordinal);
        Assert.Contains("Nothing has run", fault.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Takes_the_experiment_that_is_named() =>
        Assert.Equal(["FromScratch"], BestRun.CandidatesOf(Settings("fromscratch"), Named("FewLabels", "FromScratch")));

    private static BuildSettings Settings(string? experiment = null) => new("/", [], new() { Results = "/" }, null, experiment) { Register = "x" };

    private static IReadOnlyList<NamedExperiment> Named(params string[] names) => [.. All.Where(experiment => names.Contains(experiment.Name))];
}
