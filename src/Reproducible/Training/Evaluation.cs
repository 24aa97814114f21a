using Reproducible.Runs;
using static Reproducible.Torch.torch;

namespace Reproducible.Training;

/// <summary>The one evaluation loop.</summary>
internal static class Evaluation
{
    private const int BatchSize = 500;

    /// <summary>What the frozen stages make of a whole split, computed once; [count, …] on the split's device. The caller owns it.</summary>
    public static Tensor PrefixOf(Network network, Transform transform, LabelledImages split)
    {
        using var scope = NewDisposeScope();
        network.SetTraining(false);
        var parts = Batches(split.Count).Select(batch => network.Prefix(transform.Apply(split.Images.narrow(0, batch.Start, batch.Length)))).ToList();

        return (parts.Count == 1 ? parts[0] : cat(parts)).MoveToOuterDisposeScope();
    }

    /// <summary>Metrics of each head over a split.</summary>
    /// <param name="prefixed">What <see cref="PrefixOf"/> gave for this split; null: computed on the way.</param>
    /// <param name="classes">Classes of each head.</param>
    public static IReadOnlyList<Metrics> Of(Network network, Transform transform, LabelledImages split, IReadOnlyList<int> classes, Tensor? prefixed = null)
    {
        network.SetTraining(false);
        var tallies = classes.Select(count => new Tally(count)).ToList();
        foreach (var (start, length) in Batches(split.Count))
        {
            using var scope = NewDisposeScope();
            using var inference = inference_mode(true);
            var input = prefixed?.narrow(0, start, length) ?? network.Prefix(transform.Apply(split.Images.narrow(0, start, length)));
            var logits = network.Logits(input);
            for (var head = 0; head < tallies.Count; head++)
            {
                tallies[head].Add(logits[head], split.Labels[head].narrow(0, start, length));
            }
        }

        return [.. tallies.Select(tally => tally.Take())];
    }

    private static IEnumerable<(int Start, int Length)> Batches(int count)
    {
        for (var start = 0; start < count; start += BatchSize)
        {
            yield return (start, Math.Min(BatchSize, count - start));
        }
    }
}
