using Reproducible.Runs;
using static Reproducible.Torch.torch;

namespace Reproducible.Training;

/// <summary>Counts predictions of one task, batch by batch, and makes metrics of them.</summary>
/// <param name="classes">How many classes the task has.</param>
internal sealed class Tally(int classes)
{
    private readonly long[] counts = new long[classes * classes];
    private double lossSum;

    /// <summary>What was added so far; can be put back.</summary>
    public (IReadOnlyList<long> Counts, double LossSum) Sums
    {
        get => ([.. counts], lossSum);
        set
        {
            value.Counts.ToArray().CopyTo(counts, 0);
            lossSum = value.LossSum;
        }
    }

    /// <summary>Adds a batch; examples without a label are left out.</summary>
    /// <param name="logits">[batch, classes]</param>
    /// <param name="labels">[batch]</param>
    public void Add(Tensor logits, Tensor labels)
    {
        using var scope = NewDisposeScope();
        using var plain = no_grad();
        lossSum += nn.functional.cross_entropy(logits.to(ScalarType.Float32), labels, ignore_index: LabelledImages.NoLabel, reduction: nn.Reduction.Sum).item<float>();

        // What has no label is counted in a cell behind the matrix.
        var cell = where(labels.ge(0), (labels * classes) + logits.argmax(1), classes * classes);
        var cells = bincount(cell, minlength: (classes * classes) + 1).cpu().data<long>().ToArray();
        for (var place = 0; place < counts.Length; place++)
        {
            counts[place] += cells[place];
        }
    }

    /// <summary>The metrics of all that was added; starts over.</summary>
    public Metrics Take()
    {
        var metrics = MetricsOf(counts, classes, lossSum);
        Array.Clear(counts);
        lossSum = 0;

        return metrics;
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
