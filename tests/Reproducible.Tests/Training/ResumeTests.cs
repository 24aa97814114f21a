using System.Text;
using Reproducible.Backbones;
using Reproducible.Datasets;
using Reproducible.Execution;
using Reproducible.Keys;
using Reproducible.Runs;
using Reproducible.Store;
using Reproducible.Strategies;
using Reproducible.Torch;
using Reproducible.Training;

namespace Reproducible.Tests.Training;

/// <summary>A run that was broken off ends as one that never was, to the last bit.</summary>
public sealed class ResumeTests : SmallRuns
{
    private const int Steps = 8;

    // 40 examples by 16: epochs of three steps, so the last one has two.
    private static readonly Recipe Recipe = new() { Steps = Steps, BatchSize = 16, LearningRate = 0.01, EvaluateEvery = 2, Schedule = new Cosine() };

    // 30 examples to replay by 16: a round ends within an epoch.
    private static readonly RunSpec FewLabelled = Source with { Dataset = new Digits { Classes = [0, 1, 2, 3, 4, 5], LabelsPerClass = 5, ValidationPerClass = 5 } };

    private static readonly Dictionary<string, RunSpec> Runs = new()
    {
        ["full fine-tune, AdamW, augmented"] = Of(new FullFineTune(), Recipe with { Flip = true, Shift = 1, WeightDecay = 0.1 }),
        ["partial freeze, SGD with momentum"] = Of(new PartialFreeze(1), Recipe with { Optimizer = new Sgd(0.9, Nesterov: true), EvaluateEvery = 1 }),
        ["two tasks, learned weights, replay, Adam"] = Of(new MultiTaskHeads(["class", "parity"], new Uncertainty()), Recipe with { Optimizer = new Adam(), Shift = 1 }),
        ["feature extraction"] = Of(new FeatureExtraction(), Recipe),
        ["residual network in bfloat16"] = Of(new FromScratch(), Recipe with { Dtype = "bfloat16", EvaluateEvery = 3 }) with { Backbone = new ResNet(2, 1) },
    };

    public static TheoryData<string> Names => [.. Runs.Keys];

    private LabOptions Unbroken => Options with { Results = Path.Combine(Options.Results, "unbroken") };

    private LabOptions Broken => Options with { Results = Path.Combine(Options.Results, "broken"), CheckpointEvery = TimeSpan.Zero };

    [Theory]
    [MemberData(nameof(Names))]
    public void Broken_off_at_any_step_it_ends_with_the_same_bits(string name)
    {
        var (expected, _) = Execute(Runs[name], Unbroken);
        for (var step = 1; step <= Steps + 1; step++)
        {
            BreakOff(Runs[name], step);
            var (run, said) = Execute(Runs[name], Broken);

            AssertSame(expected, run, resumed: step == 1 ? 0 : 1);
            Assert.Equal("", said);
            Directory.Delete(run.Folder, recursive: true);
        }
    }

