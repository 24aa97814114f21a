using System.Diagnostics;
using Reproducible.Runs;
using Reproducible.Training;
using static Reproducible.Torch.torch;

namespace Reproducible.Benchmarks.OurSide;

/// <summary>Times a run's steps, and what its own recorder takes of them.</summary>
/// <param name="inner">The product's recorder.</param>
/// <param name="device">Its work is waited for after the last step.</param>
internal sealed class TimedRecorder(IFlightRecorder inner, Device device) : IFlightRecorder
{
    private const int FirstLosses = 3;

    // Of the clock itself: each time taken has one in it, and one that ends it lies outside.
    private static readonly long reading = OneReading();

    private readonly List<float> losses = [];
    private long begun;
    private long ended;
    private long inside;
    private long taken;
    private long steps;
    private (long Step, long Bytes, int Collections) warm;
    private (long Step, long Bytes, int Collections) last;

    /// <summary>From before the first step's network to after the last's optimizer, without what reading the clock took.</summary>
    public double Seconds => (double)(ended - begun - (2 * taken * reading)) / Stopwatch.Frequency;

    /// <summary>Of these, inside the recorder: trace, hashes, progress.</summary>
    public double RecorderSeconds => (double)(inside - (taken * reading)) / Stopwatch.Frequency;

    /// <summary>Before the first step: files are made and the first weights hashed.</summary>
    public double BeginSeconds { get; private set; }

    /// <summary>Of the first steps.</summary>
    public IReadOnlyList<float> Losses => losses;

    /// <summary>Managed bytes a step, after the first tenth of them; of all threads.</summary>
    public double AllocatedPerStep => last.Step > warm.Step ? (double)(last.Bytes - warm.Bytes) / (last.Step - warm.Step) : 0;

    /// <summary>Collections of the oldest generation in the same steps.</summary>
    public int OldestCollections => last.Collections - warm.Collections;

    /// <inheritdoc/>
    public Place? Begin(ILearning learning, int epochs, long steps)
    {
        this.steps = steps;
        var start = Stopwatch.GetTimestamp();
        var place = inner.Begin(learning, epochs, steps);
        BeginSeconds = Stopwatch.GetElapsedTime(start).TotalSeconds;

        return place;
    }

    /// <inheritdoc/>
    public void Draws(Tensor examples, Tensor? images)
    {
        var start = Stopwatch.GetTimestamp();
        begun = begun == 0 ? start : begun;
        inner.Draws(examples, images);
        Take(start);
    }

    /// <inheritdoc/>
    public void Lost(long step, int epoch, float loss, double rate)
    {
        var start = Stopwatch.GetTimestamp();
        inner.Lost(step, epoch, loss, rate);
        Take(start);
        if (step <= FirstLosses)
        {
            losses.Add(loss);
        }
    }

    /// <inheritdoc/>
    public void Rest(long step, bool endOfEpoch, Func<Place> place)
    {
        var start = Stopwatch.GetTimestamp();
        inner.Rest(step, endOfEpoch, place);
        Take(start);
        if (step == steps)
        {
            Waiting.For(device);
        }

        ended = Stopwatch.GetTimestamp();
        if (step == steps / 10)
        {
            warm = (step, GC.GetTotalAllocatedBytes(precise: true), GC.CollectionCount(GC.MaxGeneration));
        }
        else if (step == steps)
        {
            last = (step, GC.GetTotalAllocatedBytes(precise: true), GC.CollectionCount(GC.MaxGeneration));
        }
    }

    /// <inheritdoc/>
    public void Evaluated(EpochMetrics epoch) => inner.Evaluated(epoch);

    private void Take(long start)
    {
        inside += Stopwatch.GetTimestamp() - start;
        taken++;
    }

    /// <summary>Ticks from one reading to the next with nothing between them, the median of many. Between steps a reading takes more, as a call that was not made of late does.</summary>
    private static long OneReading()
    {
        const int Readings = 10001;
        var between = new long[Readings];
        for (var index = 0; index < Readings; index++)
        {
            var start = Stopwatch.GetTimestamp();
            between[index] = Stopwatch.GetTimestamp() - start;
        }

        Array.Sort(between);

        return between[Readings / 2];
    }
}
