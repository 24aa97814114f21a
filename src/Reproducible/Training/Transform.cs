using Reproducible.Runs;
using static Reproducible.Torch.torch;

namespace Reproducible.Training;

/// <summary>From bytes to what a network takes: augmentation on the bytes, then floats of mean 0 and deviation 1 over the training split, channels last.</summary>
internal sealed class Transform : IDisposable
{
    private readonly Tensor mean;
    private readonly Tensor scale;

    /// <param name="train">The training split; its mean and deviation per channel are the transform's, for every split.</param>
    public Transform(LabelledImages train)
    {
        using var scope = NewDisposeScope();
        using var plain = no_grad();

        // Exact sums: bytes and their squares are whole numbers, and a float64 holds 2^53 of them.
        var pixels = train.Images.transpose(0, 1).flatten(1).to(ScalarType.Float64);
        var average = pixels.mean([1], keepdim: true);
        var deviation = (pixels - average).pow(2).mean([1], keepdim: true).sqrt().clamp_min(1e-6);
        mean = average.to(ScalarType.Float32).view(1, -1, 1, 1).DetachFromDisposeScope();
        scale = (1 / deviation).to(ScalarType.Float32).view(1, -1, 1, 1).DetachFromDisposeScope();
    }

    /// <summary>Normalised floats.</summary>
    /// <param name="bytes">[batch, channels, height, width]</param>
    public Tensor Apply(Tensor bytes) => nn.functional.normalize_images(bytes, mean, scale);

    /// <summary>Mirrors and shifts each image by draws of its own, on bytes; what moves in is black.</summary>
    /// <param name="bytes">[batch, channels, height, width]</param>
    /// <param name="generator">On the CPU, whatever the device: a run draws the same everywhere.</param>
    public static Tensor Augment(Tensor bytes, Recipe recipe, Generator generator)
    {
        var (batch, channels, height, width) = (bytes.shape[0], bytes.shape[1], bytes.shape[2], bytes.shape[3]);
        if (recipe.Flip)
        {
            var mirrored = randint(0, 2, [batch, 1, 1, 1], dtype: ScalarType.Bool, generator: generator).to(bytes.device);
            bytes = where(mirrored, bytes.flip([3]), bytes);
        }

        if (recipe.Shift > 0)
        {
            var moves = randint(0, (2 * recipe.Shift) + 1, [2, batch, 1], dtype: ScalarType.Int64, generator: generator).to(bytes.device);
            var padded = nn.functional.pad(bytes, [recipe.Shift, recipe.Shift, recipe.Shift, recipe.Shift]);
            var rows = (moves.select(0, 0) + arange(height, device: bytes.device)).view(batch, 1, height, 1).expand(batch, channels, height, width + (2 * recipe.Shift));
            var columns = (moves.select(0, 1) + arange(width, device: bytes.device)).view(batch, 1, 1, width).expand(batch, channels, height, width);
            bytes = padded.gather(2, rows).gather(3, columns);
        }

        return bytes;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        mean.Dispose();
        scale.Dispose();
    }
}
