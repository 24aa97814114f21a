using System.Diagnostics;
using System.Runtime.InteropServices;
using Reproducible.Backbones;
using Reproducible.Benchmarks.Measuring;
using Reproducible.Datasets;
using Reproducible.Execution;
using Reproducible.Runs;
using Reproducible.Store;
using Reproducible.Strategies;
using Reproducible.Torch;
using Reproducible.Training;
using static Reproducible.Torch.torch;

namespace Reproducible.Benchmarks.OurSide;

/// <summary>Steps of the product's own training loop, recorder and all, on Fashion-MNIST in memory. Each time a new network, of the same first weights.</summary>
internal sealed class TrainingSteps : IWork
{
    private const string Id = "0123456789abcdef";
    private const int Looks = 100; // The validation and the test after the last step are not measured, so they are small.

    private readonly RunSpec spec;
    private readonly Corpus corpus;
    private readonly Device place;
    private readonly string folder;
    private int times;

    /// <param name="kind"><c>small_cnn</c>, <c>residual_net</c>, or <c>head</c>: a linear layer on features made before, of 200 images.</param>
    /// <param name="steps">At most what an epoch of 59,990 images has, but for a head.</param>
    /// <param name="folder">For the runs' files; <c>split</c> in it says which images train.</param>
    public TrainingSteps(string kind, string dtype, int batch, int steps, string device, string folder)
    {
        (this.folder, place) = (folder, torch.device(device));
        var recipe = new Recipe { Steps = steps, BatchSize = batch, LearningRate = 0.001, WeightDecay = 0.01, Schedule = new Constant(), Dtype = dtype };
        var dataset = new FashionMnist { ValidationPerClass = 1 };
        spec = kind == "head"
            ? new(new SmallCnn(16), dataset with { Classes = [0, 2], LabelsPerClass = 100 }, new FeatureExtraction(), recipe, Seed: 0)
            : new(kind == "small_cnn" ? new SmallCnn(16) : new ResNet(16, 2), dataset, new FromScratch(), recipe, Seed: 0);
        corpus = dataset.Read(null);
        corpus = corpus with { Test = corpus.Test.At([.. Enumerable.Range(0, Looks)]) };
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, "split"), MemoryMarshal.AsBytes<int>(spec.Dataset.Split(corpus, spec.Seed).Train).ToArray());
    }

    /// <inheritdoc/>
    public object Do()
    {
        using var scope = NewDisposeScope();
        using var work = new RunStore(Path.Combine(folder, $"{times++}")).Open(Id, CancellationToken.None);
        using var recorder = new FlightRecorder(work, Id, TimeSpan.FromHours(1), new Progress<RunProgress>(), CancellationToken.None);
        var timed = new TimedRecorder(recorder, place);
        Computation.Run(spec, place, threads: 1, _ => corpus, source: null, timed);
        var steps = spec.Recipe.Steps!.Value;

        return new
        {
            seconds = timed.Seconds,
            images = steps * spec.Recipe.BatchSize,
            losses = timed.Losses,
            begin_seconds = timed.BeginSeconds,
            recorder_share = timed.RecorderSeconds / timed.Seconds,
            metrics_share = steps * TallySeconds() / timed.Seconds,
            allocated_per_step = timed.AllocatedPerStep,
            oldest_collections = timed.OldestCollections,
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    /// <summary>Of one step's training metrics: its loss with them, less its loss alone. Called in turn, many times, on logits of the step's size.</summary>
    private double TallySeconds()
    {
        const int Calls = 500;
        using var scope = NewDisposeScope();
        var classes = spec.Dataset.KeptClasses.Count;
        using var tally = new Tally(classes);
        var (logits, labels) = (rand(spec.Recipe.BatchSize, classes, device: place).requires_grad_(), randint(classes, [spec.Recipe.BatchSize], device: place));
        var (with, without) = (new List<double>(), new List<double>());
        for (var call = 0; call < Calls; call++)
        {
            var start = Stopwatch.GetTimestamp();
            tally.AddAndLose(logits, labels, smoothing: 0).Dispose();
            var between = Stopwatch.GetTimestamp();
            nn.functional.cross_entropy(logits, labels, ignore_index: LabelledImages.NoLabel).Dispose();
            with.Add(Stopwatch.GetElapsedTime(start, between).TotalSeconds);
            without.Add(Stopwatch.GetElapsedTime(between).TotalSeconds);
        }

        return new Sample(with).Median - new Sample(without).Median;
    }
}
