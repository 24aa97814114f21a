using Reproducible.Datasets;
using static Reproducible.Torch.torch;

namespace Reproducible.Training;

/// <summary>One split on the device: images as bytes, labels per task. Owns its tensors.</summary>
internal sealed class LabelledImages : IDisposable
{
    /// <summary>The label of an example that a task does not know; its loss leaves such examples out.</summary>
    public const long NoLabel = -100;

    /// <param name="labelSets">One a task, in the order of the heads; null: this split has no labels for the task.</param>
    public LabelledImages(Examples examples, IReadOnlyList<LabelSet?> labelSets, Device device)
    {
        Count = examples.Labels.Length;
        Images = tensor(examples.Pixels, [Count, examples.Channels, examples.Height, examples.Width], device: device).DetachFromDisposeScope();
        Labels = [.. labelSets.Select(set => tensor(LabelsOf(examples, set), [Count], device: device).DetachFromDisposeScope())];
    }

    /// <summary>How many examples.</summary>
    public int Count { get; }

    /// <summary>[count, channels, height, width] bytes.</summary>
    public Tensor Images { get; }

    /// <summary>[count] 64-bit labels, one tensor a task.</summary>
    public IReadOnlyList<Tensor> Labels { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Images.Dispose();
        foreach (var labels in Labels)
        {
            labels.Dispose();
        }
    }

    private static long[] LabelsOf(Examples examples, LabelSet? set) =>
        [.. examples.Labels.Select(original => set?.OfOriginal[original] is >= 0 and var label ? label : NoLabel)];
}
