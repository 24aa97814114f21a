using Reproducible.Recording.Mlflow;
using Reproducible.Recording.Mlflow.Shipping;
using Reproducible.Recording.Mlflow.Translation;
using Reproducible.Runs;
using Reproducible.Store;

namespace Reproducible.Recording.Tests.Mlflow.Translation;

/// <summary>What a run says beside its numbers: what its worker used, each of its steps, and the code it was computed with.</summary>
public sealed class RunTranslationTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly SyntheticStore store;

    public RunTranslationTests() => store = new(folder.Path);

    [Fact]
    public void Says_what_the_worker_used_under_MLflows_names()
    {
        var start = Sample.Start.AddMinutes(100).ToUnixTimeMilliseconds();

        Assert.Equal(
            [
                new("system/cpu_utilization_percentage", 40, start + 500, 0),
                new("system/process_memory_megabytes", 120.5, start + 500, 0),
                // The second sample has no memory.
                new("system/cpu_utilization_percentage", 55, start + 10500, 1),
            ],
            Translate(Stored()).Metrics.Where(point => point.Key.StartsWith("system", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_parent_has_the_steps_of_all_seeds_in_a_table_and_not_as_metrics()
    {
        var runs = SyntheticStore.Declared(2).Experiment.Runs.Where(spec => spec.Strategy is Tune).Select(spec => store.Add(spec, "Few.Labels", epochs: 1)).ToList();
        File.WriteAllText(Path.Combine(runs[1].Folder, RunFiles.Trace), "not a trace");
        var shipment = Shipment.Of(new("Few.Labels", "", runs, []));
        var steps = SummaryFiles.Own(shipment.Groups.Single()).Single(artifact => artifact.Path == "steps.csv");
        using var table = new StreamReader(steps.Open());
        var text = table.ReadToEnd();

        Assert.StartsWith("seed,step,epoch,loss,learning_rate\n0,1,1,1,0.01\n0,2,1,0.5,0.01\n0,3,1,0.33333334,0.01\n# seed 1: ", text, StringComparison.Ordinal);
        Assert.Equal(5, text.Count(letter => letter == '\n'));
        Assert.Equal(System.Text.Encoding.UTF8.GetByteCount(text), steps.Length);
        Assert.DoesNotContain(Translate(runs[0]).Metrics, point => point.Step > 1);
    }

    [Fact]
    public void The_parent_has_the_epochs_of_all_seeds_in_one_table()
    {
        var runs = SyntheticStore.Declared(2).Experiment.Runs.Where(spec => spec.Strategy is Tune).Select(spec => store.Add(spec, "Few.Labels", epochs: 2)).ToList();
        var shipment = Shipment.Of(new("Few.Labels", "", runs, []));
        using var table = new StreamReader(SummaryFiles.Own(shipment.Groups.Single()).Single(artifact => artifact.Path == "epochs.csv").Open());
        var lines = table.ReadToEnd().TrimEnd().Split('\n');

        Assert.StartsWith("seed,epoch,steps,split,", lines[0], StringComparison.Ordinal);
        // Two splits an epoch.
        Assert.Equal(["0,1", "0,1", "0,2", "0,2", "1,1", "1,1", "1,2", "1,2"], lines.Skip(1).Select(line => line[..3]));
        Assert.Equal(File.ReadAllLines(Path.Combine(runs[1].Folder, RunFiles.Metrics))[^1], lines[^1]["1,".Length..]);
    }

    [Theory]
    [InlineData(false, "receipt.json")]
    [InlineData(true, "receipt.json trace.bin weights.safetensors")]
    public void Takes_along_what_people_read_and_the_rest_when_asked(bool withWeights, string files) =>
        Assert.Equal(files, string.Join(' ', Translate(Stored(), withWeights).Artifacts.Select(artifact => artifact.Path).Order(StringComparer.Ordinal)));

    [Fact]
    public void Tells_branch_repository_and_uncommitted_changes()
    {
        var run = Patched("diff --git a/x b/x\n");
        var tags = Translate(run).Tags.ToDictionary(tag => tag.Key, tag => tag.Value);

        Assert.Equal("main", tags["mlflow.source.git.branch"]);
        Assert.Equal("https://example.org/x.git", tags["mlflow.source.git.repoURL"]);
        Assert.Equal("diff --git a/x b/x\n", tags["mlflow.source.git.diff"]);
    }

    [Fact]
    public void Keeps_a_long_diff_whole_with_the_parent()
    {
        var diff = new string('+', 10_000);
        var run = Patched(diff);
        var path = $"patches/{run.Receipt.Patch![..12]}.diff";
        var tag = Translate(run).Tags.Single(tag => tag.Key == "mlflow.source.git.diff").Value;

        Assert.EndsWith($"… (10000 characters; whole in the parent run's artifact {path})", tag, StringComparison.Ordinal);
        var shipment = Shipment.Of(new("Few.Labels", "", [run], []));
        using var whole = new StreamReader(SummaryFiles.Own(shipment.Groups[0]).Single(artifact => artifact.Path == path).Open());
        Assert.Equal(diff, whole.ReadToEnd());
    }

    [Fact]
    public void Names_the_call_that_gives_the_run()
    {
        var run = Stored();
        run = run with { Receipt = run.Receipt with { Overrides = new(2, 1) } };

        Assert.Equal("dotnet cake --target=Few.Labels --seeds=2 --epochs=1", Translate(run).Tags.Single(tag => tag.Key == "mlflow.source.name").Value);
    }

    public void Dispose() => folder.Dispose();

    private RunRecord Stored() => store.Add(SyntheticStore.Declared().Experiment.Runs[0], "Few.Labels", epochs: 1);

    private RunRecord Patched(string diff)
    {
        var run = Stored();

        return run with { Receipt = run.Receipt with { Patch = store.Store.Objects.Put(System.Text.Encoding.UTF8.GetBytes(diff)) } };
    }

    private static MlflowRun Translate(RunRecord run, bool withWeights = false)
    {
        var shipment = Shipment.Of(new("Few.Labels", "", [run], []));

        return new RunTranslation(shipment, new(new() { User = "ada", Repository = "https://example.org/x.git" }, "a store"), withWeights).Of(shipment.Runs.Single(), parent: null);
    }
}
