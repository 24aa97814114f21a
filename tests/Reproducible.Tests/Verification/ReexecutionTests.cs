using Reproducible.Execution;
using Reproducible.Keys;
using Reproducible.Runs;
using Reproducible.Store;
using Reproducible.Tests.Execution;
using Reproducible.Tests.Training;
using Reproducible.Traces;
using Reproducible.Training;
using Reproducible.Verification;
using static Reproducible.Torch.torch;

namespace Reproducible.Tests.Verification;

/// <summary>Real workers execute stored runs again.</summary>
public sealed class ReexecutionTests : IDisposable
{
    private static readonly NamedExperiment[] Declared = [new TinySource().Named, new TinyFineTune().Named];

    private readonly TemporaryFolder folder = new();
    private readonly TemporaryFolder place = new();
    private readonly List<string> warnings = [];

    private LabOptions Options => new() { Results = folder.Path, Workers = 1 };

    private RunStore Store => new(Options.Store);

    private static RunSpec Source => Declared[0].Experiment.Runs[0];

    private static RunSpec Tuned => Declared[1].Experiment.Runs[1];

    public void Dispose()
    {
        folder.Dispose();
        place.Dispose();
    }

    [Fact]
    public async Task A_run_that_was_recorded_honestly_is_identical_bit_for_bit()
    {
        Record(Source);
        var id = Record(Tuned);

        var comparison = await CompareAsync(id);

        Assert.Equal((Sameness.Identical, null), (comparison.Sameness, comparison.Trace.First));
        Assert.Empty(comparison.Causes);
        Assert.Equal(id, comparison.Again.Id);
    }

    [Fact]
    public async Task A_run_that_took_false_features_from_the_store_is_found_out()
    {
        Record(Source);
        NamedExperiment[] declared = [new TinySource().Named, new TinyProbe().Named];
        var spec = declared[1].Experiment.Runs[0];
        var honest = Record(spec);
        Assert.Equal(Sameness.Identical, (await CompareAsync(honest, declared)).Sameness);

        // Of the right key, and sealed as if they were its own.
        using (NewDisposeScope())
        {
            foreach (var use in Store.FindReceipt(honest)!.Features)
            {
                var rows = Store.Features.Find(use.Key, warnings.Add)!.Rows;
                Assert.Null(Store.Features.Save(use.Key, rows + 1, seconds: 1));
            }
        }

        Directory.Delete(place.File("store"), recursive: true);
        Directory.Delete(Store.FolderOf(honest), recursive: true);
        Assert.Equal(honest, Record(spec));
        Assert.All(Store.FindReceipt(honest)!.Features, use => Assert.True(use.FromStore));

        var comparison = await CompareAsync(honest, declared);
        Assert.Equal(Sameness.Different, comparison.Sameness);
        Assert.Empty(comparison.Causes);
        Assert.All(comparison.Again.Features, use => Assert.False(use.FromStore));
        Assert.Empty(warnings);
    }

    [Fact]
    public async Task A_source_that_the_store_has_lost_is_executed_again_too()
    {
        var source = Record(Source);
        var id = Record(Tuned);
        Directory.Delete(Store.FolderOf(source), recursive: true);

        Assert.Equal(Sameness.Identical, (await CompareAsync(id)).Sameness);
    }

    [Fact]
    public async Task The_last_bit_of_one_weight_at_step_37_is_found_and_called_nondeterminism()
    {
        var spec = new TinyForty().Named.Experiment.Runs[0];
        var id = Record(spec, new FlipOneBit(step: 37));

        var comparison = await CompareAsync(id, [new TinyForty().Named]);

        Assert.Equal(Sameness.Different, comparison.Sameness);
        Assert.Empty(comparison.Causes);

        // No loss shows it. The digest of the very step does, and the hashes after the last step name the tensor.
        Assert.Equal((37L, TraceCause.Weights, "heads.class.weight", 40L), (comparison.Trace.First!.Step, comparison.Trace.First.Cause, comparison.Trace.First.Tensor, comparison.Trace.First.TensorStep));
        Assert.Contains("  cause: nondeterminism: same key, different bits", ComparisonText.Lines(comparison));
    }

    [Fact]
    public async Task Another_shuffle_is_found_at_the_first_step()
    {
        // What another seed draws, from this one's weights: nothing but examples and their order differs.
        var spec = new TinyForty().Named.Experiment.Runs[0];
        string id;
        using (NewDisposeScope())
        {
            var start = new StartWeights();
            Computation.Run(spec, CPU, 1, dataset => dataset.Read(folder: null), null, start);
            id = Record(spec, start, spec with { Seed = 9 });
        }

        var comparison = await CompareAsync(id, [new TinyForty().Named]);

        Assert.Equal((Sameness.Different, 1L, TraceCause.Batch), (comparison.Sameness, comparison.Trace.First!.Step, comparison.Trace.First.Cause));
    }

