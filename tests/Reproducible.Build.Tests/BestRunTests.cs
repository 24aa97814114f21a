using Reproducible.Backbones;
using Reproducible.Datasets;
using Reproducible.Runs;
using Reproducible.Strategies;

namespace Reproducible.Build.Tests;

public class BestRunTests
{
    private static readonly Experiment Source = Of(100, new FromScratch()) with { Datasets = [new FashionMnist { Classes = [1, 3] }], Seeds = [0] };

    private static readonly NamedExperiment[] All =
    [
        new("Source", "", Source),
        new("Scratch", "", Of(100, new FromScratch())),
        new("Tune", "", Of(100, new FullFineTune()) with { Source = Source }),
        new("Few", "", Of(100, new FullFineTune()) with { Source = Source, Datasets = [Labels(10), Labels(100)] }),
    ];

    [Fact]
    public void Leaves_out_what_others_start_from() => Assert.Equal(["Scratch", "Tune"], BestRun.CandidatesOf(Settings(), Named("Source", "Scratch", "Tune")));

    [Fact]
    public void Takes_a_source_that_is_asked_for_alone() => Assert.Equal(["Source"], BestRun.CandidatesOf(Settings(), Named("Source")));

    [Fact]
    public void Does_not_compare_numbers_of_labels()
    {
        var fault = Assert.Throws<ReproducibleException>(() => BestRun.CandidatesOf(Settings(), Named("Source", "Few")));

        Assert.Contains("cannot compare runs on 2 datasets", fault.Problem, StringComparison.Ordinal);
        Assert.Contains("Nothing has run", fault.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Takes_the_experiment_that_is_named() => Assert.Equal(["Scratch"], BestRun.CandidatesOf(Settings("scratch"), Named("Few", "Scratch")));

    [Fact]
    public void Says_which_experiments_there_are()
    {
        var fault = Assert.Throws<ReproducibleException>(() => BestRun.CandidatesOf(Settings("Tuna"), Named("Scratch", "Tune")));

        Assert.Contains("'Tuna', which is not among the experiments of this call", fault.Problem, StringComparison.Ordinal);
        Assert.Equal("There are: Scratch, Tune.", fault.Remedy);
    }

    private static Experiment Of(int labels, Strategy strategy) =>
        new() { Backbones = [new SmallCnn(16)], Datasets = [Labels(labels)], Strategies = [strategy], Seeds = [0, 1] };

    private static FashionMnist Labels(int each) => new() { Classes = [0, 2], LabelsPerClass = each };

    private static BuildSettings Settings(string? experiment = null) => new("/", [], new() { Results = "/" }, null, experiment) { Register = "x" };

    private static List<NamedExperiment> Named(params string[] names) => [.. All.Where(experiment => names.Contains(experiment.Name))];
}
