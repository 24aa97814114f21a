using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Reproducible.Execution;
using Reproducible.Runs;
using Reproducible.Store;
using Reproducible.Traces;
using static Reproducible.Torch.torch;

namespace Reproducible.Training;

/// <summary>Keeps a run's trace and checkpoints, tells its progress, and leaves it when that is asked.</summary>
/// <remarks>
/// What a step calls is compiled for speed at once (AggressiveOptimization), here, in the trace and in its digests: a head's run is over in a
/// tenth of a second, before the runtime would find that these are called often.
/// </remarks>
internal sealed class FlightRecorder(RunWork work, string id, TimeSpan checkpointEvery, IProgress<RunProgress> progress, CancellationToken cancel) : IFlightRecorder, IDisposable
{
    private const int MostStepsBetweenHashes = 100;

    // The clock is read after each step; after this many, or fewer, where they take less than a hundredth of a second together.
    private const double ShortSeconds = 0.01;
    private const int MostStepsBetweenLooks = 32;

    // An epoch can be one step of a head alone, which takes less time than its hash.
    private const long LeastBytesLearnedBetweenHashes = 1 << 20;

    // A loss on the validation split may be infinite while training goes on.
    private static readonly JsonSerializerOptions Format = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    private readonly ProgressReports reports = new(id, progress);
    private readonly Stopwatch trained = new();
    private readonly double checkpointTicks = checkpointEvery.TotalSeconds * Stopwatch.Frequency;
    private readonly double shortTicks = ShortSeconds * Stopwatch.Frequency;
    private ILearning learning = null!;
    private WeightHashes hashes = null!;
    private TraceWriter? trace;
    private double secondsBefore;
    private int epoch;
    private long steps;
    private long hashedStep;
    private long savedAt = Stopwatch.GetTimestamp();
    private long lookedAt;
    private long lookStep;
    private int stepsBetweenLooks = 1;
    private LiveBytes? weights;
    private TraceStep step;
    private uint batch;
    private uint input;

    /// <summary>How often the run was taken up again from a checkpoint.</summary>
    public int Resumed { get; private set; }

    /// <summary>Seconds of training, those before an interruption included as far as its checkpoint.</summary>
    public double TrainSeconds => secondsBefore + trained.Elapsed.TotalSeconds;

    /// <inheritdoc/>
    public Place? Begin(ILearning learning, int epochs, long steps)
    {
        (this.learning, this.steps) = (learning, steps);
        hashes = new(learning);
        weights = new(learning.ChangingTensors);
        var place = Resume();
        if (place is null)
        {
            work.Checkpoints.Clear();
            trace = TraceWriter.Create(work.Trace, id, hashes.Names);
            Hash(0);
        }

        trained.Start();
        reports.Begin(epochs, steps, place);

        return place;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Draws(Tensor examples, Tensor? images)
    {
        if (examples.TryGetBytes(out var numbers))
        {
            using (numbers)
            {
                reports.Drawn(numbers.Length / sizeof(long));
                batch = TraceDigest.Of(numbers);
            }
        }
        else
        {
            reports.Drawn(examples.numel());
            batch = LiveBytes.DigestOf(examples);
        }

        input = images is null ? 0 : LiveBytes.DigestOf(images);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Lost(long step, int epoch, float loss, double rate)
    {
        this.epoch = epoch;
        this.step = new(step, epoch, loss, rate, batch, input);
        if (!float.IsFinite(loss))
        {
            // Nothing is learned from it, and no other step follows.
            trained.Stop();
            trace!.Step(this.step);
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Rest(long step, bool endOfEpoch, Func<Place> place)
    {
        trace!.Step(this.step with { Weights = weights!.Digest() });
        var since = step - hashedStep;
        if (step == steps || since >= MostStepsBetweenHashes || (endOfEpoch && since * weights.Bytes >= LeastBytesLearnedBetweenHashes))
        {
            Hash(step);
        }

        if (step >= lookStep)
        {
            LookAtClock(step, place);
        }

        cancel.ThrowIfCancellationRequested();
    }

    /// <inheritdoc/>
    public void Evaluated(EpochMetrics epoch)
    {
        if (epoch.Steps == steps)
        {
            trained.Stop();
        }

        reports.Evaluated(epoch);
    }

    /// <summary>The last step is done: the trace is whole.</summary>
    public void End()
    {
        trace!.End();
        trace.Flush();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        weights?.Dispose();
        trace?.Dispose();
    }

    private Place? Resume()
    {
        if (work.Checkpoints.Newest(Console.Error.WriteLine) is not { } checkpoint)
        {
            return null;
        }

        try
        {
            var kept = JsonSerializer.Deserialize<Kept>(checkpoint.State, Format)!;
            if (kept.Run != id)
            {
                throw new ReproducibleException($"The checkpoint in '{work.Folder}' is of run {kept.Run}; expected {id}.", "It is not used.");
            }

            trace = TraceWriter.Resume(work.Trace, kept.TraceLength);
            learning.Restore(checkpoint.Tensors);
            (secondsBefore, Resumed, hashedStep) = (kept.TrainSeconds, kept.Resumed + 1, kept.HashedStep);

            return kept.Place;
        }
        catch (Exception fault) when (fault is JsonException or ReproducibleException or IOException)
        {
            Console.Error.WriteLine($"{fault.Message} Run {id} starts anew.");
            trace?.Dispose();

            return null;
        }
    }

    private void Save(Place place)
    {
        using var scope = NewDisposeScope();
        using var plain = no_grad();
        try
        {
            trace!.Flush(toDisk: true);
            work.Checkpoints.Save(place.Step, JsonSerializer.Serialize(new Kept(id, place, trace.Length, hashedStep, TrainSeconds, Resumed), Format), learning.Tensors);
        }
        catch (IOException fault)
        {
            throw new ReproducibleException(
                $"A checkpoint of run {id} cannot be written to '{work.Folder}': {fault.Message.TrimEnd('.')}.",
                "Make room there, or name another folder with --results=; the run goes on from the checkpoint before.",
                fault);
        }
    }

    // Steps of a head alone are so short that reading the clock in each would be felt.
    private void LookAtClock(long step, Func<Place> place)
    {
        var now = Stopwatch.GetTimestamp();
        if (now - savedAt >= checkpointTicks && step < steps)
        {
            Save(place());
            savedAt = Stopwatch.GetTimestamp();
        }

        reports.Step(epoch - 1, step, now);
        stepsBetweenLooks = now - lookedAt < shortTicks && checkpointTicks > shortTicks ? Math.Min(2 * stepsBetweenLooks, MostStepsBetweenLooks) : 1;
        (lookedAt, lookStep) = (now, step + stepsBetweenLooks);
    }

    private void Hash(long step)
    {
        trace!.Weights(step, hashes.Now());
        hashedStep = step;
    }

    /// <summary>What a checkpoint keeps besides tensors.</summary>
    private sealed record Kept(string Run, Place Place, long TraceLength, long HashedStep, double TrainSeconds, int Resumed);
}