    [Fact]
    public void Broken_off_twice_it_ends_with_the_same_bits()
    {
        var spec = Runs["two tasks, learned weights, replay, Adam"];
        BreakOff(spec, 3);
        BreakOff(spec, 6);

        AssertSame(Execute(spec, Unbroken).Run, Execute(spec, Broken).Run, resumed: 2);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_torn_checkpoint_is_told_and_the_one_before_is_used(bool truncated)
    {
        var spec = Runs["full fine-tune, AdamW, augmented"];
        BreakOff(spec, 6);
        Tear(Path.Combine(WorkOf(spec), "checkpoint-5"), truncated);
        var (run, said) = Execute(spec, Broken);

        AssertSame(Execute(spec, Unbroken).Run, run, resumed: 1);
        Assert.Contains("checkpoint-5' is damaged and is not used", said, StringComparison.Ordinal);
    }

    [Fact]
    public void With_all_checkpoints_torn_it_starts_anew()
    {
        var spec = Runs["full fine-tune, AdamW, augmented"];
        BreakOff(spec, 6);
        Tear(Path.Combine(WorkOf(spec), "checkpoint-5"), truncated: true);
        Tear(Path.Combine(WorkOf(spec), "checkpoint-4"), truncated: false);
        var (run, said) = Execute(spec, Broken);

        AssertSame(Execute(spec, Unbroken).Run, run, resumed: 0);
        Assert.Contains("checkpoint-5' is damaged", said, StringComparison.Ordinal);
        Assert.Contains("checkpoint-4' is damaged", said, StringComparison.Ordinal);
    }

    [Fact]
    public void With_a_trace_that_lacks_steps_it_starts_anew()
    {
        var spec = Runs["full fine-tune, AdamW, augmented"];
        BreakOff(spec, 6);
        using (var trace = File.OpenWrite(Path.Combine(WorkOf(spec), "trace.bin")))
        {
            trace.SetLength(trace.Length / 2);
        }

        var (run, said) = Execute(spec, Broken);

        AssertSame(Execute(spec, Unbroken).Run, run, resumed: 0);
        Assert.Contains("starts anew", said, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_runs_checkpoint_is_not_taken()
    {
        var (spec, other) = (Runs["full fine-tune, AdamW, augmented"], Runs["full fine-tune, AdamW, augmented"] with { Seed = 1 });
        BreakOff(other, 6);
        Directory.Move(WorkOf(other), WorkOf(spec));
        var (run, said) = Execute(spec, Broken);

        AssertSame(Execute(spec, Unbroken).Run, run, resumed: 0);
        Assert.Contains($"is of run {RunKey.Of(other, Broken).Id}; expected {run.Receipt.Id}", said, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_process_left_that_was_killed_while_it_finished_is_no_part_of_the_run()
    {
        var spec = Runs["full fine-tune, AdamW, augmented"];
        BreakOff(spec, 6);
        File.WriteAllText(Path.Combine(WorkOf(spec), "log.txt"), "half a log");
        Directory.CreateDirectory($"{WorkOf(spec)}.old");

        AssertSame(Execute(spec, Unbroken).Run, Execute(spec, Broken).Run, resumed: 1);
    }

    private static RunSpec Of(Strategy strategy, Recipe recipe) => Target(strategy) with { Recipe = recipe, Source = strategy.StartsFromSource ? FewLabelled : null };

    private static (RunRecord Run, string Said) Execute(RunSpec spec, LabOptions options)
    {
        var (told, error) = (new StringWriter(), Console.Error);
        Console.SetError(told);
        try
        {
            if (spec.Source is not null)
            {
                RunExecution.Execute("Small", spec.Source, options, new Progress<RunProgress>(), CancellationToken.None);
            }

            return (RunExecution.Execute("Small", spec, options, new Progress<RunProgress>(), CancellationToken.None), told.ToString());
        }
        finally
        {
            Console.SetError(error);
        }
    }

    private static void AssertSame(RunRecord expected, RunRecord run, int resumed)
    {
        Assert.Equal((RunStatus.Finished, null), (run.Receipt.Status, run.Receipt.Error));
        Assert.Equal(resumed, run.Receipt.Resumed);
        Assert.Equal(expected.Receipt.WeightsSha256, run.Receipt.WeightsSha256);
        Assert.Equal(File.ReadAllText(Path.Combine(expected.Folder, "metrics.csv"), Encoding.UTF8), File.ReadAllText(Path.Combine(run.Folder, "metrics.csv"), Encoding.UTF8));
        Assert.Equal(Computed(expected), Computed(run));
        Assert.Equivalent(expected.Receipt.Test, run.Receipt.Test, strict: true);
        Assert.Equivalent(expected.Receipt.TestByTask, run.Receipt.TestByTask, strict: true);
    }

    // What the machine did meanwhile is measured, not computed.
    private static IEnumerable<KeyValuePair<string, string>> Computed(RunRecord run) => run.Receipt.Files.Where(file => file.Key != RunFiles.System);

    private static void Tear(string path, bool truncated)
    {
        var bytes = File.ReadAllBytes(path);
        bytes[^1] ^= 1;
        File.WriteAllBytes(path, truncated ? bytes[..(bytes.Length / 2)] : bytes);
    }

    private string WorkOf(RunSpec spec) => Path.Combine(Broken.Store, ".running", RunKey.Of(spec, Broken).Id);

    private void BreakOff(RunSpec spec, long step)
    {
        if (spec.Source is not null)
        {
            Execute(spec.Source, Broken);
        }

        using var scope = torch.NewDisposeScope();
        var store = new RunStore(Broken.Store);
        var id = RunKey.Of(spec, Broken).Id;
        using var work = store.Open(id, CancellationToken.None);
        using var recorder = new FlightRecorder(work, id, Broken.CheckpointEvery, new Progress<RunProgress>(), CancellationToken.None);
        var source = spec.Source is null ? null : SourceWeights.Read(store, RunKey.Of(spec.Source, Broken).Id);

        Assert.Throws<OperationCanceledException>(() => Computation.Run(
            spec, torch.device("cpu"), Broken.Threads, dataset => dataset.Read(null), source?.Tensors, new Interruption(recorder, step)));
    }
}
