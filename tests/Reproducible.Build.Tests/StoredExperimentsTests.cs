using Reproducible.Backbones;
using Reproducible.Datasets;
using Reproducible.Execution;
using Reproducible.Keys;
using Reproducible.Runs;
using Reproducible.Strategies;

namespace Reproducible.Build.Tests;

public sealed class StoredExperimentsTests : IDisposable
{
    private readonly Folder folder = new();

    /// <summary>Each definition makes lists of its own, so specs that mean the same are not equal.</summary>
    [Fact]
    public void A_run_that_this_call_did_is_known_again_in_another_definition_of_its_experiment()
    {
        var options = new LabOptions { Results = folder.Path };
        var spec = Scratch().Experiment.Runs[1];
        var done = new RunRecord(spec, Receipt(RunKey.Of(spec, options).Id), [], folder.Path, Reused: false);
        var found = new StoredExperiments(options, [done]).Read(Scratch());

        Assert.Same(done, Assert.Single(found.Result.Runs));
        Assert.Equal(1, found.Missing);
    }

    public void Dispose() => folder.Dispose();

    private static NamedExperiment Scratch() => new("Scratch", "How well from scratch?", new()
    {
        Backbones = [new SmallCnn(Width: 4)],
        Datasets = [new FashionMnist { Classes = [0, 2], LabelsPerClass = 10 }],
        Strategies = [new FromScratch()],
        Seeds = [0, 1],
    });

    private static Receipt Receipt(string id) =>
        new() { Id = id, Status = RunStatus.Failed, StartedAt = DateTimeOffset.UnixEpoch, Key = new Dictionary<string, KeyPart>(), Environment = new Dictionary<string, string>() };
}
