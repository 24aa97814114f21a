using Reproducible.Backbones;
using Reproducible.Datasets;
using Reproducible.Execution;
using Reproducible.Runs;
using Reproducible.Store;
using Reproducible.Strategies;
using Reproducible.Training;
using static Reproducible.Torch.torch;

namespace Reproducible.Tests.Training;

/// <summary>What the product's own loop leaves to the collector, with its recorder on.</summary>
public sealed class StepGarbageTests : IDisposable
{
    private const int WarmUp = 100;
    private const int Steps = 1000;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_step_allocates_a_kilobyte_at_most_and_a_thousand_cause_no_full_collection()
    {
        // Two classes of the digits, so that a step of all five convolutions takes little time; what is allocated does not depend on sizes.
        var spec = new RunSpec(
            new SmallCnn(1),
            new Digits { Classes = [0, 1], LabelsPerClass = 8, ValidationPerClass = 20 },
            new FromScratch(),
            new() { Steps = WarmUp + Steps, BatchSize = 8, EvaluateEvery = WarmUp + Steps, Optimizer = new AdamW() },
            Seed: 0);
        using var scope = NewDisposeScope();
        using var work = new RunStore(folder.Path).Open("0123456789abcdef", TestContext.Current.CancellationToken);
        using var recorder = new FlightRecorder(work, "0123456789abcdef", TimeSpan.FromHours(1), new Progress<RunProgress>(), TestContext.Current.CancellationToken);
        var meter = new Meter(recorder);

        Computation.Run(spec, CPU, threads: 1, dataset => dataset.Read(null), source: null, meter);

        Assert.InRange(meter.BytesPerStep, 0, 1024);
        Assert.Equal(0, meter.FullCollections);
    }

    /// <summary>Reads the collector's counters after the warm-up and after the last step.</summary>
    private sealed class Meter(IFlightRecorder inner) : IFlightRecorder
    {
        private long bytes;
        private int collections;

        public double BytesPerStep => (double)bytes / Steps;

        public int FullCollections => collections;

        public Place? Begin(ILearning learning, int epochs, long steps) => inner.Begin(learning, epochs, steps);

        public void Draws(Tensor examples, Tensor? images) => inner.Draws(examples, images);

        public void Lost(long step, int epoch, float loss, double rate) => inner.Lost(step, epoch, loss, rate);

        public void Rest(long step, bool endOfEpoch, Func<Place> place)
        {
            inner.Rest(step, endOfEpoch, place);
            if (step == WarmUp)
            {
                Leftovers.Collect();
            }

            var sign = step switch { WarmUp => -1, WarmUp + Steps => 1, _ => 0 };
            bytes += sign * GC.GetAllocatedBytesForCurrentThread();
            collections += sign * GC.CollectionCount(2);
        }

        public void Evaluated(EpochMetrics epoch) => inner.Evaluated(epoch);
    }
}
