using CsvHelper;
using Reproducible.Experiments.Source;
using Reproducible.Frosting;
using Reproducible.Keys;
using Reproducible.Runs;
using Reproducible.Snapshots;
using static Reproducible.Snapshots.Verifier;

namespace Experiments.Tests;

/// <summary>Two snapshots an experiment: what it would run, and what a small fast version of it measures.</summary>
public sealed class ExperimentTests(SmallStore store) : IClassFixture<SmallStore>
{
    // Where the snapshots were made. Another version's operators add up in another order, and training carries their last bits on.
    private const string Libtorch = "1.13.0";

    public static TheoryData<string> Names => [.. ExperimentTask.AllIn(typeof(FashionEight).Assembly).Select(task => task.Named.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public Task Plan(string experiment) => Verify(string.Join('\n', Declared(experiment).Experiment.Runs
        .GroupBy(run => $"{run.Strategy}\n  {run.Dataset}\n  {run.Backbone}\n  {run.Recipe}\n  source: {run.Source?.ToString() ?? "none"}")
        .Select(arm => $"{arm.Key}\n  seeds: {string.Join(' ', arm.Select(run => run.Seed))}")));

    /// <summary>Portable instructions, one thread, one version of libtorch: the numbers are held to the last bit, the weights' hash included.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public async Task Metrics(string experiment)
    {
        var runs = store.Execute(Small.Of(Declared(experiment)));
        var libtorch = runs[0].Receipt.Key[KeyParts.Engine].Values?["libtorch"];
        Assert.SkipUnless(libtorch == Libtorch, $"All {runs.Count} runs were trained, on libtorch {libtorch}; the snapshot holds the numbers of {Libtorch}.");
        using var text = new StringWriter();
        using (var csv = CsvWriter.Create(text, new() { NewLine = "\n" }))
        {
            csv.WriteField("run");
            csv.WriteField("test_accuracy");
            csv.WriteField("test_f1");
            csv.WriteField("test_loss");
            csv.WriteField("weights_sha256");
            csv.EndRecord();
            foreach (var run in runs)
            {
                csv.WriteField(run.Spec.ToString());
                csv.WriteField(run.Receipt.Test!.Accuracy);
                csv.WriteField(run.Receipt.Test.F1);
                csv.WriteField(run.Receipt.Test.Loss);
                csv.WriteField(run.Receipt.WeightsSha256);
                csv.EndRecord();
            }
        }

        await Verify(text.ToString(), "csv").UseStringComparer(new CsvTolerance("run").Compare);
    }

    private static NamedExperiment Declared(string name) => ExperimentTask.AllIn(typeof(FashionEight).Assembly).Single(task => task.Named.Name == name).Named;
}
