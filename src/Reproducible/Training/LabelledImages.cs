using Reproducible.Datasets;
using static Reproducible.Torch.torch;

namespace Reproducible.Training;

/// <summary>One split on the device: images as bytes, labels per task. Owns its tensors.</summary>
internal sealed class LabelledImages : IDisposable
{
    /// <summary>The label of an example that a task does not know; its loss leaves such examples out.</summary>
    public const long NoLabel = -100;

    /// <param name="indices">Which of the examples, in which order.</param>
    /// <param name="labelSets">One a task, in the order of the heads; null: this split has no labels for the task.</param>
    public LabelledImages(Examples examples, IReadOnlyList<int> indices, IReadOnlyList<LabelSet?> labelSets, Device device)
    {
        Count = indices.Count;
        Images = ImagesOf(examples, indices, device);
        Labels = [.. labelSets.Select(set => tensor(LabelsOf(examples, indices, set), [Count], device: device).DetachFromDisposeScope())];
    }

    /// <summary>All of the examples.</summary>
    public LabelledImages(Examples examples, IReadOnlyList<LabelSet?> labelSets, Device device)
        : this(examples, [.. Enumerable.Range(0, examples.Labels.Length)], labelSets, device)
    {
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

    // Straight from the corpus, so that no split lies in managed memory a second time.
    private static Tensor ImagesOf(Examples examples, IReadOnlyList<int> indices, Device device)
    {
        using var scope = NewDisposeScope();
        var images = empty([indices.Count, examples.Channels, examples.Height, examples.Width], ScalarType.Byte);
        using (var bytes = images.bytes)
        {
            for (var place = 0; place < indices.Count; place++)
            {
                examples.Pixels.AsSpan(indices[place] * examples.ImageBytes, examples.ImageBytes).CopyTo(bytes.Span[(place * examples.ImageBytes)..]);
            }
        }

        return images.to(device).DetachFromDisposeScope();
    }

    private static long[] LabelsOf(Examples examples, IReadOnlyList<int> indices, LabelSet? set) =>
        [.. indices.Select(index => set?.OfOriginal[examples.Labels[index]] is >= 0 and var label ? label : NoLabel)];
}
