using Reproducible.Runs;
using Reproducible.Store;
using static Reproducible.Torch.torch;

namespace Reproducible.Training;

/// <summary>
/// From bytes to what a network takes: augmentation on the bytes, then floats, channels last, of mean 0 and deviation 1 over the training split on
/// which the backbone first learned. Owns its tensors.
/// </summary>
internal sealed class Transform : IDisposable
{
    /// <summary>Names of the tensors among a run's weights, [1, channels, 1, 1] floats each.</summary>
    public const string Mean = RunFiles.TransformPrefix + "mean", Scale = RunFiles.TransformPrefix + "scale";

    // 6 MB of float64 at 28 × 28, which stay in the processor's cache; a whole split would take a gigabyte.
    private const int ImagesAtOnce = 1024;

    private readonly Tensor mean;
    private readonly Tensor scale;

    /// <summary>For a backbone that starts from nothing.</summary>
    /// <param name="train">The training split; its mean and deviation per channel are the transform's, for every split.</param>
    public Transform(LabelledImages train)
    {
        using var scope = NewDisposeScope();
        using var plain = no_grad();
        var (sum, squares) = SumsOf(train.Images);
        var count = (double)train.Images.numel() / train.Images.shape[1];
        var average = sum / count;
        var deviation = (squares / count - average * average).clamp_min(0).sqrt().clamp_min(1e-6);
        mean = average.to(ScalarType.Float32).view(1, -1, 1, 1).DetachFromDisposeScope();
        scale = (1 / deviation).to(ScalarType.Float32).view(1, -1, 1, 1).DetachFromDisposeScope();
    }

    /// <summary>For a backbone that starts from a source: what it learned to see.</summary>
    /// <param name="source">The source's weights.</param>
    /// <param name="channels">Of the images that are to be transformed.</param>
    /// <exception cref="ReproducibleException">They say nothing of a transform, or it is one of other images.</exception>
    public Transform(IReadOnlyDictionary<string, Tensor> source, int channels, Device device)
    {
        mean = Of(Mean);
        scale = Of(Scale);

        Tensor Of(string name) => source.TryGetValue(name, out var found) && found.dtype == ScalarType.Float32 && found.shape.SequenceEqual([1, channels, 1, 1])
            ? found.to(device).clone().DetachFromDisposeScope()
            : throw new ReproducibleException(
                $"The source weights have {(found is null ? $"no '{name}'" : $"a '{name}' of {found.dtype} [{string.Join(", ", found.shape)}]")}; expected Float32 [1, {channels}, 1, 1].",
                "Delete the source run's folder in the store; it is then done again.");
    }

    /// <summary>What another run needs to transform as this one does, by name, live.</summary>
    public IReadOnlyDictionary<string, Tensor> State => new Dictionary<string, Tensor> { [Mean] = mean, [Scale] = scale };

    /// <summary>Normalised floats.</summary>
    /// <param name="bytes">[batch, channels, height, width]</param>
    public Tensor Apply(Tensor bytes) => bytes.to(ScalarType.Float32).sub_(mean).mul_(scale).contiguous(MemoryFormat.ChannelsLast);

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

    /// <summary>Of each channel's bytes and of their squares: whole numbers below 2^53, which float64 adds exactly in any order.</summary>
    private static (Tensor Sum, Tensor Squares) SumsOf(Tensor images)
    {
        var sum = zeros(images.shape[1], ScalarType.Float64, images.device);
        var squares = zeros_like(sum);
        for (var start = 0L; start < images.shape[0]; start += ImagesAtOnce)
        {
            using var part = NewDisposeScope();
            var pixels = images.narrow(0, start, Math.Min(ImagesAtOnce, images.shape[0] - start)).to(ScalarType.Float64);
            sum.add_(pixels.sum([0, 2, 3]));
            squares.add_(pixels.mul_(pixels).sum([0, 2, 3]));
        }

        return (sum, squares);
    }
}
