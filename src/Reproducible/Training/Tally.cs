using Reproducible.Runs;
using static Reproducible.Torch.torch;

namespace Reproducible.Training;

/// <summary>Counts predictions of one task, batch by batch, on the device where they are made, and makes metrics of them.</summary>
/// <param name="classes">How many classes the task has.</param>
internal sealed class Tally(int classes) : IDisposable
{
    private Tensor? counts;
    private Tensor? loss;
    private long[] countsBefore = new long[classes * classes];
    private double lossBefore;

    /// <summary>What was added so far; can be put back. Reading waits for the device.</summary>
    public (IReadOnlyList<long> Counts, double LossSum) Sums
    {
        get => counts is null ? (countsBefore, lossBefore) : (counts.ToArray<long>(), loss!.item<double>());
        set
        {
            Dispose();
            (countsBefore, lossBefore) = ([.. value.Counts], value.LossSum);
        }
    }

    /// <summary>Adds a batch; examples without a label are left out. Nothing is read back.</summary>
    /// <param name="logits">[batch, classes]</param>
    /// <param name="labels">[batch]</param>
    public void Add(Tensor logits, Tensor labels)
    {
        var (counts, loss) = On(logits);
        nn.functional.tally_(logits, labels, counts, loss, LabelledImages.NoLabel);
    }

    /// <summary>Adds a batch, and gives what is learned from it: its mean cross-entropy, a scalar [].</summary>
    /// <inheritdoc cref="Add"/>
    /// <param name="smoothing">The part of the target that is spread over all classes; metrics know nothing of it.</param>
    public Tensor AddAndLose(Tensor logits, Tensor labels, double smoothing)
    {
        var (counts, loss) = On(logits);
        return nn.functional.tallied_cross_entropy(logits, labels, counts, loss, LabelledImages.NoLabel, smoothing);
    }

    /// <summary>The metrics of all that was added; starts over.</summary>
    public Metrics Take()
    {
        var (sums, lossSum) = Sums;
        Sums = (new long[classes * classes], 0);

        return MetricsOf(sums, classes, lossSum);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        counts?.Dispose();
        loss?.Dispose();
        (counts, loss) = (null, null);
    }

    private (Tensor Counts, Tensor Loss) On(Tensor logits)
    {
        if (counts is null)
        {
            counts = tensor(countsBefore, device: logits.device).DetachFromDisposeScope();
            loss = tensor([lossBefore], device: logits.device).DetachFromDisposeScope();
        }

        return (counts, loss!);
    }

    /// <summary>Metrics of a confusion matrix.</summary>
    /// <param name="counts">[true class × classes + predicted class]</param>
    /// <param name="lossSum">Sum of the examples' losses in nats.</param>
    internal static Metrics MetricsOf(IReadOnlyList<long> counts, int classes, double lossSum)
    {
        var range = Enumerable.Range(0, classes).ToList();
        var total = counts.Sum();
        var right = range.Select(label => counts[(label * classes) + label]).ToList();
        var precision = range.Select(label => Share(right[label], range.Sum(truth => counts[(truth * classes) + label]))).ToList();
        var recall = range.Select(label => Share(right[label], range.Sum(guess => counts[(label * classes) + guess]))).ToList();
        var f1 = range.Select(label => precision[label] + recall[label] is > 0 and var sum ? 2 * precision[label] * recall[label] / sum : 0);

        return new(
            lossSum / total,
            Share(right.Sum(), total),
            precision.Average(),
            recall.Average(),
            f1.Average(),
            [.. range.Select(truth => (IReadOnlyList<long>)[.. range.Select(guess => counts[(truth * classes) + guess])])]);

        static double Share(long part, long whole) => whole == 0 ? 0 : (double)part / whole;
    }
}