    [Theory]
    [InlineData(RunFiles.Weights, "weights.safetensors' has SHA-256")]
    [InlineData(RunFiles.Trace, "trace.bin' has SHA-256")]
    [InlineData(RunFiles.Metrics, "metrics.csv' has SHA-256")]
    [InlineData(ReceiptFile.Name, "it was altered after it was written")]
    public async Task A_flipped_bit_is_named_and_nothing_is_executed(string file, string said)
    {
        var id = Record(Source);
        var path = Path.Combine(Store.FolderOf(id), file);
        var bytes = File.ReadAllBytes(path);

        // In a receipt: a digit of the hour it began.
        bytes[file == ReceiptFile.Name ? bytes.AsSpan().IndexOf("T"u8) + 2 : bytes.Length / 2] ^= 1;
        File.WriteAllBytes(path, bytes);

        var fault = await Assert.ThrowsAsync<ReproducibleException>(() => CompareAsync(id));

        Assert.Contains(said, fault.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(place.File("store")));
    }

    [Fact]
    public async Task A_trace_that_was_cut_is_named()
    {
        var id = Record(Source);
        var path = Path.Combine(Store.FolderOf(id), RunFiles.Trace);
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^20]);

        var fault = await Assert.ThrowsAsync<ReproducibleException>(() => CompareAsync(id));

        Assert.Contains("It was cut: it ends after", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_nobody_declares_any_more_is_told_with_its_commit()
    {
        var id = Record(Source);

        var fault = await Assert.ThrowsAsync<ReproducibleException>(() => CompareAsync(id, [new TinyForty().Named]));

        Assert.Contains("its definition changed. Execute it with the code of its time: --at-commit=", fault.Message, StringComparison.Ordinal);
    }

    /// <param name="computed">What is computed, to be taken for what was asked; null: that.</param>
    private string Record(RunSpec spec, IFlightRecorder? meddler = null, RunSpec? computed = null)
    {
        var id = RunKey.Of(spec, Options).Id;
        if (meddler is null)
        {
            return RunExecution.Execute("Recorded", spec, Options, new Progress<RunProgress>(), CancellationToken.None).Receipt.Id;
        }

        using var scope = NewDisposeScope();
        using var work = Store.Open(id, CancellationToken.None);
        using var recorder = new FlightRecorder(work, id, TimeSpan.FromHours(1), new Progress<RunProgress>(), CancellationToken.None);
        var outcome = Computation.Run(computed ?? spec, CPU, 1, dataset => dataset.Read(folder: null), null, new Both(meddler, recorder));
        recorder.End();
        var receipt = Facts.Begin("Recorded", RunKey.Of(spec, Options), Options);
        work.Finish(
            spec,
            outcome.Epochs,
            into => Torch.Safetensors.Save(Path.Combine(into, RunFiles.Weights), new Dictionary<string, Tensor>(outcome.Weights)),
            files => receipt with { Status = RunStatus.Finished, Examples = outcome.Examples, Test = outcome.Tests[0], WeightsSha256 = files[RunFiles.Weights], Files = files });

        return id;
    }

    private Task<RunComparison> CompareAsync(string id, NamedExperiment[]? declared = null) =>
        new Reexecution(declared ?? Declared, TestLab.Program, place.Path).CompareAsync(Store, id, Options, new Observer(warnings), TestContext.Current.CancellationToken);

    /// <summary>What a cosmic ray does.</summary>
    internal sealed class FlipOneBit(long step) : AtOneStep(step, Flip)
    {
        private static void Flip(ILearning learning)
        {
            using var bytes = learning.Tensors["heads.class.weight"].detach().bytes;
            bytes.Span[0] ^= 1;
        }
    }

    /// <summary>Keeps the weights before learning of the first run that it sees, and has the next begin with them.</summary>
    private sealed class StartWeights : NoRecorder
    {
        private Dictionary<string, Tensor>? start;

        public override Place? Begin(ILearning learning, int epochs, long steps)
        {
            using var plain = no_grad();
            if (start is null)
            {
                start = learning.Tensors.ToDictionary(tensor => tensor.Key, tensor => tensor.Value.detach().clone().MoveToOuterDisposeScope());
                return null;
            }

            foreach (var (name, tensor) in learning.Tensors)
            {
                tensor.copy_(start[name]);
            }

            return null;
        }
    }

    private sealed class Observer(List<string> warnings) : ILabObserver
    {
        public void Ended(RunRecord run, LabStatus status)
        {
        }

        public void Warned(string problem) => warnings.Add(problem);
    }
}
