using Reproducible.Provenance;
using Reproducible.Runs;
using Reproducible.Torch;
using static Reproducible.Torch.torch;

namespace Reproducible.Training;

/// <summary>
/// Finds the batch size of a run that asks for <see cref="Recipe.LargestBatch"/>: the largest power of two, at most <see cref="Most"/> and at most the
/// training split, with which a run of two steps and its test fit into memory; each that does not is halved. Two, since the second has the
/// optimizer's memory beside the activations.
/// </summary>
/// <remarks>
/// <para>The key of such a run says <c>largest</c>, and holds the code of this search; what is free at that moment is in no key. So the id names the
/// question, not the size, as it names the seed's question and not the accuracy: on an idle device of one model the size is the same each time, on a
/// fuller one it may be smaller, and the weights others. The size found is in the receipt (<see cref="Receipt.BatchSizeFound"/>). Whatever takes a run
/// up again uses that size and does not search: reuse, a run that goes on after a kill, and a second execution by Verify, which thereby repeats the
/// bits. Who needs numbers that follow from the settings alone writes the size that was found into the recipe.</para>
/// <para>On a CPU memory seldom ends with an exception: the kernel ends the process, or, under RLIMIT_AS, oneDNN 2.6 writes to a buffer that it did not
/// get. So there a small batch is measured first, and sizes are left out that would not fit into what machine, control group and limit have left.</para>
/// </remarks>
internal static class LargestBatch
{
    /// <summary>Larger batches seldom learn as well, and fill no processor better.</summary>
    public const int Most = 4096;

    private const int Measured = 64;
    private const int Steps = 2;

    /// <summary>The size; 1 or more.</summary>
    /// <param name="trial">Does a run.</param>
    /// <param name="examples">Of the training split.</param>
    /// <exception cref="TorchException">Not even one example fits; or libtorch refused for another reason.</exception>
    public static int Find(Action<RunSpec, IFlightRecorder> trial, RunSpec spec, int examples, string device, CancellationToken cancel)
    {
        var size = 1 << (int)Math.Log2(Math.Min(Math.Max(examples, 1), Most));
        if (device == "cpu" && size > Measured)
        {
            size = Affordable(size, GrowthAt(Measured), OutOfMemory.FreeHere());
        }

        return Halve(size, Fits);

        bool Fits(int batch)
        {
            try
            {
                trial(spec with { Recipe = spec.Recipe with { BatchSize = batch, Steps = Steps } }, new Trial(cancel));
                return true;
            }
            catch (Exception fault) when (batch > 1 && OutOfMemory.Of(fault, device) is not null)
            {
                return false;
            }
            finally
            {
                release_memory();
            }
        }

        long GrowthAt(int batch)
        {
            // The first time, libraries and their kernels are loaded as well.
            Fits(batch);
            SystemSampler.ForgetPeak();
            var before = SystemSampler.PeakMemoryBytes;

            return Fits(batch) ? SystemSampler.PeakMemoryBytes - before : 0;
        }
    }

    /// <summary>The run with a size that was found.</summary>
    public static RunSpec WithSize(RunSpec spec, int batch) => spec with { Recipe = spec.Recipe with { BatchSize = batch } };

    /// <summary>The run as it can be computed now.</summary>
    /// <param name="found">What an earlier run found; null: none did.</param>
    /// <exception cref="ReproducibleException">Its recipe asks for the largest batch, and nobody has found the size.</exception>
    public static RunSpec Sized(RunSpec spec, int? found) => spec.Recipe.BatchSize != Recipe.LargestBatch ? spec : WithSize(spec, found ?? throw new ReproducibleException(
        $"{spec} asks for the largest batch, and no stored run has found its size.", "Run the experiment first, or write a BatchSize into its recipe."));

    /// <summary>The first of size, size/2, … that fits; 1 is not asked twice.</summary>
    internal static int Halve(int size, Func<int, bool> fits)
    {
        while (!fits(size))
        {
            size /= 2;
        }

        return size;
    }

    /// <summary>The first of size, size/2, … whose memory is there with a quarter to spare, judged by what a batch of <see cref="Measured"/> took.</summary>
    internal static int Affordable(int size, long growth, long available)
    {
        while (size > Measured && growth * (size / Measured) / 4 * 5 > available)
        {
            size /= 2;
        }

        return size;
    }

    /// <summary>Keeps nothing, and can be left.</summary>
    private sealed class Trial(CancellationToken cancel) : IFlightRecorder
    {
        public Place? Begin(ILearning learning, int epochs, long steps) => null;

        public void Draws(Tensor examples, Tensor? images) => cancel.ThrowIfCancellationRequested();

        public void Lost(long step, int epoch, float loss, double rate)
        {
        }

        public void Rest(long step, bool endOfEpoch, Func<Place> place)
        {
        }

        public void Evaluated(EpochMetrics epoch)
        {
        }
    }
}
