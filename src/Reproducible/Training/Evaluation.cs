using Reproducible.Runs;
using static Reproducible.Torch.torch;

namespace Reproducible.Training;

/// <summary>The one evaluation loop.</summary>
internal static class Evaluation
{
    // On a CPU 64 to 1000 images at once are equally fast, and each hundred takes 40 MB; a GPU needs many to be busy.
    private const int OnCpu = 128, OnGpu = 1024;

    /// <summary>Images at once, where they lie. The last bits of what they give may depend on it.</summary>
    public static int BatchSizeOf(Tensor images) => images.device_type == Torch.DeviceType.CPU ? OnCpu : OnGpu;

    /// <summary>What the frozen stages make of a whole split; on the split's device. The caller owns it.</summary>
    public static SplitFeatures PrefixOf(Network network, Transform transform, LabelledImages split)
    {
        using var scope = NewDisposeScope();

        // Not in inference mode: what is made there can enter no later step that learns.
        using var plain = no_grad();
        network.SetTraining(false);
        Tensor? rows = null;
        foreach (var (start, length) in Batches(split))
        {
            using var part = NewDisposeScope();
            var made = SplitFeatures.RowsOf(network.Prefix(transform.Apply(split.Images.narrow(0, start, length))));
            rows ??= empty([split.Count, .. made.shape[1..]], made.dtype, made.device).MoveToOuterDisposeScope();
            rows.narrow(0, start, length).copy_(made);
        }

        return new(rows!.DetachFromDisposeScope());
    }

    /// <summary>Bytes of what the frozen stages make of one image.</summary>
    public static long PrefixBytes(Network network, Transform transform, LabelledImages split)
    {
        using var scope = NewDisposeScope();
        using var plain = no_grad();
        network.SetTraining(false);
        var one = network.Prefix(transform.Apply(split.Images.narrow(0, 0, 1)));

        return one.numel() * one.element_size();
    }

    /// <summary>Metrics of each head over a split.</summary>
    /// <param name="prefixed">What <see cref="PrefixOf"/> gave for this split; null: computed on the way.</param>
    /// <param name="classes">Classes of each head.</param>
    public static IReadOnlyList<Metrics> Of(Network network, Transform transform, LabelledImages split, IReadOnlyList<int> classes, SplitFeatures? prefixed = null)
    {
        network.SetTraining(false);
        var tallies = classes.Select(count => new Tally(count)).ToList();
        foreach (var (start, length) in Batches(split))
        {
            using var scope = NewDisposeScope();
            using var inference = inference_mode(true);
            var input = prefixed?.Between(start, length) ?? network.Prefix(transform.Apply(split.Images.narrow(0, start, length)));
            var logits = network.Logits(input);
            for (var head = 0; head < tallies.Count; head++)
            {
                tallies[head].Add(logits[head], split.Labels[head].narrow(0, start, length));
            }
        }

        return [.. tallies.Select(tally => tally.Take())];
    }

    private static IEnumerable<(int Start, int Length)> Batches(LabelledImages split)
    {
        var size = BatchSizeOf(split.Images);
        for (var start = 0; start < split.Count; start += size)
        {
            yield return (start, Math.Min(size, split.Count - start));
        }
    }
}
