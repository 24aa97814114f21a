using System.Globalization;
using Reproducible.Backbones;
using Reproducible.Datasets;
using Reproducible.Execution;
using Reproducible.Runs;
using Reproducible.Store;
using Reproducible.Strategies;
using Reproducible.Training;
using static Reproducible.Torch.torch;

namespace Reproducible.Benchmarks;

/// <summary>What do trace, hashes and progress cost of a run's training? Whole runs with the flight recorder and without, in turn.</summary>
internal static class RecordingCost
{
    private const int Pairs = 15;
    private static readonly List<double> begins = []; // Half of them of runs without a recorder, and so the least.
    private static readonly FashionMnist Clothes = new() { Classes = [0, 2], ValidationPerClass = 100 };

    // Each needs source weights' shapes only, so all start from random ones.
    private static readonly (string What, RunSpec Spec)[] Runs =
    [
        ("a cached head, 4 steps an epoch", Run(Clothes with { LabelsPerClass = 100 }, new FeatureExtraction(), new() { Epochs = 100, BatchSize = 50 })),
        ("a cached head, 1 step an epoch", Run(Clothes with { LabelsPerClass = 10 }, new FeatureExtraction(), new() { Steps = 400, BatchSize = 50, EvaluateEvery = 100 })),
        ("a frozen prefix, 4 steps an epoch", Run(Clothes with { LabelsPerClass = 100 }, new PartialFreeze(2), new() { Epochs = 20, BatchSize = 50 })),
        ("everything learns, 4 steps an epoch", Run(Clothes with { LabelsPerClass = 100 }, new FullFineTune(), new() { Epochs = 5, BatchSize = 50 })),
        ("everything learns, 94 steps an epoch", Run(Clothes, new FromScratch(), new() { Steps = 94, BatchSize = 128 })),
    ];

    /// <summary>Prints a line a kind of run.</summary>
    public static void Print(string filter)
    {
        var folder = Directory.CreateTempSubdirectory("reproducible-recording-").FullName;
        var corpus = Clothes.Read(null);
        try
        {
            foreach (var (what, spec) in Runs.Where(run => run.What.Contains(filter, StringComparison.Ordinal)))
            {
                begins.Clear();
                var number = 0;
                var ratios = Benchmarks.Pairs.Measure(Pairs, () => Recorded(spec, corpus, Path.Combine(folder, $"{number++}")), () => SecondsOf(spec, corpus, null));
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {ratios}; before the first step {1000 * begins.Order().ElementAt(begins.Count * 3 / 4):0.0} ms"));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static RunSpec Run(FashionMnist dataset, Strategy strategy, Recipe recipe) => new(new SmallCnn(16), dataset, strategy, recipe, Seed: 0);

    private static double Recorded(RunSpec spec, Corpus corpus, string results)
    {
        using var work = new RunStore(results).Open("0123456789abcdef", CancellationToken.None);
        using var recorder = new FlightRecorder(work, "0123456789abcdef", TimeSpan.FromHours(1), new Progress<RunProgress>(), CancellationToken.None);

        return SecondsOf(spec, corpus, recorder);
    }

    /// <summary>Of the processor, from before the first step to after the last; data, frozen features and the test are not training.</summary>
    private static double SecondsOf(RunSpec spec, Corpus corpus, IFlightRecorder? recorder)
    {
        using var scope = NewDisposeScope();
        var timed = new Timed(recorder);
        Computation.Run(spec, device("cpu"), threads: 1, _ => corpus, source: null, timed);

        begins.Add(timed.BeginSeconds);

        return timed.Seconds;
    }

    /// <summary>Times the steps, with or without what another recorder does in them.</summary>
    private sealed class Timed(IFlightRecorder? inner) : IFlightRecorder
    {
        private double begun;

        public double Seconds { get; private set; }

        /// <summary>Before the first step: files are made and the first weights hashed.</summary>
        public double BeginSeconds { get; private set; }

        private static double Now => Environment.CpuUsage.TotalTime.TotalSeconds;

        public Place? Begin(ILearning learning, int epochs, long steps)
        {
            var before = Now;
            var place = inner?.Begin(learning, epochs, steps);
            BeginSeconds = Now - before;

            return place;
        }

        public void Draws(Tensor examples, Tensor? images)
        {
            if (begun == 0) { begun = Now; }
            inner?.Draws(examples, images);
        }

        public void Lost(long step, int epoch, float loss, double rate) => inner?.Lost(step, epoch, loss, rate);

        public void Rest(long step, bool endOfEpoch, Func<Place> place)
        {
            inner?.Rest(step, endOfEpoch, place);
            Seconds = Now - begun;
        }

        public void Evaluated(EpochMetrics epoch) => inner?.Evaluated(epoch);
    }
}
